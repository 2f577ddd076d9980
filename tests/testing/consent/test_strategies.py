"""What the strategies of consent draw: enough that meets, in any world, and recordable by the library."""

from hypothesis import HealthCheck, event, given, settings

from peersupport import DisclosureEffect, Host
from peersupport.policies.disclosure import decide
from peersupport.testing.consent import ConsentCase, world_of
from peersupport.testing.oracle.clauses import Case
from peersupport.testing.strategies import (
    consent_cases,
    consent_histories,
    consent_statements,
    disclosure_requests,
)
from peersupport.testing.strategies.consent import ConsentHistory

PROGRAMME = "community-mothers"
WORLD = world_of(Host.load().disclosure(PROGRAMME), PROGRAMME)
DRAWS = 600
A_FIFTH = 0.2


def conflicting(case: ConsentCase) -> bool:
    """Whether a grant and a refusal both apply to an item that is asked for."""
    read = Case(case.records, case.request, case.world)
    read.settle()
    refusals = {one.id for one in read.refusals}
    found = [read.read(item.category) for item in case.request.items]
    return any(one.live and one.refused & refusals for one in found)


def test_a_fifth_holds_a_grant_and_a_refusal_that_both_apply() -> None:
    """Through Hypothesis as by a seed: what never conflicts tests nothing of what overrides what."""
    drawn: list[bool] = []

    @settings(max_examples=DRAWS, database=None, derandomize=True, deadline=None, suppress_health_check=[*HealthCheck])
    @given(consent_cases())
    def holds(case: ConsentCase) -> None:
        drawn.append(conflicting(case))
        event(f"a grant and a refusal both apply: {drawn[-1]}")

    holds()
    assert sum(drawn) >= A_FIFTH * len(drawn), f"{sum(drawn)} of {len(drawn)}"
    seeded = [conflicting(consent_cases.seeded(seed)) for seed in range(DRAWS)]
    assert sum(seeded) >= A_FIFTH * DRAWS, f"{sum(seeded)} of {DRAWS}"


def test_so_it_does_in_the_world_of_a_real_programme() -> None:
    """Its own categories and purposes, drawn as near."""
    seeded = [consent_cases.seeded(seed, world=WORLD) for seed in range(DRAWS)]
    assert sum(map(conflicting, seeded)) >= A_FIFTH * DRAWS * 0.9
    names = {item.category for case in seeded for item in case.request.items}
    assert {"mental_health", "housing", "violence_risk"} <= names
    assert {case.request.programme for case in seeded} == {PROGRAMME}


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(consent_histories(), consent_statements(), disclosure_requests())
def test_what_is_drawn_can_be_recorded(history: ConsentHistory, statement: object, asked: object) -> None:
    """A history of the library's own records is decided without an error."""
    assert decide(history.records, history.request).effect in DisclosureEffect
    assert statement
    assert asked
