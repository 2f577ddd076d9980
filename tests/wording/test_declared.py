"""What authors declare, as it is written down, and what they are told where it cannot be: word for word."""

import json
from collections.abc import Callable
from datetime import date
from enum import Enum, Flag
from math import nan
from typing import Any

import pytest
from tests.rules.recording import sent
from tests.rules.test_check import CHILD_FLAG, COLOUR, FLAG, LIMIT, PROGRAMME, YEARS
from tests.wording.comparing import same_words

from peersupport._attrs import evolve
from peersupport.dates import DateRange, since
from peersupport.errors import PeerSupportError
from peersupport.records.case import Case
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import at_least
from peersupport.rules.criteria import Collection, Kind, as_criterion, as_operand
from peersupport.rules.document import (
    declared_thing_document,
    fact_document,
    parameter_document,
    rule_document,
)
from peersupport.rules.facts import STAFF, AskedOf, Fact, as_fact, fact
from peersupport.rules.parameters import Parameter, as_parameter, check_setting, parameter
from peersupport.rules.recorded import recorded_rules, rules_from
from peersupport.rules.rule import Rule, expect, hold, oblige, permit, prioritise, prohibit, redirect, require, route
from peersupport.rules.values import bounds_of, checked
from peersupport.testing.rules.vocabulary import MEMBERS, Colour


class Size(Enum):
    """A category."""

    SMALL = "small"
    LARGE = 2


class Marks(Flag):
    """No category."""

    ONE = 1


ALL: dict[str, Any] = {
    "id": "own-id", "when": FLAG, "offer": "groups", "stage": "way/step", "mark": "default", "note": "a note",
    "reading": "a reading", "in_force": since("2021-01-01", "2022-01-01"), "quote": "words",
}  # fmt: skip


def rules() -> dict[str, Rule]:
    """Rules of every kind, with every keyword and with none."""
    return {
        "require": require("X1", FLAG, otherwise=redirect("nursery", "Ask."), unknown=hold("lead", "to settle"), **ALL),
        "require plainly": require(["X1", "X2"], FLAG),
        "expect": expect("X1", FLAG, advice="unusual", **ALL),
        "expect plainly": expect("X1", FLAG, advice="unusual"),
        "prohibit": prohibit("X1", FLAG, **ALL),
        "prohibit plainly": prohibit("X1", FLAG),
        "permit": permit("X1", FLAG, **ALL),
        "permit plainly": permit("X1", FLAG),
        "oblige": oblige("X1", FLAG, duty="do", discharged="done", **ALL),
        "oblige plainly": oblige("X1", FLAG, duty="do", discharged="done"),
        "prioritise": prioritise("X1", FLAG, advice="first", **ALL),
        "prioritise plainly": prioritise("X1", FLAG, advice="first"),
        "route": route("X1", {"south": FLAG, "north": YEARS < 3}, **ALL),
        "route plainly": route("X1", {"south": FLAG}),
        "hold plainly": require("X1", FLAG, unknown=hold("lead")),
        "inherited": evolve(require("X1", FLAG, quote="w"), inherited_from="other", plugin="mine"),
    }


def _reading(_case: Case, _day: date, *, b: int, a: int) -> int | Bounds | None:
    return a + b


def _yes(_case: Case, _day: date) -> bool | None:
    return None


def _size(_case: Case, _day: date) -> Size | None:
    return None


A, B = (parameter(f"p.{name}", 1, unit="years", mark="seed", quote="w") for name in "ab")
YES = fact("f.yes", meaning="yes")(_yes)


def facts() -> dict[str, Fact]:
    """Facts with every keyword and with none."""
    return {
        "plainly": YES,
        "with everything": fact(
            "f.all", meaning="m", question="q?", unit="years", asked_of=AskedOf.SERVICE, visible_to=STAFF,
            presupposes=YES, reads={"b": B, "a": A},
        )(_reading),
        "a category": fact("f.size", meaning="size")(_size),
    }  # fmt: skip


def parameters() -> dict[str, Parameter]:
    """Parameters of every form."""
    return {
        "plainly": A,
        "dated": parameter("p.c", {"2021-01-01": 2, "2020-01-01": None}, unit="years", mark="law", quote="w"),
        "with everything": parameter(
            "p.d", "x", options=["x", "y"], mark="memory", quote="w", requirement="X1", document="d", meaning="m",
            question="q?", note="n",
        ),
        "a set": parameter("p.e", {1, 2}, size=2, unit="years", mark="seed", quote="w"),
        "a set to be": parameter("p.f", None, type=Size, many=True, mark="seed", quote="w"),
        "a list": parameter("p.g", ["b", "a"], mark="seed", quote="w"),
        "a category": parameter("p.h", Size.LARGE, mark="seed", quote="w"),
    }  # fmt: skip


def test_what_is_declared_is_written_down_word_for_word() -> None:
    """Every keyword that an author may write, and what stands where she wrote none."""
    told = [f"{title} {json.dumps(rule_document(one))}" for title, one in rules().items()]
    told += [
        f"{title} {json.dumps(fact_document(one))} {[key for key, _ in one.reads]}" for title, one in facts().items()
    ]
    told += [f"{title} {json.dumps(parameter_document(one))}" for title, one in parameters().items()]
    told += [
        json.dumps(declared_thing_document(one))
        for one in (MEMBERS, since("2020-01-01"), (FLAG, YEARS < 3), Size.LARGE)
    ]
    same_words("declared", told)


def test_every_rule_comes_back_from_its_record() -> None:
    """With all that its author wrote, whichever kind it is."""
    given = [evolve(one, id=f"R{place}") for place, one in enumerate(rules().values())]
    pairs = zip(PROGRAMME.rules(*given), given, strict=True)
    bound = [evolve(one, inherited_from=before.inherited_from) for one, before in pairs]
    back = {one.name: one for one in rules_from(sent(recorded_rules(bound, {}))).rules}
    for one in bound:
        assert rule_document(back[one.name]) == rule_document(one)
        assert (back[one.name].advice, back[one.name].targets == (), back[one.name].reading) == (
            one.advice,
            one.targets == (),
            one.reading,
        )


def _two(_case: Case, _day: date) -> int | str | None:
    return None


def _bare(case, day):  # type: ignore[no-untyped-def]
    return None


def _of_one(_case: Case) -> bool | None:
    return None


def _texts(_case: Case, _day: date) -> list[str]:
    return []


NOTHING: Any = object()
NUMBERS = parameter("p.numbers", [1.5], type=float, unit="hours", many=True, mark="seed", quote="w")
REFUSED: dict[str, Callable[[], object]] = {
    "bounds of texts": lambda: Bounds(low="1", high="2"),  # type: ignore[arg-type]
    "bounds the wrong way round": lambda: Bounds(low=2, high=1),
    "bounds of no number": lambda: Bounds(low=nan, high=1.0),
    "bounds to no number": lambda: Bounds(low=1.0, high=nan),
    "a text for a number": lambda: bounds_of(Kind.WHOLE, "1"),
    "a fraction for a whole number": lambda: bounds_of(Kind.WHOLE, 1.5),
    "a text for a day": lambda: bounds_of(Kind.DATE, "2020-01-01"),
    "at least none": lambda: at_least(0, FLAG),
    "no criterion": lambda: as_criterion(NOTHING),
    "a criterion as a truth": lambda: bool(YEARS < 3),
    "a fact as a truth": lambda: bool(FLAG),
    "a text beside a number": lambda: as_operand("3", YEARS),  # type: ignore[arg-type]
    "no attribute": lambda: Collection(name="c", owner="family", member="member", attribute="a b"),
    "no fact": lambda: as_fact(LIMIT),
    "no parameter": lambda: as_parameter(FLAG),
    "keywords that are no names": lambda: fact("f.x", meaning="m", unit="years", reads={"a b": A})(_reading),
    "presupposing a number": lambda: fact("f.x", meaning="m", presupposes=YEARS)(_yes),
    "presupposing another's": lambda: fact("f.x", meaning="m", presupposes=CHILD_FLAG)(_yes),
    "no unit": lambda: fact("f.x", meaning="m")(_reading),
    "no annotations": lambda: fact("f.x", meaning="m")(_bare),
    "no day": lambda: fact("f.x", meaning="m")(_of_one),
    "two types": lambda: fact("f.x", meaning="m")(_two),
    "no type": lambda: fact("f.x", meaning="m")(_texts),
    "a flag": lambda: parameter("p.x", Marks.ONE, mark="seed", quote="w"),
    "no type of value": lambda: parameter("p.x", None, mark="seed", quote="w"),
    "one value for a set": lambda: check_setting(parameters()["a set"], 1),
    "a set for one value": lambda: check_setting(A, frozenset({1})),
    "too small a set": lambda: check_setting(parameters()["a set"], frozenset({1})),
    "another type": lambda: check_setting(A, "x"),
    "no type that a parameter has": lambda: check_setting(A, b"1"),  # type: ignore[arg-type]
    "another type among numbers": lambda: check_setting(NUMBERS, frozenset({*range(50), "x"})),
    "another category": lambda: check_setting(parameters()["a category"], Colour.RED),
    "no option": lambda: check_setting(parameters()["with everything"], "z"),
    "no mark": lambda: require("X1", FLAG, mark="seeds"),
    "no keyword": lambda: require("X1", FLAG, wen=FLAG),  # type: ignore[call-arg]
    "a value of another type": lambda: checked(FLAG, "yes"),
    "a category of another type": lambda: checked(COLOUR, Size.SMALL),
    "one name of two things": lambda: recorded_rules([require("X1", FLAG & fact(FLAG.name, meaning="m")(_yes))], {}),
}


def test_what_cannot_be_declared_is_told_word_for_word() -> None:
    """Each with its code and with what to write instead."""
    told: list[str] = []
    for title, declare in REFUSED.items():
        with pytest.raises(PeerSupportError) as caught:
            declare()
        told += [title, *(f"  {one.code} {one.message} | {one.help}" for one in caught.value.faults)]
    same_words("undeclared", told)


def test_what_can_be_declared_is_taken() -> None:
    """At the edges of what is refused."""
    for declared, value in (
        (A, None),
        (A, 2),
        (parameters()["a set"], frozenset({3, 4})),
        (parameters()["with everything"], "y"),
    ):
        check_setting(declared, value)
    weight = parameter("p.w", 1.5, unit="kg", mark="seed", quote="w")
    check_setting(weight, 2)
    assert (Bounds(low=1, high=1).low, bounds_of(Kind.WHOLE, 3), bounds_of(Kind.NUMBER, 3)) == (1, (3, 3), (3, 3))
    days = DateRange(first=date(2020, 1, 1), last=date(2020, 1, 2))
    assert bounds_of(Kind.DATE, days) == (days.first, days.last)
    assert as_fact(FLAG) is FLAG
    assert as_parameter(LIMIT) is LIMIT
    assert A.on(date.min) == 1
    assert parameters()["dated"].on(date(2020, 6, 1)) is None
    assert parameters()["dated"].on(date(2021, 1, 1)) == 2
