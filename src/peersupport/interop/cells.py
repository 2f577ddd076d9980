"""How the cells of a column become values of one kind. A cell that cannot be read is a fault, never "not recorded"."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from peersupport.dates import DateRange, PartialDate
from peersupport.errors import InvalidDate
from peersupport.interop.births import born_in_months, born_in_years, born_with_decimals, date_reader, precision
from peersupport.interop.faults import Unreadable
from peersupport.interop.settings import day, is_list, is_table
from peersupport.interop.targets import Leaf, Target
from peersupport.records.nhs_numbers import valid_nhs_number

Json = Any
Read = Callable[[str], Json]
"""From a cell to a value as a document holds it. Raises `Unreadable`."""

PARTIAL = frozenset({"date", "age_years", "age_decimal", "age_months"})
KINDS: dict[Leaf, frozenset[str]] = {
    Leaf.TEXT: frozenset({"text"}),
    Leaf.WHOLE: frozenset({"whole"}),
    Leaf.NUMBER: frozenset({"number"}),
    Leaf.TRUTH: frozenset({"truth"}),
    Leaf.OPTION: frozenset({"enum"}),
    Leaf.DAY: frozenset({"date"}),
    Leaf.NHS_NUMBER: frozenset({"nhs_number"}),
    Leaf.PARTIAL_DAY: PARTIAL,
    Leaf.ANSWER: frozenset({"text", "whole", "number", "truth", "date"}),
}
"""The kinds of cell that each kind of field can be read from."""
TYPES: dict[str, tuple[type[object], ...]] = {
    "text": (str,),
    "whole": (int,),
    "number": (int, float),
    "truth": (bool,),
    "enum": (str,),
    "date": (date,),
    "nhs_number": (str,),
}
"""What a mapping may write for each kind."""
MOST_MEMBERS = 99
AGES = frozenset({"age_years", "age_decimal", "age_months"})
"""The kinds that need to know on which day the age was told."""


def cell_reader(
    kind: str,
    target: Target,
    *,
    values: Mapping[str, Json] | None = None,
    form: str = "%Y-%m-%d",
    places: int = 1,
    told: PartialDate | None = None,
) -> Read:
    """A reader of one column's cells.

    `values` maps cells to values (for ages, a whole number or `[from, below]`) and closes the list: any other cell is a
    fault. `form` is a date's format, `places` the decimals of `age_decimal`, `told` the day on which an age was told.
    Raises `Unreadable` where these do not fit the field.
    """
    read = _plain(kind, target, form, places, told)
    if values is None:
        return read
    known = {cell: _mapped(kind, target, value, told) for cell, value in values.items()}

    def mapped(cell: str) -> Json:
        if cell not in known:
            raise Unreadable("one of the cells that the mapping gives a value")
        return known[cell]

    return mapped


def constant(value: Json, target: Target) -> Json:
    """A value that the mapping itself gives a field. Raises `Unreadable` when the field does not hold such a value."""
    if target.leaf is Leaf.PARTIAL_DAY and is_table(value):
        return day_document(day(value))
    for kind in sorted(KINDS[target.leaf] - AGES):
        if type(value) in TYPES[kind]:
            made = _mapped(kind, target, value, None)
            return [made] if target.many else made
    raise Unreadable(target.leaf.value, "value-type")


def day_document(known: Json) -> Json:
    """A day known in part as the codec reads it; anything else as it is."""
    return {"first": known.first, "last": known.last} if isinstance(known, DateRange) else known


def whole(cell: str) -> int:
    """A whole number. Raises `Unreadable`."""
    if re.fullmatch("[+-]?[0-9]{1,18}", cell) is None:
        raise Unreadable("a whole number")
    return int(cell)


def nhs_number(cell: str) -> str:
    """The ten digits of an NHS number whose last digit is right, also where it is printed as `000 000 0000` or with
    dashes. Raises `Unreadable`."""
    digits = "".join(re.split("[ -]", cell)) if re.fullmatch("[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}", cell) else ""
    if not valid_nhs_number(digits):
        raise Unreadable("an NHS number: ten digits, of which the last checks the others", "nhs-number")
    return digits


def count_reader(values: Mapping[str, int] | None) -> Read:
    """A reader of the number of members of a collection, by a value map where there is one."""

    def read(cell: str) -> Json:
        if values is not None and cell not in values:
            raise Unreadable("one of the cells that the mapping gives a value")
        number = whole(cell) if values is None else values[cell]
        if not 0 <= number <= MOST_MEMBERS:
            raise Unreadable(f"a number of members, from 0 to {MOST_MEMBERS}")
        return number

    return read


def _plain(kind: str, target: Target, form: str, places: int, told: PartialDate | None) -> Read:
    if kind in AGES:
        if told is None:
            raise Unreadable("`on`: the day on which the age was told, here or for the whole mapping", "on-missing")
        then = told
        if kind == "age_decimal":
            return lambda cell: _born(lambda: born_with_decimals(_decimal(cell), places, then))
        return lambda cell: _age(kind, whole(cell), whole(cell) + 1, then)
    if kind == "date":
        if target.leaf is not Leaf.PARTIAL_DAY and precision(form) != "day":
            raise Unreadable("a format with %d: this field holds whole days only", "format-precision")
        dates = date_reader(form)
        return lambda cell: _held(dates(cell), target)
    readers: dict[str, Read] = {
        "text": str,
        "whole": whole,
        "number": _number,
        "truth": _truth,
        "nhs_number": nhs_number,
    }
    return readers[kind] if kind in readers else lambda cell: _option(cell, target)


def _mapped(kind: str, target: Target, value: Json, told: PartialDate | None) -> Json:
    """What a cell means by a value map."""
    if kind in {"age_years", "age_months"} and told is not None:
        ends = value if is_list(value) and len(value) == 2 else [value, None]
        low, below = ends
        if type(low) is int and below is None:
            return _age(kind, low, low + 1, told)
        if type(low) is int and type(below) is int and low < below:
            return _age(kind, low, below, told)
        raise Unreadable("an age, or [age from, age below]", "value-type")
    if type(value) not in TYPES.get(kind, ()):
        raise Unreadable(f"values of the kind `{kind}`", "value-type")
    if kind == "nhs_number":
        return nhs_number(value)
    return _option(value, target) if kind == "enum" else _held(value, target)


def _held(value: Json, target: Target) -> Json:
    """A value as its field's document has it: the value of an answer says by itself that it is a day."""
    if target.leaf is Leaf.ANSWER and type(value) is date:
        return {"date": value}
    return day_document(value)


def _age(kind: str, low: int, below: int, told: PartialDate) -> Json:
    born = born_in_years if kind == "age_years" else born_in_months
    if low < 0:  # births in the future
        raise Unreadable("an age from 0")
    return _born(lambda: born(low, below, told))


def _born(birth: Callable[[], DateRange]) -> Json:
    try:
        return day_document(birth())
    except InvalidDate:
        pass
    raise Unreadable("an age that somebody can have, with no more decimals than `places`")


def _option(cell: str, target: Target) -> str:
    if cell not in target.options:
        raise Unreadable(f"one of {', '.join(f'`{one}`' for one in target.options)}")
    return cell


def _truth(cell: str) -> bool:
    if cell not in {"true", "false"}:
        raise Unreadable("`true` or `false`, or a value map that says which cell is which")
    return cell == "true"


def _number(cell: str) -> float:
    told = _decimal(cell)
    if int(float(told)) != int(told):
        raise Unreadable("a number that a double holds")
    return float(told)


def _decimal(cell: str) -> Decimal:
    if re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", cell) is None:
        raise Unreadable("a number with a decimal point")
    return Decimal(cell)
