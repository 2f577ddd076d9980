"""What a seeded fault is, and how it is put into a copy of the library."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "src" / "peersupport"


class Fault(NamedTuple):
    """One mistake in one place of the engine, as an engineer might make it."""

    name: str
    file: str
    """Where, below `src/peersupport`."""
    old: str
    """What stands there, to the letter: once, unless `occurrence` says which of several."""
    new: str
    wrong: str
    """What goes wrong."""
    properties: tuple[int, ...]
    """Which of the thirty properties it must violate."""
    occurrence: int = 0

    def put_into(self, text: str) -> str:
        """The file's text with the fault. Raises `LookupError` when it no longer holds what the fault replaces."""
        found = text.count(self.old)
        if found == 0 or (found > 1) is not bool(self.occurrence) or self.occurrence > found:
            raise LookupError(f"{self.name}: {self.file} holds {found} times, not as expected: {self.old!r}")
        parts = text.split(self.old)
        place = max(self.occurrence, 1)
        return self.old.join(parts[:place]) + self.new + self.old.join(parts[place:])
