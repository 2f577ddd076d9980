"""What the commands on a ledger share: bars of progress, and files that are made once."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import Progress

from peersupport.cli.shared import console
from peersupport.errors import Fault, InvalidDocument
from peersupport.ledger import LedgerMisuse, LedgerNotInstalled


@contextmanager
def progress_bar(what: str, *, shown: bool) -> Generator[Callable[[int, int], None]]:
    """A bar on standard output while a ledger works; it takes what is done and what there is to do."""
    screen = console()
    with Progress(console=screen, transient=True, disable=not (shown and screen.is_terminal)) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)


@contextmanager
def ledger_packages() -> Generator[None]:
    """Where a module of the ledger is imported for a command alone. Raises `LedgerNotInstalled`."""
    missing = False
    try:
        yield
    except ImportError:
        missing = True
    if missing:
        raise LedgerNotInstalled("a ledger needs further packages", help="install `peersupport[ledger]`")


@contextmanager
def files() -> Generator[None]:
    """Tell of a file that cannot be read or written without its name and without what the system says of it."""
    failed = ""
    try:
        yield
    except OSError as error:
        failed = type(error).__name__
    if failed:
        fault = Fault(code="file-unwritable", message=f"a file cannot be read or written ({failed})")
        raise InvalidDocument("a file cannot be read or written", [fault])


def write_new(path: Path, text: str, mode: int = 0o666) -> None:
    """Write a file that is not there yet, durably. Raises `LedgerMisuse` when it is there."""
    with files():
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
        except FileExistsError:
            handle = -1
        if handle >= 0:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
    if handle < 0:
        raise LedgerMisuse("there is a file of that name already", help="choose another name")
