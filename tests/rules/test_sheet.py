"""The names of facts never change what is judged: each fact has a slot of its own on the sheet."""

from datetime import date

import pytest
from tests.differential.test_evaluators import compiled_truth

from peersupport.rules.compiled import Gate, compile_gates
from peersupport.rules.criteria import Kind
from peersupport.testing.rules.vocabulary import Subject, reading_fact
from peersupport.truth import Truth

DAY = date(2022, 6, 1)
NAMES = ("a.day", "a-b", "a.b.c", "a b", "ünder.one", "members", "a_b", "a.b_2")
CLASHING = ("a.b_low", "a.b_high", "day", "subject", "errors", "class", "1st", "")


def _agrees(name: str) -> None:
    years = reading_fact("a.b", Kind.WHOLE, unit="years", subject="family")
    flag = reading_fact(name, Kind.BOOLEAN, subject="family")
    for age, said in ((3, False), (3, True), (7, False), (7, True)):
        subject = Subject({"a.b": age, name: said})
        expected = Truth.TRUE if age < 5 and not said else Truth.FALSE
        assert compiled_truth((years < 5) & flag.is_false(), {}, subject) is expected
        compiled = compile_gates("names", (Gate(criterion=(years < 5) | flag.is_true()),), {})
        sheet = compiled.fill(subject, DAY)
        assert (sheet.day, sheet.subject, sheet.errors) == (DAY, subject, None)
        assert (compiled.layout.value(sheet, years), compiled.layout.value(sheet, flag)) == (age, said)


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_may_be_called_anything(name: str) -> None:
    """The compiled evaluator judges two facts apart, whatever their names have in common."""
    _agrees(name)


@pytest.mark.parametrize("name", CLASHING)
def test_a_fact_may_be_called_like_a_slot(name: str) -> None:
    """A clash of names must not give one fact the value of another."""
    _agrees(name)
