"""The caseload that a command is given: a file or standard input, its format, its mapping and its sheet."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from peersupport._attrs import frozen
from peersupport.cli.shared import with_options
from peersupport.interop.mapping import Mapping, read_mapping
from peersupport.interop.sources import Format, Source, file_source

STANDARD_INPUT = "-"
MAPPING = click.Path(exists=True, dir_okay=False, path_type=Path)
CASELOAD = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@frozen
class Asked:
    """What was asked to be read, and how."""

    path: Path
    mapping: Path | None = None
    format: Format | None = None
    sheet: str = ""

    def source(self) -> Source:
        """The file, or all of standard input, which is kept in memory. Raises `InvalidDocument`."""
        if str(self.path) != STANDARD_INPUT:
            return file_source(self.path, self.format)
        if self.format is None:
            raise click.UsageError("standard input needs --format, which says how it is written")
        return Source(name="standard input", format=self.format, content=sys.stdin.buffer.read())

    def plan(self, source: Source) -> Mapping | None:
        """The mapping. Raises `InvalidDocument` with all of its faults."""
        if self.mapping is None and source.format is not Format.JSON_LINES:
            raise click.UsageError("a table needs --mapping FILE.toml, which says what its columns mean")
        return None if self.mapping is None else read_mapping(self.mapping)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument CASELOAD, and what says how it is written."""
    return _source_options(command, required=True)


def source_possible(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same, where CASELOAD can be left out."""
    return _source_options(command, required=False)


def _source_options(command: Callable[..., Any], *, required: bool) -> Callable[..., Any]:
    options = (
        click.argument("caseload", type=CASELOAD, required=required),
        click.option(
            "--format",
            "form",
            type=click.Choice([one.value for one in Format]),
            help="How CASELOAD is written, where its name does not say; needed for standard input (`-`).",
        ),
        click.option("--sheet", default="", metavar="NAME", help="The sheet of a spreadsheet, if not the mapping's."),
    )
    return with_options(options, command)


def caseload_given(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same and --mapping, for a command that takes what they describe as `caseload`."""
    return _given(command, required=True)


def caseload_possible(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same, for a command that also works without a caseload: then `caseload` is None."""
    return _given(command, required=False)


def _given(command: Callable[..., Any], *, required: bool) -> Callable[..., Any]:
    @wraps(command)
    def called(caseload: Path | None, mapping: Path | None, form: str | None, sheet: str, **rest: Any) -> Any:
        asked = None
        if caseload is not None:
            named = None if form is None else Format(form)
            asked = Asked(path=caseload, mapping=mapping, format=named, sheet=sheet)
        return command(caseload=asked, **rest)

    option = click.option("--mapping", type=MAPPING, help="How the columns of a table become records.")
    return _source_options(option(called), required=required)
