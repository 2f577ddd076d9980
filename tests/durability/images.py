"""What a power failure can make of files: everything synced is there, of the rest each write may be, not be, or half.

A write can be torn between sectors of 512 bytes or between pages; writes and cuts reach the disk in any order within a
file; a name that was made, or taken out, is so for good once the folder was synced, or perhaps before. What a file
was made longer by, and never got, holds zeros or rubbish. Bytes beside those that a write covers do not change
(SQLite's `powersafe_overwrite`, which it takes for granted unless told otherwise).
"""

from collections.abc import Mapping
from random import Random
from zlib import crc32

from tests.durability.recording import Deleted, Made, Mark, Operation, Synced, Truncated, Unsynced, Written

SECTOR, PAGE = 512, 4096
STYLES = ("none", "all", "first", "some", "torn")
Change = tuple[int, bytes] | int
"""A write (offset, data), or a cut to a size."""


class File:
    """What one file holds for good, and what was done to it since."""

    def __init__(self, content: bytes = b"") -> None:
        self.durable = bytearray(content)
        self.pending: list[Change] = []
        self.chosen: tuple[object, ...] = ()
        """What tells the last result of `after` from others between the same two operations."""

    def sync(self) -> None:
        """All of it is on the disk."""
        for change in self.pending:
            _apply(self.durable, change)
        self.pending.clear()

    def forget(self) -> None:
        """A sync failed: of what was to be written, nothing will be, and nobody is told again (as on Linux)."""
        self.pending.clear()

    def after(self, random: Random, style: str) -> bytes | bytearray:
        """What it may hold after a power failure."""
        chosen = _chosen(self.pending, random, style)
        self.chosen = tuple(one if isinstance(one, int) else (one[0], crc32(one[1])) for one in chosen)
        if not chosen:
            return self.durable
        content = bytearray(self.durable)
        rubbish = style not in ("none", "all") and random.random() < 0.25
        for change in chosen:
            if rubbish and isinstance(change, tuple) and change[0] > len(content):
                content += random.randbytes(change[0] - len(content))
                self.chosen += ("rubbish",)
            _apply(content, change)
        return content


class Disk:
    """A folder under a recorded run: give it operation after operation, and ask for images in between.

    What was in the folder in the beginning is there for good.
    """

    def __init__(self, beginning: Mapping[str, bytes] | None = None) -> None:
        self._names = {name: File(content) for name, content in (beginning or {}).items()}
        self._durable = dict(self._names)
        self._pending: list[tuple[str, File | None]] = []
        self.chosen: object = None
        """What tells the last image from others between the same two operations."""

    @property
    def settled(self) -> bool:
        """Whether there is only one image: everything is on the disk."""
        return not self._pending and not any(one.pending for one in self._names.values())

    def apply(self, operation: Operation) -> None:
        """Do the next operation."""
        match operation:
            case Written(name, offset, data):
                self._names[name].pending.append((offset, data))
            case Truncated(name, size):
                self._names[name].pending.append(size)
            case Synced(name, folder):
                self._names[name].sync()
                if folder:
                    self._sync_folder()
            case Unsynced(name):
                self._names[name].forget()
            case Made(name):
                self._names[name] = File()
                self._pending.append((name, self._names[name]))
            case Deleted(name, folder):
                del self._names[name]
                self._pending.append((name, None))
                if folder:
                    self._sync_folder()
            case Mark():
                pass

    def image(self, random: Random, style: str) -> dict[str, bytes | bytearray]:
        """The files after a power failure now. The styles "none" and "all" are one image each."""
        names = dict(self._durable)
        for name, file in self._names_after(random, style):
            names[name] = file
        there = {name: file for name, file in names.items() if file is not None}
        image = {name: file.after(random, style) for name, file in there.items()}
        self.chosen = tuple((name, id(file), file.chosen) for name, file in there.items())
        return image

    def _sync_folder(self) -> None:
        self._durable = dict(self._names)
        self._pending.clear()

    def _names_after(self, random: Random, style: str) -> list[tuple[str, File | None]]:
        if style in ("none", "all"):
            return self._pending if style == "all" else []
        if random.random() < 0.5:
            # As a file system with a journal does it: in order.
            return self._pending[: random.randint(0, len(self._pending))]
        changed = sorted({name for name, _ in self._pending})
        kept = {name: random.randint(0, sum(one == name for one, _ in self._pending)) for name in changed}
        after = []
        for name, file in self._pending:
            if kept[name] > 0:
                kept[name] -= 1
                after.append((name, file))
        return after


def _apply(content: bytearray, change: Change) -> None:
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
        return
    offset, data = change
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _chosen(pending: list[Change], random: Random, style: str) -> list[Change]:
    match style:
        case "none":
            return []
        case "all":
            return pending
        case "first":
            number = random.randint(0, len(pending))
            torn = _torn(pending[number], random) if number < len(pending) else []
            first = pending[:number]
            return [*first, *torn[: random.randint(0, len(torn))]]
        case "some":
            chosen = [change for change in pending if random.random() < 0.5]
        case _:
            chosen = [piece for change in pending for piece in _torn(change, random) if random.random() < 0.5]
    if random.random() < 0.25:
        random.shuffle(chosen)
    return chosen


def _torn(change: Change, random: Random) -> list[Change]:
    """The pieces of a write that the disk takes one by one: they end where a sector or a page of the file ends."""
    if isinstance(change, int):
        return [change]
    size = SECTOR if random.random() < 0.7 else PAGE
    offset, data = change
    pieces: list[Change] = []
    place = 0
    while place < len(data):
        length = size - (offset + place) % size
        pieces.append((offset + place, data[place : place + length]))
        place += length
    return pieces
