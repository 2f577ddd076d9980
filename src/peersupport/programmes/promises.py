"""Whether a rule breaks a promise never to limit sessions or time: by what it says, and by trying its facts out."""

from datetime import date, timedelta

from peersupport.records.case import Case
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import CaseId, EncounterId, EnrolmentId, PersonId, ProgrammeId
from peersupport.records.people import Participant
from peersupport.rules.criteria import Criterion
from peersupport.rules.facts import Fact
from peersupport.rules.pathways import Never, Promise
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import rule_parameters, settings_on
from peersupport.rules.structure import collections_of, facts_of
from peersupport.rules.values import RecordValues, Settings

UNITS = frozenset({"sessions", "visits", "encounters", "contacts", "meetings", "appointments"})
COUNTED = {Never.SESSIONS: "encounters", Never.TIME: "enrolments"}
"""The collection whose members a rule would have to count."""
TRIED_ON = date(2030, 6, 3)
SESSIONS = (1, 2, 5, 13, 60, 400)
DAYS = (1, 40, 200, 800, 4000)
"""What is tried: once there is one session, or one day, more of them must change nothing."""


def breaks(rule: Rule, promise: Promise, programme: str) -> bool:
    """Whether the rule decides on the number of sessions, or on the time since joining.

    It speaks of it (a unit, a collection), or one of its facts of a case changes its value with it. A fact is anybody's
    code: it is tried with the programme's own parameters, and what it would do with others is not seen.
    """
    criteria: list[Criterion] = [one for one in (rule.criterion, rule.when) if one is not None]
    facts = {one.name: one for one in facts_of(criteria)}
    if any(one.attribute == COUNTED[promise.never] for one in collections_of(criteria)):
        return True
    if promise.never is Never.SESSIONS and any(one.unit in UNITS for one in facts.values()):
        return True
    settings = settings_on(rule_parameters([rule]), TRIED_ON, {})
    tried = [_case(programme, sessions=n) for n in SESSIONS]
    if promise.never is Never.TIME:
        tried = [_case(programme, days=n) for n in DAYS]
    return any(_varies(one, tried, settings) for one in facts.values() if one.subject == "Case")


def _varies(fact: Fact, tried: list[Case], settings: Settings) -> bool:
    values = [RecordValues(case, TRIED_ON, settings).value(fact) for case in tried]
    return any(one != values[0] for one in values)


def _case(programme: str, *, sessions: int = 1, days: int = 5000) -> Case:
    """A family that joined so long ago and came so many times."""
    joined = TRIED_ON - timedelta(days=days)
    enrolment = Enrolment(id=EnrolmentId("tried"), programme=ProgrammeId(programme), start=joined, stage=None)
    came = tuple(
        Encounter(
            id=EncounterId(f"tried-{number}"),
            programme=ProgrammeId(programme),
            status=EncounterStatus.COMPLETED,
            on=TRIED_ON - timedelta(days=number + 1),
        )
        for number in range(sessions)
    )
    return Case(
        id=CaseId("tried"), participant=Participant(id=PersonId("tried")), enrolments=(enrolment,), encounters=came
    )
