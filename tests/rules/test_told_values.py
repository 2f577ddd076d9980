"""Values of facts and parameters as documents tell them: each comes back; what is none is refused with its place."""

from collections.abc import Mapping
from datetime import date
from math import inf
from typing import Any

import pytest

from peersupport.dates import DateRange
from peersupport.records.codec.faults import Mismatch
from peersupport.records.roles import Role
from peersupport.rules.bounds import Bounds
from peersupport.rules.told_values import EXPECTED, TableSize, told_document, told_from, told_value

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
TOLD: dict[str, tuple[Any, object, Any]] = {
    "nothing": (None, None, None),
    "yes": (True, True, True),
    "a whole number": (3, 3, 3),
    "a number": (2.5, 2.5, 2.5),
    "a text": ("north", "north", "north"),
    "a day": (JUNE, "2026-06-01", "2026-06-01"),
    "a member": (Role.GP, Role.GP.value, Role.GP.value),
    "a day known in part": (
        DateRange(first=JUNE, last=JULY),
        DateRange(first=JUNE, last=JULY),
        {"first": "2026-06-01", "last": "2026-07-01"},
    ),
    "whole numbers": (Bounds(low=1, high=3), Bounds(low=1, high=3), {"low": 1, "high": 3}),
    "numbers": (Bounds(low=1.5, high=3.5), Bounds(low=1.5, high=3.5), {"low": 1.5, "high": 3.5}),
    "one number": (Bounds(low=2, high=2), Bounds(low=2, high=2), {"low": 2, "high": 2}),
    "any number": (Bounds(low=-inf, high=inf), Bounds(low=-inf, high=inf), {"low": None, "high": None}),
    "a table": ({"a": 1, "b": 2}, TableSize(table=2), {"table": 2}),
    "an empty table": ({}, TableSize(table=0), {"table": 0}),
    "a set": (frozenset({"b", "a"}), ("a", "b"), ["a", "b"]),
}
"""A value, what is told of it, and the same as JSON."""


@pytest.mark.parametrize("title", TOLD)
def test_every_value_is_told_and_comes_back(title: str) -> None:
    """With its type: a whole number stays one, and a table is told by its size alone."""
    value, told, document = TOLD[title]
    assert (told_value(value), type(told_value(value))) == (told, type(told))
    assert told_document(told) == document
    back: Any = told_from(document)
    assert (back, type(back)) == (told, type(told))
    if isinstance(back, Bounds):
        assert (type(back.low), type(back.high)) == (type(value.low), type(value.high))


REFUSED: dict[str, tuple[Any, str, str]] = {
    "an empty object": ({}, "value-type", EXPECTED),
    "two kinds of keys": ({"first": "2026-06-01", "last": "2026-07-01", "table": 1}, "value-type", EXPECTED),
    "half a range": ({"low": 1}, "value-type", EXPECTED),
    "lists in a list": ([["a"]], "value-type", EXPECTED),
    "a table in a list": ([{"table": 1}], "value-type", EXPECTED),
    "a text for an end": ({"low": "1", "high": 2}, "value-type", "a number"),
    "a yes for an end": ({"low": 1, "high": True}, "value-type", "a number"),
    "fewer than none": ({"table": -1}, "value-range", "a number that is not below zero"),
    "ends the wrong way round": ({"low": 2, "high": 1}, "record-invalid", "a low end that is not above the high end"),
}


@pytest.mark.parametrize("title", REFUSED)
def test_what_no_decision_tells_is_refused(title: str) -> None:
    """With a code, and what was expected in its place; nothing of what was given."""
    document, code, expected = REFUSED[title]
    with pytest.raises(Mismatch) as caught:
        told_from(document)
    assert (caught.value.code, caught.value.expected) == (code, expected)


def test_a_table_may_be_any_mapping() -> None:
    """A site's settings are read-only mappings."""

    class Fixed(Mapping[str, str]):
        def __getitem__(self, key: str) -> str:
            return key

        def __iter__(self) -> Any:
            return iter("abc")

        def __len__(self) -> int:
            return 3

    assert told_value(Fixed()) == TableSize(table=3)  # type: ignore[arg-type]
