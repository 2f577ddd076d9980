"""`peersupport explain`: one decision as a tree."""

import json
from datetime import date
from pathlib import Path

import click

from peersupport.cli.asking import decision_options, decision_text, site_shown, sites_of
from peersupport.cli.caseloads import Asked, caseload_given
from peersupport.cli.inputs import read_input
from peersupport.cli.shared import host_of, host_options, print_json, print_tree
from peersupport.engine import Engine
from peersupport.errors import UnknownName
from peersupport.rules.facts import Audience


@click.command()
@caseload_given
@click.option("--case", "case_id", required=True, help="The case's id.")
@click.option("--programme", "programme", required=True, help="A programme's id, or programme/offer.")
@decision_options
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a tree.")
@host_options
def explain(
    caseload: Asked,
    case_id: str,
    programme: str,
    at: tuple[str, ...],
    on: date | None,
    rules_as_of: date | None,
    audience: str,
    as_json: bool,
    sites: tuple[Path, ...],
    files: tuple[Path, ...],
    deny: tuple[str, ...],
    overlays: tuple[str, ...],
) -> None:
    """Print one case's decision for a programme, at each of its sites, with its reasons, as one audience may see it."""
    host = host_of(sites, files, deny, overlays)
    given = read_input(caseload, host.sites)
    cases = {str(one.id): one for one in given.cases}
    if case_id not in cases:
        raise UnknownName("there is no such case in the caseload")
    decisions = Engine(host).eligibilities(
        cases[case_id], on=on or given.on, programmes=[programme], sites=sites_of(at), rules_as_of=rules_as_of
    )
    for decision in decisions:
        if as_json:
            print_json(json.loads(decision_text(decision, Audience(audience))))
            continue
        explanation = decision.explain(audience)
        site = site_shown(host, decision.programme, decision.rule_set.provenance.site)
        print_tree(explanation.title + site, explanation.lines)
