"""`peersupport score`: alerts first, then what the questionnaires of a caseload come to; no item's answer is shown."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.progress import Progress

from peersupport._attrs import evolve
from peersupport.cli.caseloads import Asked, caseload_given
from peersupport.cli.inputs import read_input
from peersupport.cli.scored import Row, print_scores, raised_by, rows_of
from peersupport.cli.shared import console, host_of, host_options, print_json
from peersupport.errors import Fault, InvalidDocument, UnknownName, did_you_mean
from peersupport.interop.instruments import read_instruments
from peersupport.outcomes.before_after import case_faults
from peersupport.outcomes.instruments import Instrument
from peersupport.outcomes.measures import Caveat
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.truth import Truth


@click.command()
@caseload_given
@click.option(
    "--instrument", "names", multiple=True, metavar="ID", help="Score these alone; alerts of all are told. Repeatable."
)
@click.option(
    "--instruments",
    "supplied",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Licensed instruments of your own: a TOML file, or a CSV of ASQ-3 cut-offs; repeatable.",
)
@click.option("--programme", metavar="ID", help="Whose caveats stand beside results that look harmless.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of tables.")
@host_options
def score(
    caseload: Asked,
    names: tuple[str, ...],
    supplied: tuple[Path, ...],
    programme: str | None,
    as_json: bool,
    sites: tuple[Path, ...],
    files: tuple[Path, ...],
    deny: tuple[str, ...],
    overlays: tuple[str, ...],
) -> int:
    """What do the questionnaires come to, and who must be followed up today?

    CASELOAD is JSON Lines of cases, or a table with a mapping. Alerts are told first, also where an assessment has
    faults; then nothing is scored, every fault is listed, and the exit code is 1. No answer to an item is shown.
    """
    host = host_of(sites, files, deny, overlays, [one for path in supplied for one in read_instruments(path)])
    chosen = _chosen(host, names)
    caveats = _caveats(host, programme)
    cases = read_input(caseload, host.sites).cases
    raised: list[Row] = []
    faults: list[Fault] = []
    rows: list[Row] = []
    others: Counter[str] = Counter()
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        for number, case in enumerate(progress.track(cases, description="Scoring"), 1):
            wrong = case_faults(case, chosen)
            faults += [evolve(one, path=("case", number, *one.path)) for one in wrong]
            for one in case.assessments or ():
                if one.instrument in host.instruments:  # an alert is told whatever was asked for
                    raised += raised_by(case, one, host.instruments[one.instrument])
                if one.instrument in chosen:
                    rows += [] if wrong else rows_of(case, one, chosen[one.instrument], caveats)
                elif one.instrument not in host.instruments:
                    others[one.instrument] += 1
    raised.sort(key=lambda one: one["state"] != Truth.TRUE.value)
    if as_json:
        shown = {
            "alerts": raised,
            "scores": [] if faults else rows,
            "unknown_instruments": dict(sorted(others.items())),
        }
        print_json(shown)
    else:
        print_scores(host, raised, [] if faults else rows, others)
        _tell_none(cases)
    if faults:
        raise InvalidDocument("assessments have faults", faults)
    return 0


def _tell_none(cases: Sequence[Case]) -> None:
    """Say of how many families nothing is known, so that silence is not taken for "no alert"."""
    silent = sum(one.assessments is None for one in cases)
    if silent or not any(one.assessments for one in cases):
        click.echo(f"Of {silent} of {len(cases)} cases it is not recorded whether a questionnaire was filled in.")


def _chosen(host: Host, names: tuple[str, ...]) -> dict[str, Instrument]:
    for name in names:
        if name not in host.instruments:
            raise UnknownName("there is no such instrument", help=did_you_mean(name, host.instruments))
    return {name: one for name, one in host.instruments.items() if not names or name in names}


def _caveats(host: Host, programme: str | None) -> tuple[Caveat, ...]:
    if programme is None:
        return ()
    if programme not in host.programmes:
        raise UnknownName("there is no such programme", help=did_you_mean(programme, host.programmes))
    return host.programmes[programme].caveats
