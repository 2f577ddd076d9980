"""An SQLite VFS that notes everything that is done to files, for everything that a power failure can make of it."""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import apsw

_numbers = count(1)
_JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL


class Made(NamedTuple):
    """A file was made: its name is in the folder, but not yet for good."""

    name: str


class Written(NamedTuple):
    """Bytes were handed to the system."""

    name: str
    offset: int
    data: bytes


class Truncated(NamedTuple):
    """A file was cut to a size."""

    name: str
    size: int


class Synced(NamedTuple):
    """What a file holds is on the disk; with `folder`, also what the folder holds."""

    name: str
    folder: bool


class Deleted(NamedTuple):
    """A name was taken out of the folder; with `folder`, for good."""

    name: str
    folder: bool


class Mark(NamedTuple):
    """Here something was acknowledged."""

    what: object


Operation = Made | Written | Truncated | Synced | Deleted | Mark
Before = Callable[[Operation], Any]


class RecordingVFS(apsw.VFS):
    """SQLite's own files below, what is done to those in `folder` told to `before` (which may raise) first.

    Files without a name (SQLite's temporary ones) do not outlive the process and are not told of.
    """

    def __init__(self, folder: Path, before: Before) -> None:
        self.name = f"recording-{next(_numbers)}"
        self.folder = folder
        self.before = before
        self.seen: set[str] = set()
        super().__init__(self.name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "RecordingFile":  # noqa: N802
        """See SQLite."""
        return RecordingFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """See SQLite."""
        if os.path.exists(filename):
            self.before(Deleted(self.known(filename), bool(syncdir)))
            self.seen.discard(self.known(filename))
        super().xDelete(filename, syncdir)

    def known(self, path: str) -> str:
        """The name of a file of the folder."""
        return Path(path).relative_to(self.folder).name


class RecordingFile(apsw.VFSFile):
    """One open file."""

    def __init__(self, vfs: RecordingVFS, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._vfs = vfs
        self._name = None if path is None else vfs.known(path)
        # As in SQLite's `unixOpen`: the first sync of a journal or log syncs the folder, too.
        self._folder = bool(flags[0] & apsw.SQLITE_OPEN_CREATE and flags[0] & _JOURNALS)
        if self._name is not None and self._name not in vfs.seen:
            # Also when it is there: the library makes the file of keys before SQLite opens it.
            vfs.before(Made(self._name))
            vfs.seen.add(self._name)
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """See SQLite."""
        if self._name is not None:
            self._vfs.before(Written(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        """See SQLite."""
        if self._name is not None:
            self._vfs.before(Truncated(self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """See SQLite."""
        if self._name is not None:
            self._vfs.before(Synced(self._name, self._folder))
            self._folder = False
        super().xSync(flags)
