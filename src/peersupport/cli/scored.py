"""What `peersupport score` shows of each assessment, as rows and as tables. No answer to an item is among them."""

from collections import Counter
from typing import Any

import click

from peersupport.cli.shared import print_table
from peersupport.errors import did_you_mean
from peersupport.outcomes.ages import fits_age
from peersupport.outcomes.alerts import alerts
from peersupport.outcomes.before_after import scored
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
NOT_LOOKED_AT = "they are neither scored nor looked through for alerts"


def raised_by(case: Case, assessment: Assessment, instrument: Instrument) -> list[Row]:
    """Its alerts that are raised, or whose answer is missing."""
    return [
        {**_named(case, assessment), "item": one.alert.item, "state": one.state.value, "advice": one.alert.advice}
        for one in alerts(assessment, instrument)
        if one.state is not Truth.FALSE
    ]


def rows_of(case: Case, assessment: Assessment, instrument: Instrument, caveats: tuple[Caveat, ...]) -> list[Row]:
    """Each of its scales. Raises `InvalidDocument` for an assessment with faults."""
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


def print_scores(host: Host, raised: list[Row], rows: list[Row], others: Counter[str]) -> None:
    """The tables: alerts first, then what could not be looked at, then the scores."""
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
    for name, number in sorted(others.items()):
        told = "; ".join(filter(None, (did_you_mean(name, host.instruments), NOT_LOOKED_AT)))
        click.echo(f"{number} assessments by an instrument that is not here: {told}")
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
    for said in sorted({text for one in rows for text in one["caveats"]}):
        click.echo(f"* {said}")


def _day(day: Any) -> str:
    return f"{day['first']} to {day['last']}" if isinstance(day, dict) else str(day or "")


def _shown(score: Any) -> str:
    return f"{score['low']:g} to {score['high']:g}" if isinstance(score, dict) else f"{score:g}"


def _note(row: Row) -> str:
    whole = not isinstance(row["score"], dict) and not row["prorated"]
    missing = "only the total is recorded" if whole else f"{len(row['missing'])} not answered"
    notes = [missing] if row["missing"] else []
    notes += ["not for this age"] if row["of_its_age"] == Truth.FALSE.value else []
    notes += ["*"] if row["caveats"] else []
    return "; ".join(notes)
