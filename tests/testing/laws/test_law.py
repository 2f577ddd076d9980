"""What a law does with too few cases, with a case that is given, and with a service that it cannot be asked of."""

import json
from typing import Any, Protocol, runtime_checkable

import pytest

from peersupport.testing import laws
from peersupport.testing.choices import Choices
from peersupport.testing.laws.law import Domain, Law, law


@runtime_checkable
class Doubles(Protocol):
    """A service that doubles."""

    def double(self, number: int) -> int:
        """Twice the number."""
        ...


class Right:
    """Doubles all numbers."""

    def double(self, number: int) -> int:
        """Twice the number."""
        return 2 * number


class Small(Right):
    """Doubles small numbers only."""

    def double(self, number: int) -> int:
        """Twice the number, up to ten."""
        return super().double(number) if number <= 10 else number


NUMBERS: Domain[Any, int] = Domain(
    draw=lambda _, choices: choices.below(100), smaller=range, write=lambda one: {"number": one},
    read=lambda _, document: document["number"],
)  # fmt: skip


@law(NUMBERS, source="arithmetic", floor=0.5, cases=200, needs=Doubles)
def twice_is_even(service: Doubles, number: int) -> bool:
    """Twice a number is even. The premise: it is below a hundred."""
    laws.must(service.double(number) % 2 == 0, "it is odd")
    return number < 100


@law(NUMBERS, source="arithmetic", floor=0.5, cases=200)
def nothing_is_above_a_thousand(_: object, number: int) -> bool:
    """Whoever is above a thousand is above a hundred. The premise: it is above a thousand."""
    return number > 1_000


@pytest.mark.parametrize("one", laws.ALL, ids=str)
def test_what_is_no_service_is_told_so(one: Law[Any, Any]) -> None:
    """A host is none, and what is not asked breaks no law: the message names the protocol and the adapter."""
    with pytest.raises(TypeError, match=r"services with `\w+` .*; `object` has no `\w+`.* The library's own: `\w+\("):
        one(object())


def test_a_law_that_is_not_tested_tells_what_to_do() -> None:
    """More cases where they are few; else another service; and where that cannot be, that the law says nothing."""
    with pytest.raises(laws.LawUntested, match=r"ask more cases \(it asks 200 itself\), or give a service"):
        nothing_is_above_a_thousand(Right(), cases=100)
    with pytest.raises(laws.LawUntested, match="cases only; give a service in which it comes up"):
        nothing_is_above_a_thousand(Right(), cases=200)


def test_a_law_that_holds_tells_in_how_many_cases() -> None:
    """All of them, here."""
    kept = twice_is_even(Right(), cases=20)
    assert (kept.law, kept.cases, kept.met) == ("twice_is_even", 20, 20)


@pytest.mark.parametrize("cases", [None, 200, 100, 20])
def test_a_law_whose_premise_never_holds_is_untested(cases: int | None) -> None:
    """Also where somebody chose the number of cases: that nothing broke it says nothing."""
    with pytest.raises(laws.LawUntested, match="the premise held in 0 of"):
        nothing_is_above_a_thousand(Right(), cases=cases)


def test_one_case_alone_may_miss_the_premise() -> None:
    """It is tried again, not counted."""
    assert nothing_is_above_a_thousand(Right(), cases=1, seed=7).met == 0
    assert nothing_is_above_a_thousand(Right(), case={"number": 3}).met == 0


@pytest.mark.parametrize("cases", [0, -1])
def test_no_cases_are_no_check(cases: int) -> None:
    """They would pass whatever the service does."""
    with pytest.raises(ValueError, match="tell nothing"):
        twice_is_even(Right(), cases=cases)


def test_a_service_that_lacks_what_a_law_asks_is_told_so() -> None:
    """It has not broken the law, nor kept it."""
    with pytest.raises(laws.LawUntested, match="asked of services that are `Doubles` too"):
        twice_is_even(object())


def test_the_smallest_case_breaks_the_law_again() -> None:
    """By its document, or by the seed: the message names both, and the seed only where there was one."""
    with pytest.raises(laws.LawBroken) as first:
        twice_is_even(Small())
    assert first.value.document == {"number": 11}
    assert f"or with seed={first.value.seed}, cases=1" in str(first.value)
    written = str(first.value).partition("the smallest case found: ")[2].splitlines()[0]
    with pytest.raises(laws.LawBroken) as again:
        twice_is_even(Small(), case=json.loads(written))
    assert "seed" not in str(again.value)
    assert first.value.seed is not None
    with pytest.raises(laws.LawBroken):
        twice_is_even(Small(), seed=first.value.seed, cases=1)


@pytest.mark.parametrize("kind", [KeyError, SystemExit])
def test_a_service_that_raises_breaks_a_law(kind: type[BaseException]) -> None:
    """Whatever it raises; what it said is told. Whoever leaves the process would end the whole run."""

    class Raises(Right):
        def double(self, number: int) -> int:
            raise kind(number)

    with pytest.raises(laws.LawBroken, match=f"what was seen: {kind.__name__}"):
        twice_is_even(Raises())


@pytest.mark.parametrize("document", [{}, [], "a case", 5])
def test_a_document_of_another_law_is_told_to_be_none(document: object) -> None:
    """Somebody copied the wrong one: the service has not broken anything."""
    with pytest.raises(ValueError, match="no case of this law"):
        twice_is_even(Right(), case=document)


def test_choices_of_a_seed_are_the_same_again() -> None:
    """A seed in a message is of use only if it draws the same case."""
    assert [NUMBERS.draw(None, Choices.seeded(3)) for _ in range(3)] == [NUMBERS.draw(None, Choices.seeded(3))] * 3
