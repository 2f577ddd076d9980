"""`peersupport next`: what comes next on a pathway, and what is missing for it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress

from peersupport.cli.asking import Day
from peersupport.cli.caseloads import Asked, caseload_possible
from peersupport.cli.inputs import own_activity, read_input
from peersupport.cli.shared import console, host_given, print_json, print_table
from peersupport.engine import today_in_london
from peersupport.policies.progression import WORDS, NextSteps, Opening, Step, Subject
from peersupport.programmes.host import Host
from peersupport.rules.facts import Audience

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("next")
@caseload_possible
@click.option("--programme", required=True, metavar="ID", help="The programme's id.")
@click.option("--pathway", metavar="ID", help="One pathway, where the programme has several.")
@click.option("--site-id", metavar="ID", help="The programme's site, where it has several.")
@click.option("--activity", type=EXISTING, help="The site's own records as JSON, for a pathway of supporters.")
@click.option("--on", type=Day(), help="The day that is asked about; else the mapping's, else today.")
@click.option("--rules-as-of", type=Day(), help="The day whose rules judge, such as that of an old application.")
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.CO_ORDINATOR.value,
    show_default=True,
    help="Who may read what is printed.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
@host_given
def next_steps(
    host: Host,
    caseload: Asked | None,
    programme: str,
    pathway: str | None,
    site_id: str | None,
    activity: Path | None,
    on: date | None,
    rules_as_of: date | None,
    audience: str,
    as_json: bool,
) -> None:
    """What comes next for each of them, and what is missing?

    CASELOAD is JSON Lines of cases, or a table with a mapping; a pathway of supporters takes --activity instead.
    Nothing is written.
    """
    policy = host.progression(programme, pathway, site_id)
    subjects: Sequence[Subject]
    day = on
    if policy.pathway.subject == "Supporter":
        if activity is None or caseload is not None:
            raise click.UsageError("this is a pathway of supporters: give --activity FILE, and no caseload")
        subjects = own_activity(activity, programme, site_id, host.sites).supporters or ()
    else:
        if caseload is None or activity is not None:
            raise click.UsageError("this is a pathway of families: give a CASELOAD, and no --activity")
        given = read_input(caseload, host.sites)
        subjects, day = given.cases, on or given.on
    day = day or today_in_london()
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        found = [
            (str(subjects[place].id), policy.next_steps(subjects[place], day, rules_as_of=rules_as_of))
            for place in progress.track(range(len(subjects)), description="Looking")
        ]
    reader = Audience(audience)
    if as_json:
        print_json([_document(who, one, reader) for who, one in found])
        return
    by = f" by the rules of {rules_as_of.isoformat()}" if rules_as_of is not None and rules_as_of != day else ""
    rows = [row for who, one in found for row in _rows(who, one, reader)]
    print_table(
        f"{policy.pathway.title} on {day.isoformat()}{by}", ["Who", "Stands at", "Next", "Is", "What is missing"], rows
    )


def _rows(who: str, found: NextSteps, reader: Audience) -> list[list[str]]:
    where = found.standing.stage or "not known"
    where += ", resting" if found.standing.paused else ""
    steps = [[who, where, one.stage.title, WORDS[one.opening], _missing(one, reader)] for one in found.steps]
    return steps or [[who, where, "", "", ""]]


def _missing(step: Step, reader: Audience) -> str:
    """What to ask, or what is not met, in words that this reader may see."""
    asked = [one.question for one in step.missing if one.may_be_told_to(reader)]
    visible = step.decision.rule_set.visible_to(reader)
    rules = {rule.id: rule for rule in step.decision.rule_set.requirements}
    unmet = [f"{one}: “{rules[one].citation.quotation}”" for one in step.unmet if rules[one].name in visible]
    hidden = step.opening in {Opening.NOT_OPEN, Opening.UNDETERMINED} and not asked and not unmet
    return "; ".join([*asked, *unmet]) or ("not shown to this reader" if hidden else "")


def _document(who: str, found: NextSteps, reader: Audience) -> dict[str, Any]:
    return {
        "id": who,
        "pathway": found.pathway.id,
        "on": found.on.isoformat(),
        "rules_as_of": found.rules_as_of.isoformat(),
        "stands_at": found.standing.stage,
        "resting": found.standing.paused,
        "steps": [one.document(reader) for one in found.steps],
        "may_pause": found.may_pause,
        "ends": [one.value for one in found.ends],
        "staying": None if found.staying is None else found.staying.document(reader),
        "unavailable": list(found.unavailable),
    }
