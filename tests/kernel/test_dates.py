"""Ages, steps, ranges and periods: the shared cases, and what must be refused."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import MAXYEAR, date
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peersupport import dates
from peersupport.dates import (
    DateRange,
    LeapDay,
    Period,
    Step,
    add_months,
    age_months,
    age_months_bounds,
    age_years,
    age_years_bounds,
    anniversary,
    anniversary_bounds,
    born_with_age,
    born_with_decimal_age,
    month_range,
    parse_date,
    since,
    year_range,
)
from peersupport.errors import InvalidDate, InvalidRecord, PeerSupportError

CASES = json.loads((Path(__file__).parents[2] / "conformance" / "dates.json").read_text(encoding="utf-8"))["cases"]


def _read(value: Any) -> Any:
    match value:
        case {"first": first, "last": last}:
            return DateRange(first=date.fromisoformat(first), last=date.fromisoformat(last))
        case {"start": start, "end": end}:
            return Period(start=start and date.fromisoformat(start), end=end and date.fromisoformat(end))
        case {"days": _}:
            return Step(**value)
        case str() if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    return value


def _written(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case DateRange():
            return {"first": value.first.isoformat(), "last": value.last.isoformat()}
        case tuple():
            return list(value)
    return value


ADAPTED: dict[str, Callable[..., Any]] = {
    "step_after": lambda step, day, times: _read(step).after(_read(day), times),
    "period_contains": lambda period, day: _read(period).contains(_read(day)),
    "period_overlaps": lambda period, other: _read(period).overlaps(_read(other)),
    "born_with_decimal_age": lambda age, on, places: born_with_decimal_age(Decimal(age), _read(on), places),
    "parse_date": parse_date,
}


def _refusal(call: Callable[[], object]) -> InvalidDate | None:
    try:
        call()
    except InvalidDate as error:
        return error
    return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['function']}: {case['id']}")
def test_shared_case(case: dict[str, Any]) -> None:
    """Every implementation, in any language, gives these answers, each with the requirement or law it rests on."""
    choice = {} if case["leap_day"] is None else {"leap_day": LeapDay(case["leap_day"])}
    function = case["function"]

    def answer() -> Any:
        if function in ADAPTED:
            return ADAPTED[function](**case["inputs"])
        return getattr(dates, function)(**{name: _read(value) for name, value in case["inputs"].items()}, **choice)

    if isinstance(case["expected"], dict) and "error" in case["expected"]:
        with pytest.raises(PeerSupportError) as caught:
            answer()
        assert caught.value.code == case["expected"]["error"]
    else:
        assert _written(answer()) == case["expected"]


def test_shared_cases_speak_of_every_function_once() -> None:
    """No function is left without shared cases, and no case is told twice."""
    functions = {"anniversary", "age_years", "add_months", "age_months", "age_years_bounds", "age_months_bounds"}
    functions |= {"anniversary_bounds", "born_with_age", "month_range", "year_range"} | set(ADAPTED)
    assert {case["function"] for case in CASES} == functions
    assert len({json.dumps([case["function"], case["inputs"], case["leap_day"]]) for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("function", [anniversary, age_years, age_years_bounds, anniversary_bounds, born_with_age])
def test_the_default_for_29_february_is_1_march(function: Callable[..., Any]) -> None:
    """The default reading of D2 is the same wherever a birthday is worked out."""
    arguments = (24, date(2025, 2, 28)) if function is born_with_age else (date(2000, 2, 29), date(2025, 2, 28))
    if function in (anniversary, anniversary_bounds):
        arguments = (date(2000, 2, 29), 25)
    assert function(*arguments) == function(*arguments, LeapDay.MARCH_1) != function(*arguments, LeapDay.FEBRUARY_28)


def test_a_decimal_age_does_not_depend_on_the_decimal_context() -> None:
    """A decision is the same for ever, whatever precision the embedding program has set."""
    expected = born_with_decimal_age(Decimal("25.3417"), date(2020, 12, 15), 4)
    with localcontext(prec=2):
        assert born_with_decimal_age(Decimal("25.3417"), date(2020, 12, 15), 4) == expected


@pytest.mark.parametrize("age", ["NaN", "sNaN", "Infinity", "-0.1", "10000", "1E+999999", "1E-999999", "25.34"])
def test_a_decimal_age_that_is_none_is_refused(age: str) -> None:
    """Nonsense and over-precise numbers are refused at once, without a value in the message and without hard work."""
    with pytest.raises(InvalidDate) as caught:
        born_with_decimal_age(Decimal(age), date(2020, 12, 15), 1)
    assert age not in str(caught.value)


def test_since_takes_days_and_texts() -> None:
    """Rules write their period as text, code as days; both mean the same."""
    assert since("2025-01-01") == since(date(2025, 1, 1)) == Period(start=date(2025, 1, 1), end=None)
    assert since("2025-01-01", "2026-01-01") == Period(start=date(2025, 1, 1), end=date(2026, 1, 1))
    with pytest.raises(InvalidDate):
        since("2025-1-1")
    with pytest.raises(InvalidDate):
        since("2025-01-01", "soon")


def test_ranges_say_nothing_of_their_days() -> None:
    """A birth never reaches a log through a repr; a range that ends before it starts is no record."""
    born = DateRange(first=date(1987, 6, 5), last=date(1987, 6, 6))
    assert "1987" not in repr(born) + str(born) + f"{born}"
    assert not born.exact
    assert DateRange(first=born.first, last=born.first).exact
    with pytest.raises(InvalidRecord) as caught:
        DateRange(first=born.last, last=born.first)
    assert "1987" not in str(caught.value)


@settings(max_examples=500)
@given(st.dates().map(str) | st.from_regex(r"[0-9+ -]{4}-[0-9W]{2}-[0-9 ]{1,2}", fullmatch=True) | st.text(max_size=12))
def test_only_one_form_of_a_day_is_read(text: str) -> None:
    """`YYYY-MM-DD` and no other form of ISO 8601; what was refused stands neither in the error nor behind it."""
    refusal = _refusal(lambda: parse_date(text))
    if refusal is not None:
        assert refusal.__context__ is None, "an exception in flight holds the text"
        assert str(refusal) == str(_refusal(lambda: parse_date(""))), "the message depends on the text"
    else:
        assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
        day = parse_date(text)
        assert [day.year, day.month, day.day] == [int(part) for part in text.split("-")]


@pytest.mark.parametrize(
    "fields", [{}, {"days": -1, "months": 1}, {"weeks": -1, "days": 8}, {"months": -1, "days": 40}]
)
def test_a_step_that_does_not_go_forward_is_refused(fields: dict[str, int]) -> None:
    """A schedule that stands still would never end."""
    with pytest.raises(InvalidRecord):
        Step(**fields)


HUGE = st.integers(-(10**12), 10**12) | st.integers(-10_000, 10_000) | st.integers(-130_000, 130_000)
EDGE_DAYS = st.dates() | st.sampled_from([date.min, date.max, date(4, 2, 29), date(9996, 2, 29), date(9999, 1, 31)])


@settings(max_examples=500)
@given(EDGE_DAYS, EDGE_DAYS, HUGE, st.sampled_from(LeapDay))
def test_the_ends_of_the_calendar_are_refused_by_name(day: date, other: date, count: int, leap_day: LeapDay) -> None:
    """Nowhere from the year 1 to 9999 does another error escape than ours; whoever reads it learns no value."""
    partial = DateRange(first=min(day, other), last=max(day, other))
    calls: list[Callable[[], object]] = [
        lambda: anniversary(day, count, leap_day),
        lambda: age_years(day, other, leap_day),
        lambda: age_months(day, other),
        lambda: add_months(day, count),
        lambda: age_years_bounds(partial, other, leap_day),
        lambda: age_months_bounds(partial, day),
        lambda: anniversary_bounds(partial, count, leap_day),
        lambda: born_with_age(count, day, leap_day),
        lambda: born_with_decimal_age(Decimal(abs(count)) / 10, day, 1),
        lambda: Step(days=1, weeks=2, months=3).after(day, count),
        lambda: month_range(count, count),
        lambda: year_range(count),
    ]
    for call in calls:
        refusal = _refusal(call)
        if refusal is not None:
            assert refusal.code in {"date-before-birth", "date-out-of-range", "date-invalid"}
            assert day.isoformat() not in str(refusal)


def test_births_before_the_year_1_are_left_out() -> None:
    """In the first years of the calendar the possible births begin with its first day; where none is left, by name."""
    assert born_with_age(2, date(3, 5, 1)) == DateRange(first=date.min, last=date(1, 5, 1))
    assert born_with_decimal_age(Decimal("2.3"), date(3, 5, 1), 1).first == date.min
    for born in (
        lambda: born_with_age(3, date(3, 5, 1)),
        lambda: born_with_decimal_age(Decimal("9.5"), date(3, 5, 1), 1),
    ):
        with pytest.raises(InvalidDate) as caught:
            born()
        assert caught.value.code == "date-out-of-range"
    assert year_range(MAXYEAR).last == date.max


def test_dates_need_neither_pendulum_nor_a_clock() -> None:
    """Ages are the same for ever: no clock and no zone is within reach of the module, and nobody asks for today."""
    source = Path(dates.__file__).read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:from|import) (.+?)(?: import (.+))?$", source, re.MULTILINE))
    assert imported == {
        *(
            ("datetime", "MAXYEAR, MINYEAR, date"),
            ("decimal", "Decimal"),
            ("enum", "Enum"),
            ("typing", "TYPE_CHECKING, TypeAlias"),
        ),
        *(("peersupport._attrs", "frozen, record"), ("peersupport.errors", "InvalidDate, InvalidRecord")),
    }
    assert not re.search(r"\.(today|fromtimestamp)\b|__import__", source)


def test_what_reads_documents_is_not_imported_with_the_package() -> None:
    """To import the package or its dates, and to load the plugins, stays cheap: only those who read or write instants
    or documents load pendulum and cattrs."""
    script = "import sys, peersupport, peersupport.dates; peersupport.Host.load(); print({*sys.modules} & {*sys.argv})"
    command = [sys.executable, "-c", script, "pendulum", "cattrs"]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "set()"
