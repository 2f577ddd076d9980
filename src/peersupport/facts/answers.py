"""Facts that rest on a recorded answer or judgement: how a programme asks what the records have no field for."""

from datetime import date, datetime
from enum import Enum

from peersupport.facts.latest import agreed, possibly_latest
from peersupport.records.answers import AnswerValue
from peersupport.records.case import Case
from peersupport.rules.facts import EVERYBODY, AskedOf, Audience, Fact, FactValue
from peersupport.rules.parameters import kind_of


def answer(
    name: str,
    type: type[object],
    *,
    meaning: str,
    question: str,
    asked_of: AskedOf = AskedOf.PARTICIPANT,
    visible_to: frozenset[Audience] = EVERYBODY,
    unit: str | None = None,
    presupposes: Fact | None = None,
) -> Fact:
    """A fact of a case that is the latest `Answer` to the matter `name`.

    `type` is bool, int, float, str, date or an Enum (stored by its value). A judgement ("the co-ordinator decides") is
    such a fact, `asked_of` the co-ordinator: nobody's answer makes it UNKNOWN, which holds the case.
    """
    kind, category = kind_of(type, name)

    def latest(case: Case, day: date) -> FactValue:
        given = [one for one in case.answers or () if one.matter == name]
        value: AnswerValue | None = agreed([one.value for one in possibly_latest(given, lambda one: one.given_on)])
        if value is None or isinstance(value, datetime):
            return None
        if category is None:
            return value
        chosen: Enum = category(value)
        return chosen

    return Fact(
        name=name,
        subject="Case",
        kind=kind,
        function=latest,
        meaning=meaning,
        question=question,
        unit=unit,
        category=category,
        asked_of=asked_of,
        visible_to=visible_to,
        presupposes=presupposes,
    )
