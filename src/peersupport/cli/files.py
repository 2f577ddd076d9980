"""Files that a command writes: each appears only when it is complete."""

import os
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from peersupport.errors import Fault, InvalidDocument


@contextmanager
def written(folder: Path | None, name: str) -> Generator[IO[str] | None]:
    """A file that appears only when it is complete; None when no folder was asked for.

    Raises `InvalidDocument` where it cannot be written, without its name and without what the system says of it.
    """
    if folder is None:
        yield None
        return
    failed = ""
    try:
        with _written(folder, name) as file:
            yield file
    except OSError as error:
        failed = type(error).__name__
    if failed:
        fault = Fault(code="file-unwritable", message=f"a file cannot be written ({failed})")
        raise InvalidDocument("a file cannot be written", [fault])


@contextmanager
def _written(folder: Path, name: str) -> Generator[IO[str]]:
    folder.mkdir(parents=True, exist_ok=True)
    mode = _mode(folder / name)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        if mode is not None:
            Path(temporary).chmod(mode)
        Path(temporary).replace(folder / name)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int | None:
    """Who may read a file that is there already, and goes on to; None where it is new. One that is read-only is not
    replaced: raises `PermissionError`."""
    if not path.exists():
        return None
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & stat.S_IWUSR:
        raise PermissionError
    return mode


def write_together(texts: dict[Path, str]) -> None:
    """Write several files: none appears before all of them are complete. Raises as `written` does."""
    if not texts:
        return
    (path, text), *others = texts.items()
    with written(path.parent, path.name) as file:
        if file is not None:
            file.write(text)
            file.flush()
        write_together(dict(others))
