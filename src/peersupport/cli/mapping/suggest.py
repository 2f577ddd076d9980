"""`peersupport mapping suggest`: a first mapping of a table."""

from pathlib import Path

import click

from peersupport.cli.caseloads import Asked, source_options
from peersupport.cli.files import write_together
from peersupport.interop import keys
from peersupport.interop.faults import Unreadable
from peersupport.interop.mapping import Mapping
from peersupport.interop.sources import Format
from peersupport.interop.suggesting.suggestion import suggested


@click.command()
@source_options
@click.option(
    "--encoding",
    "encodings",
    multiple=True,
    metavar="NAME",
    help="The encoding of a CSV, if not UTF-8; repeatable: they are tried in their order.",
)
@click.option(
    "--delimiter", default="", metavar="CHARACTER", help="What stands between the cells of a CSV; else found."
)
@click.option(
    "--header-row", type=click.IntRange(1, keys.MOST_ABOVE), help="The row that names the columns, if not the first."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the mapping there, if nothing is.")
def suggest(
    caseload: Path,
    form: str | None,
    sheet: str,
    encodings: tuple[str, ...],
    delimiter: str,
    header_row: int | None,
    out: Path | None,
) -> None:
    """A first mapping for a table, from the names of its columns and from what their cells look like.

    It is TOML that `mapping check` takes. What is in doubt stands in comments, to be decided by whoever knows the
    table. No cell of the table is shown.
    """
    if out is not None and out.exists():
        raise click.UsageError("there is a file already where --out says: name another")
    source = Asked(path=caseload, format=None if form is None else Format(form)).source()
    if source.format is Format.JSON_LINES:
        raise click.UsageError("JSON Lines need no mapping")
    try:
        plan = Mapping(
            case_id="",
            fields=(),
            encodings=keys.encodings(list(encodings)) if encodings else (keys.ENCODING,),
            delimiter=keys.delimiter(delimiter) if delimiter else "",
            header_row=header_row or 0,
        )
    except Unreadable as error:
        raise click.UsageError(f"expected {error.expected}") from None
    found = suggested(source, plan, sheet)
    if out is None:
        click.echo(found.text, nl=False)
        return
    write_together({out: found.text})
    click.echo(f"Mapped: {found.mapped} fields; in doubt: {found.doubtful}; not mapped: {found.unknown} columns")
    if not found.case_id:
        click.echo("The id of the cases is left to you: the mapping says why")
    click.echo(f"Now read {out}, and try it: peersupport mapping check {out} {caseload}")
