"""`peersupport score`: alerts first, then what the questionnaires of a caseload come to; no item's answer is shown."""

from collections import Counter
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress

from peersupport._attrs import evolve
from peersupport.cli.inputs import read_input
from peersupport.cli.shared import console, host_of, host_options, print_json, print_table
from peersupport.errors import Fault, InvalidDocument, UnknownName, did_you_mean
from peersupport.interop.instruments import read_instruments
from peersupport.outcomes.ages import fits_age
from peersupport.outcomes.alerts import alerts
from peersupport.outcomes.before_after import case_faults, scored
from peersupport.outcomes.instruments import Instrument
from peersupport.outcomes.measures import Caveat
from peersupport.programmes.host import Host
from peersupport.records.assessments import Assessment
from peersupport.records.case import Case
from peersupport.rules.bounds import Bounds
from peersupport.rules.document import value_document
from peersupport.truth import Truth

Row = dict[str, Any]
CASENESS = {"true": "yes", "false": "no", "unknown": "cannot be told", None: ""}
SHOWN = {Truth.TRUE: "ACT NOW", Truth.UNKNOWN: "not answered: ask"}


@click.command()
@click.argument("caseload", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--instrument", "names", multiple=True, metavar="ID", help="Only these instruments; repeatable.")
@click.option(
    "--instruments",
    "supplied",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Licensed instruments of your own: a TOML file, or a CSV of ASQ-3 cut-offs; repeatable.",
)
@click.option("--programme", metavar="ID", help="Whose caveats stand beside results that look harmless.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How a CSV's columns become records.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of tables.")
@host_options
def score(
    caseload: Path,
    names: tuple[str, ...],
    supplied: tuple[Path, ...],
    programme: str | None,
    mapping: Path | None,
    as_json: bool,
    sites: tuple[Path, ...],
    files: tuple[Path, ...],
    deny: tuple[str, ...],
    overlays: tuple[str, ...],
) -> int:
    """What do the questionnaires come to, and who must be followed up today?

    CASELOAD is JSON Lines of cases, or CSV with a mapping. Alerts are told first, also where an assessment has faults;
    then nothing is scored, every fault is listed, and the exit code is 1. No answer to an item is shown.
    """
    host = host_of(sites, files, deny, overlays, [one for path in supplied for one in read_instruments(path)])
    chosen = _chosen(host, names)
    caveats = _caveats(host, programme)
    cases = read_input(caseload, mapping, host.sites).cases
    raised: list[Row] = []
    faults: list[Fault] = []
    rows: list[Row] = []
    others: Counter[str] = Counter()
    with Progress(console=console(), transient=True, disable=as_json) as progress:
        for number, case in enumerate(progress.track(cases, description="Scoring"), 1):
            wrong = case_faults(case, chosen)
            faults += [evolve(one, path=("case", number, *one.path)) for one in wrong]
            for one in case.assessments or ():
                if one.instrument in chosen:
                    raised += _raised(case, one, chosen[one.instrument])
                    rows += [] if wrong else _rows(case, one, chosen[one.instrument], caveats)
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
        _tables(host, raised, [] if faults else rows, others)
    if faults:
        raise InvalidDocument("assessments have faults", faults)
    return 0


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


def _raised(case: Case, assessment: Assessment, instrument: Instrument) -> list[Row]:
    return [
        {**_named(case, assessment), "item": one.alert.item, "state": one.state.value, "advice": one.alert.advice}
        for one in alerts(assessment, instrument)
        if one.state is not Truth.FALSE
    ]


def _rows(case: Case, assessment: Assessment, instrument: Instrument, caveats: tuple[Caveat, ...]) -> list[Row]:
    found = scored(case, assessment, instrument, caveats)
    born = case.participant.birth_date
    if assessment.about not in {None, case.participant.id}:
        born = next((child.birth_date for child in case.children or () if child.id == assessment.about), None)
    return [
        {
            **_named(case, assessment),
            "scale": one.scale,
            "score": _bounds(one.bounds),
            "band": one.band,
            "caseness": None if one.case is None else one.case.value,
            "screens": {name: truth.value for name, truth in one.screens},
            "missing": list(one.missing),
            "prorated": one.prorated,
            "of_its_age": fits_age(instrument, born, assessment.on).value,
            "caveats": [caveat.text for caveat in found.caveats],
        }
        for one in found.scales
    ]


def _named(case: Case, assessment: Assessment) -> Row:
    return {
        "case": str(case.id),
        "assessment": str(assessment.id),
        "instrument": assessment.instrument,
        "on": value_document(assessment.on),
    }


def _bounds(bounds: Bounds) -> Any:
    return bounds.low if bounds.low == bounds.high else {"low": bounds.low, "high": bounds.high}


def _tables(host: Host, raised: list[Row], rows: list[Row], others: Counter[str]) -> None:
    act = [one for one in raised if one["state"] == Truth.TRUE.value]
    if raised:
        headings = ["Case", "Instrument", "On", "Item", "", "What to do"]
        print_table(
            f"{len(act)} to follow up the same day, {len(raised) - len(act)} whose answer is missing",
            headings,
            [
                [
                    one["case"],
                    one["instrument"],
                    _day(one["on"]),
                    str(one["item"]),
                    SHOWN[Truth(one["state"])],
                    one["advice"],
                ]
                for one in raised
            ],
        )
    if rows:
        print_table(
            "Scores",
            ["Case", "Instrument", "On", "Scale", "Score", "Band", "Case?", "Note"],
            [
                [
                    one["case"],
                    one["instrument"],
                    _day(one["on"]),
                    one["scale"],
                    _shown(one["score"]),
                    one["band"] or "cannot be told",
                    CASENESS[one["caseness"]],
                    _note(one),
                ]
                for one in rows
            ],
        )
    for name, number in sorted(others.items()):
        click.echo(f"{number} assessments by an instrument that is not here: {did_you_mean(name, host.instruments)}")


def _day(day: Any) -> str:
    return f"{day['first']} to {day['last']}" if isinstance(day, dict) else str(day or "")


def _shown(score: Any) -> str:
    return f"{score['low']:g} to {score['high']:g}" if isinstance(score, dict) else f"{score:g}"


def _note(row: Row) -> str:
    notes = [f"{len(row['missing'])} not answered"] if row["missing"] else []
    notes += ["not for this age"] if row["of_its_age"] == Truth.FALSE.value else []
    return "; ".join([*notes, *row["caveats"]])
