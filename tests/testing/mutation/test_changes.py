"""Which changes are made of a rule: all that could be a slip of the pen, and none that can differ in nothing."""

from datetime import date

import pytest

from peersupport.dates import Period
from peersupport.plugin import ParentRole, any_child, at_least, choose, core, every_child, parameter
from peersupport.programmes.contributions import contribution_of
from peersupport.programmes.discovery import installed
from peersupport.rules.criteria import Criterion
from peersupport.testing.mutation.catalogue import mutants_of
from peersupport.testing.mutation.criteria import changes
from peersupport.testing.mutation.equivalence import equivalent, without_effect
from peersupport.testing.mutation.values import changed_members, changed_period, changed_value

MOTHER = core.parent_role.is_(ParentRole.MOTHER)
ANYBODY = core.parent_role.is_in(set(ParentRole))
YOUNG = core.child_age_years < 5


def made(criterion: Criterion) -> set[Criterion]:
    """What a criterion is changed to."""
    return {one.changed for one in changes(criterion, {})}


@pytest.mark.parametrize(
    ("criterion", "among"),
    [
        (YOUNG, {core.child_age_years <= 5, core.child_age_years >= 5, core.child_age_years < 4}),
        (core.child_age_years >= 5, {core.child_age_years > 5, core.child_age_years < 5, core.child_age_years >= 6}),
        (core.pregnant & core.referred, {core.pregnant | core.referred, core.pregnant.is_true()}),
        (core.pregnant | core.referred, {core.pregnant & core.referred, core.pregnant.is_false() | core.referred}),
        (core.pregnant.is_true(), {core.pregnant.is_false()}),
        (any_child(YOUNG), {every_child(YOUNG), any_child(core.child_age_years <= 5)}),
        (MOTHER, {core.parent_role.is_not_in({ParentRole.MOTHER})}),
        (
            at_least(2, core.pregnant, core.referred, MOTHER),
            {at_least(1, core.pregnant, core.referred, MOTHER), at_least(2, core.pregnant, core.referred)},
        ),
        (~(core.pregnant & core.referred), {core.pregnant & core.referred}),
    ],
    ids=["under", "at least", "and", "or", "yes", "any", "member", "two of three", "not"],
)
def test_a_criterion_is_changed_at_each_place_that_could_be_wrong(criterion: Criterion, among: set[Criterion]) -> None:
    """A kind of change that is not made is a kind of mistake that no run finds."""
    assert among <= made(criterion)
    assert criterion not in made(criterion)


def test_readings_are_exchanged() -> None:
    """The two readings of a source under each other's names."""
    reading = parameter("x.reading", "wide", options=["wide", "narrow"], mark="default", quote="words")
    chosen = choose(reading, {"wide": ANYBODY, "narrow": MOTHER})
    assert choose(reading, {"wide": MOTHER, "narrow": ANYBODY}) in made(chosen)


def test_values_are_changed_by_one() -> None:
    """One unit, one day, one member: where boundaries lie."""
    assert changed_value(5) == (4, 6)
    assert changed_value(date(2024, 2, 29)) == (date(2024, 2, 28), date(2024, 3, 1))
    assert changed_value(True) == (False,)
    assert set(changed_members(frozenset({"a", "b"}), ["a", "b", "c"])) == {
        frozenset({"a"}),
        frozenset({"b"}),
        frozenset({"a", "b", "c"}),
    }
    assert not list(changed_members(frozenset({"a"}), ["a"])), "a set is never emptied"
    moved = [one.start for one in changed_period(Period(start=date(2025, 1, 1), end=None))]
    assert moved == [date(2024, 12, 31), date(2025, 1, 2)]


def test_a_change_is_held_for_the_same_only_where_it_is() -> None:
    """Proved by all values of the facts: what is wrongly held for the same would hide a mistake."""
    assert equivalent(MOTHER | ANYBODY, ANYBODY)
    assert equivalent(MOTHER & ANYBODY, MOTHER)
    assert not equivalent(MOTHER, ANYBODY)
    assert not equivalent(core.pregnant & core.referred, core.pregnant.is_true())
    assert not equivalent(YOUNG, core.child_age_years <= 5)
    assert not equivalent(any_child(YOUNG), every_child(YOUNG))
    assert equivalent(core.pregnant | (core.pregnant & core.referred), core.pregnant.is_true())


def test_a_set_that_no_value_tells_apart_is_not_changed() -> None:
    """A parameter's further member that the rule excludes anyway."""
    old, new = frozenset({ParentRole.MOTHER}), frozenset({ParentRole.MOTHER, ParentRole.FATHER})
    roles = parameter("x.roles", set(old), mark="seed", quote="words", type=ParentRole)
    only_mothers = MOTHER & core.parent_role.is_in(roles)
    assert without_effect(roles, old, new, [only_mothers])
    assert not without_effect(roles, old, new, [core.parent_role.is_in(roles)])


@pytest.mark.parametrize("plugin", installed(None, ()), ids=lambda one: one.name)
def test_each_change_of_a_shipped_plugin_has_a_name_of_its_own(plugin: object) -> None:
    """The same in every run: a survivor can be spoken of."""
    names = [[one.name for one in mutants_of(contribution_of(plugin))] for _ in range(2)]  # type: ignore[arg-type]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0]) > 50
