"""Whole cases that hang together: people born before they are judged, stages that a pathway has, records that touch."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from peersupport.dates import DateRange, PartialDate
from peersupport.programmes.programme import Programme
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.answers import Answer
from peersupport.records.areas import Residence
from peersupport.records.assessments import Assessment
from peersupport.records.case import Case
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import CaseId, EnrolmentId, PersonId, PregnancyId, ReferralId
from peersupport.records.people import Child, Participant, Pregnancy, PregnancyOutcome
from peersupport.records.referrals import ANY_PROGRAMME, Referral
from peersupport.records.roles import Role
from peersupport.records.sites import Site
from peersupport.rules.facts import Fact
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.facts import answer_to
from peersupport.testing.strategies.fields import BLANK, Maker, Setting, fields_of, record_of, value_of
from peersupport.testing.strategies.moments import DAY, YEAR, days_in_part
from peersupport.testing.strategies.questionnaires import assessments
from peersupport.testing.strategies.records import TEXTS, record_strategy
from peersupport.testing.strategies.strategy import strategy

T = TypeVar("T")
COMMON = frozenset(
    {Role.PARTICIPANT, Role.LINK_WORKER, Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR, Role.GP, Role.HEALTH_VISITOR}
)
"""The roles that come most often."""
HOUSEHOLD = ("mother", "child-1", "child-2")


@strategy
def cases(
    choices: Choices,
    /,
    *,
    on: date = DAY,
    programmes: Iterable[Programme | str] = (),
    facts: Collection[Fact] = (),
    only: Collection[str] = (),
    blank: float = BLANK,
    **fields: object,
) -> Case:
    """A family's records, as they may stand on a day.

    Shrinks to a case of which nothing is recorded but that there is a participant. Days lie about `on` as those of
    `days` do: she was born 13 to 47 years before, her children up to 18 years before, or are expected. Overlaps are
    often: several children, two referrals to one programme, enrolments that begin as another ends, or before it does.

    Children, pregnancies, residences, referrals, enrolments and answers are recorded as often as `blank` says, the rest
    three times more rarely. `programmes` are those to which she is referred and in which she is enrolled, at stages
    that their pathways have; `facts` are asked in the answers. With `only` the other collections stay blank; `fields`
    are fields as they are.
    """
    known = tuple(programmes)
    names = tuple(str(one.id) if isinstance(one, Programme) else one for one in known)
    texts: dict[str, Sequence[Any]] = {**TEXTS, "PersonId": HOUSEHOLD, "stage": _stages(known)}
    if names:
        texts["ProgrammeId"] = names
    setting = Setting(on=on, texts=texts, made=MADE, blank=blank, mentioned=COMMON)
    drawn: dict[str, Any] = {"id": CaseId("case"), **fields}
    for name, hint, _ in fields_of(Case):
        if name in drawn:
            continue
        if name == "participant":
            drawn[name] = _participant(choices, setting)
        elif (not only or name in only) and choices.chance((1 - blank) * (1 if name in {*only, *OFTEN} else 0.3)):
            drawn[name] = _collection(choices, name, hint, setting, facts)
    return Case(**drawn)


def _stages(programmes: Iterable[Programme | str]) -> tuple[str, ...]:
    """The stages of the pathways that lead families through the programmes."""
    found = (
        stage.id
        for one in programmes
        if isinstance(one, Programme)
        for pathway in one.pathways
        if pathway.subject == "Case"
        for stage in pathway.stages
    )
    return tuple(dict.fromkeys(found)) or ("supported", "planning", "member", "group")


def _participant(choices: Choices, setting: Setting) -> Participant:
    born = _maybe(choices, setting, before=47 * YEAR, after=-13 * YEAR)
    return record_of(choices, Participant, setting, {"id": PersonId("mother"), "birth_date": born})


def _collection(choices: Choices, name: str, hint: Any, setting: Setting, facts: Collection[Fact]) -> Any:
    if name not in (*OWN, "answers"):
        return value_of(choices, hint, setting, name)
    count = choices.pick((0, 1, 1, 2, 2, 3))
    if name == "answers":
        return tuple(_answer(choices, setting, facts) for _ in range(count))
    found: list[Any] = []
    for place in range(count):
        found.append(OWN[name](choices, setting, place, found))
    return tuple(found)


def _child(choices: Choices, setting: Setting, place: int, before: Sequence[Child]) -> Child:
    """A child; a twin now and then."""
    born = before[-1].birth_date if before and choices.chance(0.1) else _maybe(choices, setting, 18 * YEAR, 200)
    return record_of(choices, Child, setting, {"id": PersonId(f"child-{place + 1}"), "birth_date": born})


def _pregnancy(choices: Choices, setting: Setting, place: int, _: Sequence[Pregnancy]) -> Pregnancy:
    """One that is under way is due soon and has not ended; any other has."""
    outcome = choices.pick((PregnancyOutcome.ONGOING, PregnancyOutcome.LIVE_BIRTH, PregnancyOutcome.LOSS, None))
    id, ongoing = PregnancyId(f"pregnancy-{place + 1}"), outcome is PregnancyOutcome.ONGOING
    expected = _maybe(choices, setting, 20, 200) if ongoing else _maybe(choices, setting, 3 * YEAR, 200)
    ended = None if ongoing else _maybe(choices, setting, 3 * YEAR, 0)
    return Pregnancy(id=id, expected=expected, outcome=outcome, ended=ended)


def _referral(choices: Choices, setting: Setting, place: int, before: Sequence[Referral]) -> Referral:
    """A referral received by the day; another one on the same day now and then."""
    same = before and choices.chance(0.3)
    received = before[-1].received if same else _maybe(choices, setting, 2 * YEAR, 0)
    named = setting.texts["ProgrammeId"]
    programme = choices.pick((*named, *named, ANY_PROGRAMME, None))
    given = {"id": ReferralId(f"referral-{place + 1}"), "received": received, "programme": programme}
    return record_of(choices, Referral, setting, given)


def _residence(choices: Choices, setting: Setting, _: int, before: Sequence[Residence]) -> Residence:
    """Where they lived, each from the day on which they left the last one; now and then at two places at once."""
    return _touching(choices, Residence, setting, {}, before)


def _enrolment(choices: Choices, setting: Setting, place: int, before: Sequence[Enrolment]) -> Enrolment:
    return _touching(choices, Enrolment, setting, {"id": EnrolmentId(f"enrolment-{place + 1}")}, before)


def _touching(choices: Choices, kind: type[T], setting: Setting, given: Mapping[str, Any], before: Sequence[Any]) -> T:
    start = _maybe(choices, setting, 2 * YEAR, 0)
    if before and choices.chance(0.6):
        start = before[-1].end if choices.chance(0.7) else before[-1].start
    end = _maybe(choices, setting, 30, YEAR) if choices.chance(0.5) else None
    return record_of(choices, kind, setting, {**given, "start": start, "end": _later(start, end)})


def _later(start: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """The end, if it can be one of what began at the start; else the start itself."""
    if start is None or end is None:
        return end
    first, last = (one.first if isinstance(one, DateRange) else one for one in (start, end))
    return end if first <= last else start


def _answer(choices: Choices, setting: Setting, facts: Collection[Fact]) -> Answer:
    asked = [fact for fact in facts if fact.subject == "Case" and not fact.name.startswith("core.")]
    if not asked:
        return record_of(choices, Answer, setting)
    fact = choices.pick(asked)
    return record_of(choices, Answer, setting, {"matter": fact.name, "value": answer_to(choices, fact, setting)})


def _maybe(choices: Choices, setting: Setting, before: int, after: int) -> PartialDate | None:
    """A day in these numbers of days before and after, or none."""
    if not choices.chance(1 - setting.blank / 2):
        return None
    return days_in_part.by(choices, around=setting.on, before=before, after=after)


MADE: dict[Any, Maker] = {Assessment: lambda choices, setting, _: assessments.by(choices, on=setting.on)}
OFTEN = ("children", "pregnancies", "residences", "referrals", "enrolments", "answers")
"""What rules speak of most. The other collections are recorded more rarely, so that a case is drawn quickly."""
OWN: dict[str, Callable[[Choices, Setting, int, Sequence[Any]], object]] = {
    "children": _child,
    "pregnancies": _pregnancy,
    "residences": _residence,
    "referrals": _referral,
    "enrolments": _enrolment,
}
"""The collections of which the fields' types tell too little."""


def _plain_site(choices: Choices, setting: Setting, _: str) -> Site:
    """A site that has chosen nothing: who delivers there, and when."""
    return record_of(choices, Site, setting, {"parameters": {}, "areas": None, "calendar": None})


proposed_allocations = record_strategy(
    ProposedAllocation, {Case: lambda choices, setting, _: cases.by(choices, on=setting.on), Site: _plain_site}
)
