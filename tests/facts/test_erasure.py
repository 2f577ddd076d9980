"""Filling a blank of any record never changes what was known: for every fact of the core and of installed plugins."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from tests.facts.cases import AREAS, DAY, cases
from tests.facts.erasing import Path, erasures, onward_of

from peersupport import Case, Host, PregnancyOutcome
from peersupport.facts import CORE_FACTS, child_until_birthday
from peersupport.records.identifiers import ProgrammeId
from peersupport.rules.criteria import Kind
from peersupport.rules.facts import Fact, FactFunction
from peersupport.rules.parameters import Dated
from peersupport.rules.rule_set import Overrides, settings_on
from peersupport.rules.values import RecordValues, bounds_of

HOST = Host.load()
FACTS = {one.name: one for one in (*CORE_FACTS, child_until_birthday(2), *HOST.facts.values())}
HERE = ProgrammeId("young-parents-connect")
CHOSEN: Overrides = {
    "core.areas": (Dated(since=None, value=AREAS),),
    "link-workers.own_criteria_in": (Dated(since=None, value=frozenset({"E06000064"})),),
}
"""What a site has chosen where the programmes leave nothing to tell apart."""
SETTINGS = settings_on(HOST.parameters.values(), DAY, CHOSEN)
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


def subjects(case: Case, facts: Mapping[str, Fact]) -> Iterator[tuple[Fact, int, RecordValues]]:
    """Every fact with each of its subjects in a case."""
    here = case.addressed_to(HERE)
    found = {"Case": (here,), "Child": here.children or (), "OnwardReferral": onward_of(here)}
    values = {kind: [RecordValues(one, DAY, SETTINGS) for one in each] for kind, each in found.items()}
    for fact in facts.values():
        yield from ((fact, place, one) for place, one in enumerate(values[fact.subject]))


def broken(case: Case, facts: Mapping[str, Fact], seen: Counter[str]) -> Iterator[tuple[Fact, Path]]:
    """The facts that knew something with less on record which they no longer know with more; `seen` counts blanks."""
    more = {(fact.name, place): told(fact, values) for fact, place, values in subjects(case, facts)}
    for path, erased in erasures(case):
        for fact, place, values in subjects(erased, facts):
            known, less = more[fact.name, place], told(fact, values)
            seen[fact.name] += known != less == UNKNOWN
            if not keeps(less, known):
                yield fact, path


def violations(facts: Mapping[str, Fact], examples: int, *only: str, shrink: bool = True) -> Search:
    """The smallest violation found, if any, and how often each fact lost what it knew.

    With `only`, the cases hold nothing but those parts, and more of them.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []

    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)

    @settings(max_examples=examples, deadline=None, database=None, derandomize=True, phases=phases)
    @given(cases(FACTS.values(), [HERE, "link-workers"], only))
    def search(case: Case) -> None:
        for fact, path in broken(case, facts, seen):
            recorded = attrs.asdict(case, filter=lambda _, value: value is not None)
            found[:] = [f"{fact.name} is changed when {path} is filled in {recorded}"]
            raise AssertionError

    try:
        search()
    except AssertionError:
        return found, seen
    return [], seen


FOCUSES: dict[str, tuple[str, ...]] = {
    "everything": (),
    "referrals": ("referrals",),
    "referrals and residences": ("referrals", "residences"),
    "children and pregnancies": ("children", "pregnancies"),
    "answers": ("participant", "answers", "onward_referrals"),
}
"""What the cases of a search hold: of several referrals, a blank in one may make another the one that counts."""
NOTHING_TO_ERASE = {"core.on", "core.onward_on"}
"""Facts of the day alone."""


@pytest.fixture(scope="module")
def searches() -> dict[str, Search]:
    """What each search found, and how often each fact lost something that it had known."""
    return {focus: violations(FACTS, 500 if only else 300, *only) for focus, only in FOCUSES.items()}


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


@pytest.mark.parametrize(("function", "kind"), [(_blank_is_no, Kind.BOOLEAN), (_latest_recorded, Kind.CODE)])
def test_the_search_finds_a_fact_that_guesses(function: FactFunction, kind: Kind) -> None:
    """The search above can fail: facts that take a blank for a no, or pass over it, are found out."""
    guess = Fact(name="core.guess", subject="Case", kind=kind, function=function, meaning="a guess")
    found, _ = violations({guess.name: guess}, 300, "residences", "pregnancies", shrink=False)
    assert found
    assert "core.guess" in found[0]
