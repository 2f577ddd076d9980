"""What an author writes wrongly is refused on the line where it stands."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum, Flag

import pytest
from tests.rules.test_check import CHILD_FLAG, FLAG, OPEN, YEARS

from peersupport.citations import Citation, Mark
from peersupport.errors import RuleError
from peersupport.plugin import answer, core, require
from peersupport.records.case import Case
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import at_least, count_of, unknown
from peersupport.rules.facts import fact
from peersupport.rules.parameters import parameter
from peersupport.testing.rules.vocabulary import MEMBERS


class Unlisted:
    """No kind of value."""


class Alike(Enum):
    """Two values that are written alike."""

    NUMBER = 1
    TEXT = "1"


class Pairs(Enum):
    """Values that JSON does not have."""

    ONE = (1, 2)


class Marks(Flag):
    """Its members make further ones."""

    ONE = 1
    TWO = 2


def _alike(_case: Case, _day: date) -> Alike | None:
    return None


def _without_annotations(case, day):  # type: ignore[no-untyped-def]
    return None


def _of_nothing() -> bool | None:
    return None


def _of_no_day(_case: Case) -> bool | None:
    return None


def _two_types(_case: Case, _day: date) -> int | str | None:
    return None


def _no_kind(_case: Case, _day: date) -> Unlisted | None:
    return None


def _number_of_years(_case: Case, _day: date) -> int | None:
    return None


BADLY_DECLARED: dict[str, tuple[Callable[[], object], str]] = {
    "a fact without annotations": (lambda: fact("a.fact", meaning="m")(_without_annotations), "fact-signature"),
    "a fact of nothing": (lambda: fact("a.fact", meaning="m")(_of_nothing), "fact-signature"),
    "a fact of no day": (lambda: fact("a.fact", meaning="m")(_of_no_day), "fact-signature"),
    "a fact of two types": (lambda: fact("a.fact", meaning="m", unit="years")(_two_types), "fact-type"),
    "a fact of no known kind": (lambda: fact("a.fact", meaning="m")(_no_kind), "parameter-type"),
    "a category whose values are alike": (lambda: fact("a.fact", meaning="m")(_alike), "parameter-type"),
    "a category of pairs": (lambda: parameter("a.b", Pairs.ONE, mark="seed", quote="w"), "parameter-type"),
    "a category of flags": (lambda: answer("a.b", Marks, meaning="m", question="q"), "parameter-type"),
    "bounds of texts": (lambda: Bounds(low="1", high="2"), "rule-invalid"),  # type: ignore[arg-type]
    "bounds of truths": (lambda: Bounds(low=False, high=True), "rule-invalid"),
    "bounds of decimals": (lambda: Bounds(low=Decimal("0.1"), high=1), "rule-invalid"),  # type: ignore[arg-type]
    "a number without a unit": (lambda: fact("a.fact", meaning="m")(_number_of_years), "fact-unit"),
    "presupposing a number": (
        lambda: fact("a.fact", meaning="m", unit="years", presupposes=YEARS)(_number_of_years),
        "fact-presupposes",
    ),
    "presupposing a fact of another subject": (
        lambda: fact("a.fact", meaning="m", unit="years", presupposes=CHILD_FLAG)(_number_of_years),
        "fact-presupposes",
    ),
    "a parameter of mixed types": (
        lambda: parameter("a.b", {"2020-01-01": 1, "2021-01-01": "x"}, mark="seed", quote="w"),
        "parameter-type",
    ),
    "a parameter of no type": (lambda: parameter("a.b", None, mark="seed", quote="w"), "parameter-type"),
    "a reading that is no option": (
        lambda: parameter("a.b", "x", mark="seed", quote="w", options=["y"]),
        "rule-invalid",
    ),
    "at least none": (lambda: at_least(0, FLAG), "criterion-count"),
    "at least more than there are": (lambda: at_least(2, FLAG), "criterion-count"),
    "a comparison with a text": (lambda: YEARS < "3", "criterion-type"),  # type: ignore[operator]
    "a comparison with a yes": (lambda: YEARS < True, "criterion-type"),
    "a criterion of text": (lambda: FLAG & "yes", "rule-invalid"),  # type: ignore[operator]
}


@pytest.mark.parametrize("title", BADLY_DECLARED)
def test_what_is_wrongly_declared_is_refused_where_it_is_written(title: str) -> None:
    """The author's own line fails, with a code and not with a rule that means something else."""
    declare, code = BADLY_DECLARED[title]
    with pytest.raises(RuleError) as caught:
        declare()
    assert caught.value.code == code


SLIPS: dict[str, Callable[[], object]] = {
    "bool": lambda: bool(YEARS < 3),
    "a chain": lambda: 1 <= YEARS < 3,
    "and": lambda: (YEARS < 3) and FLAG.is_true(),
    "or": lambda: (YEARS < 3) or FLAG,
    "not": lambda: not (YEARS < 3),
    "bool of a fact": lambda: bool(FLAG),
    "and of facts": lambda: FLAG and OPEN,
    "not of a parameter": lambda: not OPEN,
    "bool of a count": lambda: bool(count_of(MEMBERS, CHILD_FLAG)),
    "bool of what is open": lambda: bool(unknown()),
    "if": lambda: 1 if YEARS < 3 else 2,
}


@pytest.mark.parametrize("title", SLIPS)
def test_a_criterion_is_not_a_bool(title: str) -> None:
    """`and`, `or`, `not`, `a < x < b` and `if` would drop half of a rule without a word; they say what to write."""
    with pytest.raises(RuleError) as caught:
        SLIPS[title]()
    assert caught.value.code == "criterion-bool"
    assert "&" in caught.value.help


def test_a_misspelt_part_of_a_rule_is_refused() -> None:
    """A guard or offer lost to a slip of the pen would make another rule: an error names the word that was meant."""
    with pytest.raises(RuleError, match="did you mean `when`") as caught:
        require("X1", core.pregnant, quote="words", wen=core.referred)  # type: ignore[call-arg]
    assert caught.value.code == "rule-keyword"
    with pytest.raises(RuleError) as caught:
        require("X1", core.pregnant, quote="words", mark="seeds")
    assert caught.value.code == "rule-mark"


def test_what_an_author_leaves_out_is_empty() -> None:
    """Not absent: a text is a text wherever it is told."""
    rule = require("X1", FLAG, quote="words")
    assert rule.citation == Citation(document="", quotation="words", mark=Mark.SEED, note="")
    assert (rule.id, rule.requirements, rule.reading, rule.advice) == ("X1", ("X1",), "", "")
    assert (rule.when, rule.offer, rule.stage, rule.in_force, rule.otherwise, rule.unknown) == (None,) * 6
