"""The table of the mutants that live, `survivors.md`: each argument with the changes that it is about.

A heading is the argument, or begins it; below it, in blocks of `diff`, each change after the line `file: function`.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("survivors.md")
PLACE = re.compile(r"^(?P<file>src/\S+\.py): (?P<function>\S+)$")


class Change(NamedTuple):
    """A mutant by what it changes, which stands longer than the number that mutmut gives it."""

    file: str
    function: str
    lines: tuple[str, ...]


def listed(text: str) -> Iterator[Change]:
    """The changes that the table holds, in its order."""
    place, lines = None, list[str]()
    for line in [*text.splitlines(), "```"]:
        found = PLACE.match(line)
        if found or line.startswith("```"):
            if place and lines:
                yield Change(place["file"], place["function"], tuple(lines))
            place, lines = found, []
        elif place and line[:1] in ("-", "+"):
            lines.append(line)


def differences(living: Iterable[Change], text: str) -> tuple[list[Change], list[Change]]:
    """What lives and is not listed, and what is listed and does not live."""
    alive, known = set(living), set(listed(text))
    return sorted(alive - known), sorted(known - alive)


def written(changes: Iterable[Change]) -> str:
    """Changes as a block of the table."""
    blocks = ("\n".join((f"{one.file}: {one.function}", *one.lines)) for one in changes)
    return "```diff\n" + "\n".join(blocks) + "\n```"
