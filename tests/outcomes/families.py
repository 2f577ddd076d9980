"""Families for the folds: one participant, and whatever a test gives her."""

from datetime import date
from typing import Any

from peersupport import Case, Child, Participant
from peersupport.dates import PartialDate
from peersupport.records.answers import Answer
from peersupport.records.assessments import Assessment
from peersupport.records.identifiers import AssessmentId, CaseId, PersonId

ANNA = PersonId("anna")


def family(name: str = "c", **given: Any) -> Case:
    """A case with these records."""
    return Case(id=CaseId(name), participant=Participant(id=ANNA), **given)


def child(name: str, born: PartialDate | None) -> Child:
    """A child born on a day."""
    return Child(id=PersonId(name), birth_date=born)


def answer(matter: str, value: object, on: date | None) -> Answer:
    """An answer given on a day."""
    return Answer(matter=matter, value=value, given_on=on)  # type: ignore[arg-type]


def assessment(
    instrument: str, on: PartialDate | None, total: int | None = None, about: str | None = None, **more: Any
) -> Assessment:
    """An assessment on a day."""
    person = None if about is None else PersonId(about)
    return Assessment(
        id=AssessmentId(f"{instrument}-{on}"), instrument=instrument, on=on, total=total, about=person, **more
    )
