"""`peersupport explain`: one decision as a tree."""

from datetime import date
from pathlib import Path

import click
from rich.markup import escape
from rich.tree import Tree

from peersupport.cli.inputs import read_input
from peersupport.cli.shared import Day, console, host_of, host_options, print_json
from peersupport.engine import Engine
from peersupport.errors import UnknownName
from peersupport.explanations import SIGNS, Line
from peersupport.rules.facts import Audience

COLOURS = {"true": "green", "false": "red", "unknown": "yellow"}


@click.command()
@click.argument("caseload", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case", "case_id", required=True, help="The case's id.")
@click.option("--programme", "programme", required=True, help="A programme's id, or programme/offer.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How a CSV's columns become records.",
)
@click.option("--on", type=Day(), help="The day of the decision; else the mapping's, else today.")
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.CO_ORDINATOR.value,
    show_default=True,
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a tree.")
@host_options
def explain(
    caseload: Path,
    case_id: str,
    programme: str,
    mapping: Path | None,
    on: date | None,
    audience: str,
    as_json: bool,
    sites: tuple[Path, ...],
    files: tuple[Path, ...],
    deny: tuple[str, ...],
    overlays: tuple[str, ...],
) -> None:
    """Print one case's decision for a programme, with its reasons, as one audience may see it."""
    host = host_of(sites, files, deny, overlays)
    given = read_input(caseload, mapping, host.sites)
    cases = {str(one.id): one for one in given.cases}
    if case_id not in cases:
        raise UnknownName("there is no such case in the caseload")
    engine = Engine(host)
    addresses = host.offers(programme) if "/" not in programme else (programme,)
    for address in addresses:
        decision = engine.eligibility(cases[case_id], address, on=on or given.on)
        if as_json:
            print_json(decision.document(audience))
            continue
        explanation = decision.explain(audience)
        tree = Tree(f"[bold]{escape(explanation.title)}[/bold]")
        for line in explanation.lines:
            _grow(tree, line)
        console().print(tree)


def _grow(tree: Tree, line: Line) -> None:
    colour = COLOURS[line.truth.value] if line.truth is not None else ""
    sign = f"[{colour}]{SIGNS[line.truth]}:[/{colour}] " if line.truth is not None else ""
    branch = tree.add(sign + escape(line.text))
    for part in line.lines:
        _grow(branch, part)
