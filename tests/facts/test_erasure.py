"""Filling a blank of any record never changes what was known: for every fact of the core and of installed plugins."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis.strategies import SearchStrategy
from tests.facts.cases import AREAS, COMMUNITY, DAY, SUPPORTERS, acts, allocations, cases, disclosures

from peersupport import Case, Host, PregnancyOutcome, Role
from peersupport.facts import (
    CORE_FACTS,
    act_agreed_by,
    act_with,
    allocation,
    child_until_birthday,
    recipient_is,
    sender_is,
    supporters,
)
from peersupport.facts.stages import active_at, held_stage
from peersupport.records.acts import Act
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.community import LearningItem, Meeting, Message, TrainingEvent
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.supporters import Supporter
from peersupport.rules.criteria import Kind
from peersupport.rules.facts import Fact, FactFunction
from peersupport.rules.parameters import Dated
from peersupport.rules.rule_set import Overrides, settings_on
from peersupport.rules.values import RecordValues, bounds_of
from peersupport.testing.blanks import Path, erasures

HOST = Host.load()
MADE = (
    child_until_birthday(2),
    sender_is(Role.GP, Role.MIDWIFE),
    recipient_is(Role.COMMUNITY_MOTHER, Role.GP),
    active_at("volunteering", "visiting"),
    held_stage("peer-support", "peer_volunteer"),
    act_with(Role.FACILITATOR, Role.TRAINER),
    act_agreed_by(Role.CO_ORDINATOR),
)
"""Facts that the core makes to order."""
OF_SUPPORTERS = [one for each in (supporters, allocation) for one in vars(each).values() if isinstance(one, Fact)]
FACTS = {one.name: one for one in (*CORE_FACTS, *OF_SUPPORTERS, *MADE, *HOST.facts.values())}
HERE = ProgrammeId("young-parents-connect")
CHOSEN: Overrides = {
    "core.areas": (Dated(since=None, value=AREAS),),
    "link-workers.own_criteria_in": (Dated(since=None, value=frozenset({"E06000064"})),),
}
"""What a site has chosen where the programmes leave nothing to tell apart."""
SETTINGS = settings_on(HOST.parameters.values(), DAY, CHOSEN)
Whole = (
    Case | ProposedDisclosure | Meeting | Message | LearningItem | TrainingEvent | Act | Supporter | ProposedAllocation
)
"""A record of which facts speak, with all that is in it."""
Search = tuple[list[str], Counter[str]]
"""What a search found, and how often each fact lost something that it had known."""
UNKNOWN, INAPPLICABLE = "unknown", "inapplicable"


def told(fact: Fact, values: RecordValues) -> Any:
    """What is known of a fact: UNKNOWN, INAPPLICABLE, the ends of an ordered value, or the value."""
    if fact.presupposes is not None:
        needed = told(fact.presupposes, values)
        if needed is not True:
            return UNKNOWN if needed == UNKNOWN else INAPPLICABLE
    value = values.value(fact)
    if value is None:
        return UNKNOWN
    return bounds_of(fact.kind, value) if fact.kind.ordered else value


def keeps(less: Any, more: Any) -> bool:
    """Whether who knows more still knows all that was known before: within the same bounds, or just the same."""
    if less == UNKNOWN:
        return True
    if isinstance(less, tuple) and isinstance(more, tuple):
        return bool(less[0] <= more[0] and more[1] <= less[1])
    return bool(less == more)


def subjects(whole: Whole, facts: Mapping[str, Fact]) -> Iterator[tuple[Fact, int, RecordValues]]:
    """Every fact with each of its subjects in a record; a kind of subject that is not in it has none."""
    found: dict[str, tuple[object, ...]] = {type(whole).__name__: (whole,)}
    if isinstance(whole, Case):
        here = whole.addressed_to(HERE)
        found = {"Case": (here,), "Child": here.children or (), "OnwardReferral": here.onward_referrals or ()}
    values = {kind: [RecordValues(one, DAY, SETTINGS) for one in each] for kind, each in found.items()}
    for fact in facts.values():
        yield from ((fact, place, one) for place, one in enumerate(values.get(fact.subject, ())))


def broken(whole: Whole, facts: Mapping[str, Fact], seen: Counter[str]) -> Iterator[tuple[Fact, Path]]:
    """The facts that knew something with less on record which they no longer know with more; `seen` counts blanks."""
    more = {(fact.name, place): told(fact, values) for fact, place, values in subjects(whole, facts)}
    for path, erased in erasures(whole):
        for fact, place, values in subjects(erased, facts):
            known, less = more[fact.name, place], told(fact, values)
            seen[fact.name] += known != less == UNKNOWN
            if not keeps(less, known):
                yield fact, path


def violations(facts: Mapping[str, Fact], drawn: SearchStrategy[Any], examples: int, shrink: bool = True) -> Search:
    """The smallest violation found, if any, and how often each fact lost what it knew."""
    seen: Counter[str] = Counter()
    found: list[str] = []

    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)

    @settings(max_examples=examples, deadline=None, database=None, derandomize=True, phases=phases)
    @given(drawn)
    def search(whole: Whole) -> None:
        for fact, path in broken(whole, facts, seen):
            recorded = attrs.asdict(whole, filter=lambda _, value: value is not None)
            found[:] = [f"{fact.name} is changed when {path} is filled in {recorded}"]
            raise AssertionError

    try:
        search()
    except AssertionError:
        return found, seen
    return [], seen


def holding(*only: str) -> SearchStrategy[Case]:
    """Cases; with `only`, they hold nothing but those parts, and more of them."""
    return cases(FACTS.values(), [HERE, "link-workers"], only)


FOCUSES: dict[str, tuple[SearchStrategy[Any], int]] = {
    "everything": (holding(), 50),
    "referrals": (holding("referrals"), 500),
    "referrals and residences": (holding("referrals", "residences"), 500),
    "children and pregnancies": (holding("children", "pregnancies"), 500),
    "answers": (holding("participant", "answers", "onward_referrals"), 1000),
    "disclosures": (disclosures(), 300),
    "community": (COMMUNITY, 300),
    "acts": (acts(), 300),
    "supporters": (SUPPORTERS, 600),
    "plans and enrolments": (holding("plans", "enrolments"), 400),
    "allocations": (allocations(FACTS.values()), 300),
}
"""What is drawn in a search, and how often: of several referrals, a blank in one may make another the one that counts.
"""
NOTHING_TO_ERASE = {
    "core.act_action",
    "core.allocated_on",
    "core.at_post_co_ordinator",
    "core.at_post_trainer",
    "core.crisis_contacts",
    "core.disclosure_category",
    "core.meeting_kind",
    "core.on",
    "core.onward_on",
    "core.supporter_on",
}
"""Facts of the day alone, and of what is never blank."""


@pytest.fixture(scope="module")
def searches() -> dict[str, Search]:
    """What each search found, and how often each fact lost something that it had known."""
    return {focus: violations(FACTS, drawn, examples) for focus, (drawn, examples) in FOCUSES.items()}


@pytest.mark.parametrize("focus", FOCUSES)
def test_filling_a_blank_never_changes_what_was_known(searches: dict[str, Search], focus: str) -> None:
    """An answer that was sure stays sure, whatever is recorded later (design.md, Facts)."""
    assert searches[focus][0] == []


def test_every_fact_was_tried(searches: dict[str, Search]) -> None:
    """A new fact that reads something which no drawn case holds would pass unseen; so would one that is never known."""
    seen = sum((each for _, each in searches.values()), Counter[str]())
    assert {name for name in FACTS if not seen[name]} == NOTHING_TO_ERASE


def _blank_is_no(case: Case, _day: date) -> bool:
    return any(one.outcome is PregnancyOutcome.ONGOING for one in case.pregnancies or ())


def _latest_recorded(case: Case, _day: date) -> str | None:
    given = [one for one in case.residences or () if one.local_authority is not None]
    return given[-1].local_authority if given else None


def _blank_identifies(proposed: ProposedDisclosure, _day: date) -> bool | None:
    return False if proposed.item.identifying is not False else proposed.request.anonymised


def _perhaps_is_no(proposed: ProposedDisclosure, _day: date) -> bool:
    return Role.GP in proposed.sender_roles


GUESSES: dict[str, tuple[FactFunction, Kind, str, SearchStrategy[Any]]] = {
    "a blank is no": (_blank_is_no, Kind.BOOLEAN, "Case", holding("residences", "pregnancies")),
    "a blank is passed over": (_latest_recorded, Kind.CODE, "Case", holding("residences", "pregnancies")),
    "a blank identifies": (_blank_identifies, Kind.BOOLEAN, "ProposedDisclosure", disclosures()),
    "a role that may be held is not": (_perhaps_is_no, Kind.BOOLEAN, "ProposedDisclosure", disclosures()),
}


@pytest.mark.parametrize("title", GUESSES)
def test_the_search_finds_a_fact_that_guesses(title: str) -> None:
    """The search above can fail: facts that take a blank for a no, or pass over it, are found out."""
    function, kind, subject, drawn = GUESSES[title]
    guess = Fact(name="core.guess", subject=subject, kind=kind, function=function, meaning="a guess")
    found, _ = violations({guess.name: guess}, drawn, 300, shrink=False)
    assert found
    assert "core.guess" in found[0]
