"""A pathway as a picture: Mermaid text, and an SVG that needs nothing else, light and dark, readable on a phone."""

from collections.abc import Iterable, Iterator
from html import escape
from textwrap import wrap

from peersupport.citations import Carrier
from peersupport.rules.pathways import OUTSIDE, PAUSED, Pathway

WIDTH, LEFT, RIGHT = 360, 64, 296
LINE, GAP, TOP = 18, 46, 58
STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1b1b1b; }
  .title { font-size: 17px; font-weight: 600; }
  .small { font-size: 12px; fill: #4a4a4a; }
  .box { fill: #eef4fb; stroke: #2f5d8a; stroke-width: 1.5; }
  .out { fill: #ffffff; stroke: #2f5d8a; stroke-dasharray: 4 3; }
  .move { fill: none; stroke: #2f5d8a; stroke-width: 1.5; marker-end: url(#head); }
  .head { fill: #2f5d8a; }
  .ground { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f2f2f2; }
    .small { fill: #c4c4c4; }
    .box { fill: #1d2b3a; stroke: #8fb8e0; }
    .out { fill: #14181d; stroke: #8fb8e0; }
    .move { stroke: #8fb8e0; }
    .head { fill: #8fb8e0; }
    .ground { fill: #14181d; }
  }
"""


def mermaid(pathway: Pathway) -> str:
    """The pathway as a Mermaid state diagram; `[*]` is outside, and everybody may leave at any time."""
    names = {OUTSIDE: "[*]", **{stage.id: stage.id.replace("-", "_") for stage in pathway.stages}}
    lines = ["stateDiagram-v2"]
    lines += [f"    {names[stage.id]} : {stage.title.replace(':', ' ')}" for stage in pathway.stages]
    lines += [f"    {names[source]} --> {names[target]}" for source, target in _moves(pathway)]
    lines += [f"    note right of {names[name]} : may rest" for name in _resting(pathway)]
    lines += [f"    {names[stage.id]} --> [*]" for stage in pathway.stages]
    return "\n".join(lines) + "\n"


def svg(pathway: Pathway) -> str:
    """The pathway as an SVG of 360 units in width, from the start downwards, with the words that its moves rest on."""
    resting = set(_resting(pathway))
    boxes: list[str] = []
    middles: dict[str, tuple[float, float]] = {}
    y = float(TOP)
    for name, title, small in (
        (OUTSIDE, "Start", "and wherever she leaves: at any time, by her own choice"),
        *((one.id, one.title, _small(one.requirements, one.id in resting)) for one in pathway.stages),
    ):
        lines = [(text, "") for text in wrap(title, 28)] + [(text, "small") for text in wrap(small, 36)]
        height = LINE * len(lines) + 16
        kind = "out" if name == OUTSIDE else "box"
        boxes.append(f'<rect class="{kind}" x="{LEFT}" y="{y:g}" width="{RIGHT - LEFT}" height="{height}" rx="9"/>')
        boxes += _text(lines, WIDTH / 2, y + 20, "middle")
        middles[name] = (y, y + height)
        y += height + GAP
    arrows = list(_arrows(pathway, middles))
    y -= GAP - 30
    carriers: tuple[Carrier, ...] = (pathway, *pathway.moves, *pathway.endings)
    said = dict.fromkeys(f"{', '.join(one.requirements)}: “{one.citation.quotation}”" for one in carriers)
    for one in said:
        words = wrap(one, 52)
        boxes += _text(((text, "small") for text in words), 12, y, "start")
        y += LINE * len(words) + 6
    height = round(y + 6)
    moves = "; ".join(f"{source} to {target}" for source, target in _moves(pathway))
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title moves" style="width:100%;max-width:{WIDTH * 2}px;height:auto">',
        f'<title id="title">{escape(pathway.title, quote=False)}</title>',
        f'<desc id="moves">Moves: {escape(moves, quote=False)}</desc>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>',
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
        *_text(((text, "title") for text in wrap(pathway.title, 38)), WIDTH / 2, 26, "middle"),
        *arrows,
        *boxes,
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def _small(requirements: Iterable[str], rests: bool) -> str:
    return ", ".join(requirements) + (" · may rest" if rests else "")


def _moves(pathway: Pathway) -> list[tuple[str, str]]:
    """Every move between stages, from where to where, in the order of the stages."""
    order = [OUTSIDE, *(stage.id for stage in pathway.stages)]
    return [(source, target) for source in order for target in order if target in pathway.targets(source)]


def _resting(pathway: Pathway) -> list[str]:
    return [stage.id for stage in pathway.stages if PAUSED in pathway.targets(stage.id)]


def _arrows(pathway: Pathway, middles: dict[str, tuple[float, float]]) -> Iterator[str]:
    """Neighbours are joined straight, downwards left of the middle and upwards right of it; others in an arc."""
    order = list(middles)
    for source, target in _moves(pathway):
        span = order.index(target) - order.index(source)
        (top, bottom), (above, below) = middles[source], middles[target]
        if span == 1:
            yield f'<path class="move" d="M{WIDTH / 2 - 14:g} {bottom:g}V{above:g}"/>'
        elif span == -1:
            yield f'<path class="move" d="M{WIDTH / 2 + 14:g} {top:g}V{below:g}"/>'
        else:
            edge, out = (RIGHT, RIGHT + 26 * span) if span > 0 else (LEFT, LEFT + 26 * span)
            # Longer arcs lie outside, and leave and arrive beside the shorter ones.
            start, end = (top + bottom) / 2 + 5 * span, (above + below) / 2 + 9 * span - (27 if span > 0 else -27)
            yield f'<path class="move" d="M{edge} {start:g}C{out} {start:g} {out} {end:g} {edge} {end:g}"/>'


def _text(lines: Iterable[tuple[str, str]], x: float, y: float, anchor: str) -> list[str]:
    return [
        f'<text class="{kind}" x="{x:g}" y="{y + LINE * place:g}" text-anchor="{anchor}">'
        f"{escape(line, quote=False)}</text>"
        for place, (line, kind) in enumerate(lines)
    ]
