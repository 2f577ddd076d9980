"""Requirements of one programme that no case can meet together."""

from datetime import date

import pytest
from tests.rules.test_check import (
    CODE,
    CODES,
    COLOUR,
    COLOURS,
    FLAG,
    LIMIT,
    MOVED,
    ONE_COLOUR,
    OPEN,
    POUNDS,
    PROGRAMME,
    SIZE,
    YEARS,
)

from peersupport.rules.contradictions import contradictions
from peersupport.rules.criteria import Criterion, Operand
from peersupport.rules.parameters import Parameter, parameter
from peersupport.rules.rule import Rule, require
from peersupport.rules.values import Settings
from peersupport.testing.rules.vocabulary import BY_NAME, Colour


def _number(name: str, value: int) -> Parameter:
    return parameter(f"a.{name}", value, mark="seed", quote="w", unit="years")


LOW, HIGH, NEW_YEAR = _number("low", 3), _number("high", 7), date(2020, 1, 1)
SETTINGS: Settings = {"a.low": 3, "a.high": 7, "site.codes": frozenset({"E1"}), "site.colours": None}
APART: dict[str, tuple[Criterion | Operand, Criterion | Operand]] = {
    "yes and no": (FLAG, FLAG.is_false()),
    "different categories": (COLOUR.is_(Colour.RED), COLOUR.is_(Colour.BLUE)),
    "in and not in": (COLOUR.is_in({Colour.RED}), COLOUR.is_not_in({Colour.RED, Colour.BLUE})),
    "different codes": (CODE.is_in({"E2"}), CODE.is_in(CODES)),
    "under and over": (YEARS < 3, YEARS > 7),
    "under and at least the same": (YEARS < 3, YEARS >= 3),
    "at most and over the same": (YEARS <= 3, YEARS > 3),
    "two values at once": (YEARS.equals(3), YEARS.equals(4)),
    "a value out of reach": (YEARS.equals(3), YEARS > 7),
    "limits of the site": (YEARS < LOW, YEARS > HIGH),
    "days": (MOVED < NEW_YEAR, MOVED >= NEW_YEAR),
    "within a conjunction": (FLAG & (YEARS < 3), SIZE.is_known() & (YEARS > 7)),
}
TOGETHER: dict[str, tuple[Criterion | Operand, Criterion | Operand]] = {
    "the same twice": (FLAG, FLAG),
    "categories that overlap": (COLOUR.is_in({Colour.RED, Colour.BLUE}), COLOUR.is_(Colour.BLUE)),
    "in and not in others": (COLOUR.is_(Colour.RED), COLOUR.is_not_in({Colour.BLUE})),
    "codes not in and in others": (CODE.is_not_in({"E1"}), CODE.is_in({"E2"})),
    "not in a set that nobody has given": (COLOUR.is_not_in(COLOURS), COLOUR.is_(Colour.RED)),
    "a set that nobody has given": (COLOUR.is_(Colour.RED), COLOUR.is_in(COLOURS)),
    "at most and at least the same": (YEARS <= 3, YEARS >= 3),
    "a range": (YEARS >= 3, YEARS < 7),
    "different facts": (YEARS < 3, POUNDS > 7),
    "alternatives": (FLAG | (YEARS < 3), YEARS > 7),
    "a limit that nobody has given": (YEARS < LIMIT, YEARS > 7),
}


def _pair(one: Criterion | Operand, other: Criterion | Operand, **guard: Operand) -> tuple[Rule, ...]:
    return PROGRAMME.rules(require("X1", one, quote="w"), require("X2", other, quote="w", **guard))  # type: ignore[arg-type]


@pytest.mark.parametrize("title", APART)
def test_two_requirements_that_nobody_meets_are_named(title: str) -> None:
    """Rules that contradict are found when the host is built, whichever comes first, with both names."""
    one, other = APART[title]
    for rules in (_pair(one, other), _pair(other, one)):
        (fault,) = contradictions(rules, SETTINGS)
        assert fault.code == "rules-contradict"
        assert "programme/X1" in fault.message
        assert "programme/X2" in fault.message


@pytest.mark.parametrize("title", TOGETHER)
def test_requirements_that_can_be_met_together_pass(title: str) -> None:
    """A contradiction that is none would keep a sound plugin out."""
    one, other = TOGETHER[title]
    assert contradictions(_pair(one, other), SETTINGS) == []


def test_a_guarded_requirement_contradicts_nothing() -> None:
    """Where the guard does not hold, the other rule stands alone."""
    assert contradictions(_pair(FLAG, FLAG.is_false(), when=OPEN), SETTINGS) == []


def test_one_code_is_not_a_set_of_letters() -> None:
    """A site's single code or category is compared as the evaluators compare it."""
    pair = _pair(CODE.is_in(BY_NAME["site.code"]), CODE.is_in({"E2"}))
    assert contradictions(pair, {"site.code": "E2"}) == []
    pair = _pair(COLOUR.is_in(ONE_COLOUR), COLOUR.is_in({Colour.GREEN}))
    assert contradictions(pair, {"site.colour": Colour.GREEN}) == []
