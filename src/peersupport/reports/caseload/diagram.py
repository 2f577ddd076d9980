"""How a decision is made, as a picture: it needs nothing else and takes its colours from the page."""

from collections.abc import Iterable
from html import escape
from textwrap import wrap

WIDTH, LEFT, LINE, GAP, PAD = 360, 8, 18, 30, 12
STEPS = (
    ("Records", "what was told of the family; a blank stays “not recorded”"),
    ("Facts", "named values on the day: an age, a place, who referred; each known, known in part, or not known"),
    ("Rules", "the programme's conditions, each with the words of its source: yes, no or not known"),
    ("Decision", "any no: may not join; else anything not known: cannot be told yet, with what to ask; else: may join"),
    ("Ledger", "where it is kept: what was decided, on what was known; never changed"),
)


def decision_drawn() -> str:
    """The five steps of a decision, from the top downwards."""
    parts: list[str] = []
    down = 1
    for place, (title, text) in enumerate(STEPS):
        lines = wrap(text, 45)
        height = LINE * (len(lines) + 1) + PAD
        if place:
            parts.append(
                f'<path d="M{WIDTH // 2} {down - GAP}v{GAP - 3}m-5 -6l5 6l5 -6" fill="none" stroke="currentColor"/>'
            )
        parts.append(
            f'<rect x="{LEFT}" y="{down}" width="{WIDTH - 2 * LEFT}" height="{height}" rx="8" fill="var(--band)" '
            'stroke="var(--bar)" stroke-width="1.5"/>'
        )
        parts += _text([title], down + 20, 'font-weight="600" font-size="15"')
        parts += _text(lines, down + 20 + LINE, 'font-size="13"')
        down += height + GAP
    said = "; then ".join(f"{title}: {text}" for title, text in STEPS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" viewBox="0 0 {WIDTH} {down - GAP + 2}" role="img" '
        f'aria-label="{escape(said)}">{"".join(parts)}</svg>'
    )


def _text(lines: Iterable[str], down: int, how: str) -> list[str]:
    return [
        f'<text x="{WIDTH // 2}" y="{down + LINE * place}" text-anchor="middle" fill="currentColor" {how}>'
        f"{escape(line)}</text>"
        for place, line in enumerate(lines)
    ]
