"""Words of rules, facts and sources as Markdown that reads as they were written."""

import re
from collections.abc import Iterable

from peersupport.citations import Citation, Mark
from peersupport.rules.render import listed

MARKS = {
    Mark.SEED: "",
    Mark.DEFAULT: " **[default]**",
    Mark.LAW: " **[law]**",
    Mark.MEMORY: " **[memory]**",
    Mark.PUBLISHED: " **[published]**",
}
"""A choice that is not the programme's own says so; the words of the source itself need no mark."""


def plain(text: str) -> str:
    """A text of which no character is read as Markdown, as one paragraph."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def quoted(citation: Citation) -> str:
    """The words that something rests on, with who says so and what was chosen where they are open."""
    note = f"\n>\n> {sentence(plain(citation.note))}" if citation.note else ""
    return f"> “{plain(citation.quotation)}”{MARKS[citation.mark]}{note}"


def sentence(text: str) -> str:
    """With a capital, and a full stop unless it ends already."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "”", "…")) else ".")


def code(names: Iterable[str]) -> str:
    """Names as English lists them, each as code."""
    return listed([f"`{name}`" for name in names], "and")


def points(lines: Iterable[str]) -> str:
    """A list with one point for each line that says something."""
    return "\n".join(f"- {line}" for line in lines if line)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table, or nothing where it would have no rows."""
    titles, cells = list(head), [list(row) for row in rows]
    lines = [titles, ["---"] * len(titles), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) if cells else ""


def joined(parts: Iterable[str]) -> str:
    """The parts that say something, with a blank line between them."""
    return "\n\n".join(part for part in parts if part)
