"""Files that a command writes: none appears before all of them are complete."""

import os
import stat
import tempfile
from collections.abc import Collection, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from peersupport._attrs import record
from peersupport.cli.partly import Partly
from peersupport.errors import Fault, InvalidDocument


@contextmanager
def written_together(paths: Collection[Path], gone: Collection[Path] = ()) -> Generator[list[IO[str]]]:
    """Files to write, which appear together at the end; the files `gone` are removed then.

    That each can be written or removed is looked at in the beginning. Raises `InvalidDocument` where one cannot,
    without its name and without what the system says of it, and `Partly` where that shows when some are in place.
    """
    failed, placed = "", list[Path]()
    try:
        with ExitStack() as ended:
            waiting = [_begun(path, ended) for path in paths]
            for path in gone:
                _mode(path)
            yield [one.file for one in waiting]
            for one in waiting:
                one.complete()
            for path in gone:
                path.unlink(missing_ok=True)
                placed.append(path)
            for one in waiting:
                one.temporary.replace(one.path)
                placed.append(one.path)
    except OSError as error:
        failed = type(error).__name__
    if failed:
        fault = Fault(code="file-unwritable", message=f"a file cannot be written ({failed})")
        invalid = InvalidDocument("a file cannot be written", [fault])
        if placed:
            raise Partly(invalid, f"of {len(paths) + len(gone)} files, {len(placed)} were replaced or removed")
        raise invalid


def write_together(texts: dict[Path, str]) -> None:
    """Write several files, or one. Raises as `written_together` does."""
    with written_together(texts) as files:
        for file, text in zip(files, texts.values(), strict=True):
            file.write(text)


@record
class _Waiting:
    """A file under another name, until all are complete."""

    path: Path
    temporary: Path
    file: IO[str]
    mode: int | None

    def complete(self) -> None:
        self.file.close()
        if self.mode is not None:
            self.temporary.chmod(self.mode)


def _begun(path: Path, ended: ExitStack) -> _Waiting:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = _mode(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    ended.callback(Path(name).unlink, missing_ok=True)
    file = ended.enter_context(os.fdopen(handle, "w", encoding="utf-8", newline=""))
    return _Waiting(path=path, temporary=Path(name), file=file, mode=mode)


def _mode(path: Path) -> int | None:
    """Who may read a file that is there already, and goes on to; None where it is new. One that is read-only is not
    replaced: raises `PermissionError`, and `IsADirectoryError` for a folder."""
    if not path.exists():
        return None
    if path.is_dir():
        raise IsADirectoryError
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & stat.S_IWUSR:
        raise PermissionError
    return mode
