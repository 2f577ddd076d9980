"""Every record is drawn, hangs together, and comes back from JSON as it was."""

from collections import Counter
from datetime import date
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from tests.testing.strategies.shrinking import smallest

from peersupport import Case, CaseId, Child, DateRange, Participant, PersonId
from peersupport._attrs import evolve
from peersupport.dates import PartialDate
from peersupport.errors import UnknownName
from peersupport.records.codec import document_of, structured
from peersupport.records.sites import Contact, Partner, Provider
from peersupport.testing import strategies
from peersupport.testing.strategies import records as recorded
from peersupport.testing.strategies.moments import DAY

EVERY = {name: one for name, one in vars(recorded).items() if name in strategies.__all__}
EVERY |= {name: getattr(strategies, name) for name in ("proposed_allocations", "assessments")}
SEEDS = range(60)


@pytest.mark.parametrize("name", EVERY)
def test_a_record_comes_back_from_json(name: str) -> None:
    """What is drawn can be written down and read again, equal: a shrunk case can be told as JSON."""
    strategy = EVERY[name]
    for seed in SEEDS:
        drawn = strategy.seeded(seed)
        if name == "proposed_allocations":
            drawn = attrs.evolve(drawn, site=None)  # a site stands in a file of its own
        if not isinstance(drawn, Contact | Partner | Provider):
            assert structured(document_of(drawn), type(drawn)) == drawn


def test_a_case_comes_back_from_json() -> None:
    """Whole cases too."""
    for seed in SEEDS:
        drawn = strategies.cases.seeded(seed)
        assert structured(document_of(drawn), Case) == drawn


def test_a_record_shrinks_to_what_it_must_have() -> None:
    """A failing test shows what matters: all else is left out."""
    plainest = smallest(strategies.cases())
    assert plainest == Case(id=CaseId("case"), participant=Participant(id=PersonId("mother")))
    some_child = smallest(strategies.cases(only=["children"]), lambda case: bool(case.children))
    assert some_child == evolve(plainest, children=(Child(id=PersonId("child-1")),))
    for name in ("referrals", "session_series"):
        made = smallest(EVERY[name]())
        kept = [one.name for one in attrs.fields(type(made)) if getattr(made, one.name) != one.default]
        assert kept == [one.name for one in attrs.fields(type(made)) if one.default is attrs.NOTHING], name


def test_what_comes_later_is_dated_later() -> None:
    """No enrolment ends before it begins, nobody was born after the day: unless it is asked for."""
    for seed in range(300):
        case = strategies.cases.seeded(seed)
        for one in (*(case.enrolments or ()), *(case.residences or ())):
            assert one.start is None or one.end is None or first(one.start) <= last(one.end)
        born = case.participant.birth_date
        assert born is None or first(born) <= DAY
    upside_down = [strategies.enrolments.seeded(seed, coherent=False, blank=0) for seed in range(60)]
    assert any(one.end is not None and first(one.start) > last(one.end) for one in upside_down)


def test_records_overlap() -> None:
    """Mistakes hide where two things are at once: how often a case has them."""
    count, met = 1_000, Counter[str]()
    for seed in range(count):
        case = strategies.cases.seeded(seed, programmes=["link-workers", "community-mothers"])
        met["two children"] += len(case.children or ()) > 1
        met["two referrals"] += len(case.referrals or ()) > 1
        spells = case.enrolments or ()
        met["touching"] += any(one.end is not None and one.end == two.start for one, two in pairwise(spells))
        met["at once"] += any(one.start is not None and one.start == two.start for one, two in pairwise(spells))
    assert met["two children"] >= count / 5, met
    assert met["two referrals"] >= count / 5, met
    assert met["touching"] >= count / 40, met
    assert met["at once"] >= count / 40, met


def test_fields_may_be_given() -> None:
    """As values or as strategies; one that the record does not have is refused, with a hint."""
    one = smallest(strategies.children(birth_date=strategies.days()))
    assert one == Child(id=PersonId("person-1"), birth_date=DAY)
    assert strategies.participants.seeded(3, parent_role=None).parent_role is None
    with pytest.raises(UnknownName, match="did you mean `birth_date`"):
        strategies.children.seeded(0, birthdate=DAY)
    with pytest.raises(TypeError, match="unexpected keyword"):
        strategies.days(arround=DAY)  # type: ignore[call-arg]


@given(case=strategies.cases(), activity=strategies.activities(), supporter=strategies.supporters())
def test_hypothesis_finds_nothing_too_slow(case: object, activity: object, supporter: object) -> None:
    """At default settings: draws take a few milliseconds."""


def first(day: PartialDate) -> date:
    """The first day that it can be."""
    return day.first if isinstance(day, DateRange) else day


def last(day: PartialDate) -> date:
    """The last day that it can be."""
    return day.last if isinstance(day, DateRange) else day
