"""An SQLite VFS that notes everything that is done to files, and lets some of it fail.

What is noted is all that `images` needs for what a power failure can make of it.
"""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

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


class Unsynced(NamedTuple):
    """A sync failed: what was to be written may be so, or may never be, whatever is synced later."""

    name: str


class Deleted(NamedTuple):
    """A name was taken out of the folder; with `folder`, for good."""

    name: str
    folder: bool


class Mark(NamedTuple):
    """Here something was acknowledged."""

    what: object


Operation = Made | Written | Truncated | Synced | Unsynced | Deleted | Mark


class Fault(NamedTuple):
    """An operation fails with this code of SQLite, after this share (0 to 1) of it was done."""

    code: int
    share: float


def _sound(_: str) -> Fault | None:
    return None


class RecordingVFS(apsw.VFS):
    """SQLite's own files below; what is done to those in `folder` is noted in `operations`.

    `fault` is asked before each operation, by its name: open, read, write, truncate, sync, delete. Files without a name
    (SQLite's temporary ones) do not outlive the process and are not noted.
    """

    def __init__(
        self, folder: Path, operations: list[Operation], fault: Callable[[str], Fault | None] = _sound
    ) -> None:
        self.name = f"recording-{next(_numbers)}"
        self.folder = folder
        self.note = operations.append
        self.fault = fault
        self.seen: set[str] = set()
        super().__init__(self.name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "RecordingFile":  # noqa: N802
        """See SQLite."""
        if fault := self.fault("open"):
            raise apsw.exception_for(fault.code)
        return RecordingFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """See SQLite."""
        name = self.known(filename)
        there = os.path.exists(filename)
        fault = self.fault("delete") if there else None
        if fault is None or fault.share:
            super().xDelete(filename, syncdir)
        if there and (fault is None or fault.share):
            # When it was done and fails, it was the syncing of the folder that failed.
            self.note(Deleted(name, bool(syncdir) and fault is None))
            self.seen.discard(name)
        if fault:
            raise apsw.exception_for(fault.code)

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
        super().__init__("", name, flags)
        if self._name is not None and self._name not in vfs.seen:
            # Also when it was there: the library makes the file of keys before SQLite opens it.
            vfs.note(Made(self._name))
            vfs.seen.add(self._name)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        """See SQLite."""
        if self._name is not None and (fault := self._vfs.fault("read")):
            raise apsw.exception_for(fault.code)
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """See SQLite."""
        if self._name is None:
            super().xWrite(data, offset)
            return
        fault = self._vfs.fault("write")
        content = bytes(data)[: int(len(data) * (fault.share if fault else 1))]
        if content:
            self._vfs.note(Written(self._name, offset, content))
            super().xWrite(content, offset)
        if fault:
            raise apsw.exception_for(fault.code)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        """See SQLite."""
        fault = self._vfs.fault("truncate") if self._name is not None else None
        if fault is None or fault.share:
            if self._name is not None:
                self._vfs.note(Truncated(self._name, newsize))
            super().xTruncate(newsize)
        if fault:
            raise apsw.exception_for(fault.code)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """See SQLite."""
        if self._name is None:
            super().xSync(flags)
            return
        if fault := self._vfs.fault("sync"):
            self._vfs.note(Synced(self._name, self._folder) if fault.share else Unsynced(self._name))
            raise apsw.exception_for(fault.code)
        self._vfs.note(Synced(self._name, self._folder))
        self._folder = False
        super().xSync(flags)
