"""Where a caseload comes from: a file or what a program was handed, and the format in which it is written."""

from collections.abc import Generator
from contextlib import contextmanager
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from peersupport._attrs import record
from peersupport.errors import Fault, InvalidDocument
from peersupport.interop.texts import Stamp, file_bytes, file_stamp, readable


class Format(Enum):
    """How a caseload is written: a case document on each line, or a table that a mapping explains."""

    JSON_LINES = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


SUFFIXES = {
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".ods": Format.ODS,
}
"""What the end of a file's name says. Macros of an `.xlsm` are not run, nor looked at."""


@record
class Source:
    """A caseload's bytes, by the path of a file or in memory, and their format."""

    name: str
    format: Format
    path: Path | None = None
    content: bytes = b""

    @contextmanager
    def opened(self) -> Generator[BinaryIO]:
        """The bytes, from their beginning. Raises `InvalidDocument` where a file cannot be read."""
        if self.path is None:
            yield BytesIO(self.content)
            return
        with readable(self.path), self.path.open("rb") as file:
            yield file

    def stamp(self) -> Stamp:
        """What tells whether the bytes are still the same. Raises `InvalidDocument` where a file cannot be read."""
        return (len(self.content),) if self.path is None else file_stamp(self.path)


def file_source(path: Path, named: Format | None = None) -> Source:
    """A file, in the format that is named, else in the one that its name says. Raises `InvalidDocument`.

    What is no regular file, such as a pipe, gives its bytes once: they are kept in memory.
    """
    form = named or _format(path)
    if path.is_file() or not path.exists():
        return Source(name=path.name, format=form, path=path)
    return Source(name=path.name, format=form, content=file_bytes(path))


def _format(path: Path) -> Format:
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = ", ".join(f"`{suffix}`" for suffix in SUFFIXES)
        fault = Fault(
            code="caseload-format",
            message="the name of the file does not say how it is written",
            help=f"known are {known}; else name its format, of {', '.join(f'`{one.value}`' for one in Format)}",
        )
        raise InvalidDocument("a caseload is of an unknown format", [fault])
    return found
