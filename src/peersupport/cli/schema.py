"""`peersupport schema`: the JSON Schema of a document, for whoever writes or checks it elsewhere."""

import json
from pathlib import Path

import click

from peersupport import schemas
from peersupport.cli.shared import print_json, print_table


@click.command()
@click.argument("name", required=False)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file, instead of showing it."
)
def schema(name: str | None, out: Path | None) -> None:
    """The JSON Schema (draft 2020-12) of a document: case, decision, rule-set, ... Without NAME: what there is."""
    if name is None:
        if out is not None:
            raise click.UsageError("`--out` needs the name of a document; `peersupport schema` lists them")
        found = schemas.documents().values()
        print_table("Documents", ["Name", "What it is"], [[one.name, one.says] for one in found if not one.part])
        print_table("Parts of them", ["Name", "What it is"], [[one.name, one.says] for one in found if one.part])
        return
    made = schemas.schema(name)
    if out is None:
        print_json(made)
        return
    out.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    click.echo(f"{out} is written.")
