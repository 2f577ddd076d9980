"""`peersupport mapping check`: the faults of a mapping, by itself and against a table."""

from pathlib import Path
from typing import Any

import click

from peersupport.cli.caseloads import MAPPING, Asked, source_possible
from peersupport.cli.shared import numbered, print_json, print_table
from peersupport.cli.taken import tell_left_out
from peersupport.interop.checking import TableCheck, check_table
from peersupport.interop.mapping import read_mapping
from peersupport.interop.sources import Format

WARNING = "Ids of cases look like {}, and would stand in every decision: name a column of your own ids"


@click.command()
@click.argument("mapping", type=MAPPING)
@source_possible
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def check(mapping: Path, caseload: Path | None, form: str | None, sheet: str, *, as_json: bool) -> int:
    """Is this mapping right, by itself and, if CASELOAD is given, for that table?

    Of each column it is counted how many cells can be read, mean "not recorded", or cannot be read; no cell is shown.
    The exit code is 1 where there is any fault. Nothing is written.
    """
    read = read_mapping(mapping)
    if caseload is None:
        if as_json:
            print_json({"columns": list(read.columns), "fields": [one.target.path for one in read.fields]})
        else:
            columns, fields = numbered(len(read.columns), "column"), numbered(len(read.fields), "field")
            click.echo(f"The mapping has no fault: {columns}, {fields}")
        return 0
    asked = Asked(path=caseload, mapping=mapping, format=None if form is None else Format(form), sheet=sheet)
    found = check_table(asked.source(), read, sheet)
    if as_json:
        print_json(_document(found))
    else:
        _show(found)
    return 1 if found.left_out.rows else 0


def _document(found: TableCheck) -> dict[str, Any]:
    keys = ("column", "letter", "to", "read", "missing", "unreadable")
    return {
        "read": dict(found.told),
        "cases": found.cases,
        "columns": [{key: getattr(one, key) for key in keys} for one in found.columns],
        "unused": list(found.unused),
        "ids_look_like": list(found.telling_ids),
        "faulty": found.left_out.document(),
    }


def _show(found: TableCheck) -> None:
    told = ", ".join(f"{key} {value}" for key, value in found.told.items())
    print_table(
        f"{numbered(found.cases, 'row')} become cases, {len(found.left_out.rows)} have faults ({told})",
        ["Column", "To", "Read", "Not recorded", "Cannot be read"],
        [
            [
                one.column + (f" ({one.letter})" if one.letter else ""),
                one.to,
                str(one.read),
                str(one.missing),
                str(one.unreadable),
            ]
            for one in found.columns
        ],
    )
    if found.unused:
        click.echo(f"Not read: {', '.join(found.unused)}")
    if found.telling_ids:
        click.echo(WARNING.format(", ".join(found.telling_ids)))
    tell_left_out(found.left_out, "Faulty")
