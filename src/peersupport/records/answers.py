"""Answers and judgements that a programme's own facts rest on, so that a plugin needs no change to the records."""

from datetime import date, datetime

from peersupport._attrs import record
from peersupport.records.roles import Role

AnswerValue = bool | int | float | str | date


@record
class Answer:
    """What somebody answered or judged, about a matter that a fact names (`matter` is the fact's name).

    A judgement ("the co-ordinator decides") is an answer too: `given_by` says whose. Of several answers to one
    matter the latest `given_on` counts.
    """

    matter: str
    value: AnswerValue | None = None
    given_by: Role | None = None
    given_on: date | None = None
    recorded_at: datetime | None = None
