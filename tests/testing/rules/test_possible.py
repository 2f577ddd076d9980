"""Which truths a rule can come to at all, read off its criterion: never one too few."""

from datetime import date

import pytest

from peersupport.plugin import (
    Case,
    Rule,
    any_child,
    choose,
    core,
    every_child,
    fact,
    parameter,
    prohibit,
    require,
    unknown,
)
from peersupport.rules.criteria import Criterion
from peersupport.testing.conformance.boundaries import boundaries_of
from peersupport.testing.rules.possible import never_unknown, possible
from peersupport.testing.rules.thresholds import compared_of

LIMIT = parameter("example.limit", 3, unit="years", mark="seed", quote="three")
SWITCH = parameter("example.switch", "one", options=["one", "two"], mark="seed", quote="one")


@fact("example.always", meaning="it is so")
def always(case: Case, day: date) -> bool:
    """A fact that is never unknown."""
    return True


YOUNG = core.child_age_years < LIMIT
SETTLED = core.severity.is_known()


@pytest.mark.parametrize(
    ("criterion", "truths"),
    [
        (any_child(YOUNG), "true false unknown"),
        (SETTLED, "true unknown"),
        (unknown(), "unknown"),
        (core.referred | unknown(), "true unknown"),
        (core.referred & unknown(), "false unknown"),
        (always.is_true(), "true false"),
        (always & SETTLED, "true false unknown"),
        (~always.is_true(), "true false"),
        (any_child(core.child_born), "true false unknown"),
        (every_child(core.child_born.is_known()), "true unknown"),
        (choose(SWITCH, {"one": SETTLED, "two": unknown()}), "true unknown"),
        (core.parent_role.is_in(set(core.parent_role.category or ())), "true unknown"),
    ],
)
def test_the_truths_of_a_criterion(criterion: Criterion, truths: str) -> None:
    """What cannot be seen must not be asked for, and what can be seen must be."""
    assert {one.value for one in possible(require("XX1", criterion))} == set(truths.split())


def test_a_guard_lets_a_condition_be_met_and_a_prohibition_lapse() -> None:
    """Where it does not apply, a requirement is met and a prohibition does not hold."""

    def truths(rule: Rule) -> set[str]:
        return {one.value for one in possible(rule)}

    assert truths(require("XX1", unknown(), when=always)) == {"true", "unknown"}
    assert truths(prohibit("XX1", unknown(), when=always)) == {"false", "unknown"}


def test_a_fact_is_never_unknown_only_where_its_type_says_so() -> None:
    """What it presupposes, or a parameter without a value, may make it unknown."""
    assert never_unknown(always)
    assert never_unknown(core.act_action)
    assert not never_unknown(core.pregnant)
    assert not never_unknown(core.child_age_years)
    assert not never_unknown(LIMIT)


def test_boundaries_are_found_in_readings_and_of_members() -> None:
    """A limit that stands deep in a criterion is a limit all the same; two facts compared are no boundary."""
    deep = choose(SWITCH, {"one": any_child(YOUNG), "two": core.age_years >= 18})
    found = list(boundaries_of(require("XX1", deep)))
    assert [one.limit.name for one in found] == ["18", "example.limit"]
    assert [compared_of(one.node) is one.node.left for one in found] == [True, True]
