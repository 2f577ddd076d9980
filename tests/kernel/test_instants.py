"""Instants, the start of a day, durations: what pendulum would get wrong by itself must come out right here."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peersupport.dates import Step, add_months, age_years, anniversary, month_range
from peersupport.days import start_of_day
from peersupport.errors import InvalidDate
from peersupport.instants import format_instant, parse_duration, parse_instant

LONDON = ZoneInfo("Europe/London")
OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# A day from either end of the calendar, so that each can be told in every offset.
INSTANTS = st.builds(
    lambda day, time: datetime.combine(day, time, tzinfo=UTC), st.dates(date(1, 1, 2), date(9999, 12, 30)), st.times()
)


def _refusal(call: Callable[[], object]) -> InvalidDate | None:
    try:
        call()
    except InvalidDate as error:
        return error
    return None


@pytest.mark.parametrize(
    "text",
    [
        *("now", "today", "tomorrow", "12:30", "2004", "2026-11", "2026-11-23", "P1Y", "2026-W48-1", "2026-327", ""),
        *("2026-11-23T10:00:00", "2026-11-23T10:00Z", "2026-11-23T10Z", "20261123T100000Z", "2026-11-23 10:00:00Z"),
        *("2026-11-23T10:00:00+01", "2026-11-23T10:00:00+0100", "2026-11-23T10:00:00+05:99"),
        *("2026-11-23T10:00:00+24:00", "2026-11-23T10:00:00 Europe/London", "2026-11-23T10:00:00[Europe/London]"),
        *("2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "2016-12-31T23:59:60Z", "2026-02-29T10:00:00Z"),
        *("2026-11-23T10:00:00.1234567Z", "2026-11-23T10:00:00.Z", "2026-11-23T10:00:00,5Z", " 2026-11-23T10:00:00Z"),
        *("2026-11-23T10:00:00Z/2026-11-24T10:00:00Z", "0000-01-01T00:00:00Z", "\u0662026-11-23T10:00:00Z"),
        *("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2026-11-23T10:00:00Z\n"),
    ],
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    """No word reads the clock, no missing offset becomes UTC, nothing is cut off; the refusal is the same for all."""
    with pytest.raises(InvalidDate) as caught:
        parse_instant(text)
    assert caught.value.__context__ is None, "an exception in flight holds the text"
    assert str(caught.value) == str(_refusal(lambda: parse_instant("")))


def test_other_digits_are_refused_where_pendulum_has_no_compiled_parser() -> None:
    """pendulum's parser in Python takes any script's digits, the compiled one does not; here both refuse them."""
    script = """
from peersupport.errors import InvalidDate
from peersupport.instants import parse_instant
for text in ["2026-11-23T10:00:00Z", "\\u0662026-11-23T10:00:00Z", "2026-11-23T10:00:00+0\\u0661:00"]:
    try:
        print(parse_instant(text))
    except InvalidDate:
        print("refused")
"""
    environment = os.environ | {"PENDULUM_EXTENSIONS": "0"}
    found = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    assert found.stdout.splitlines() == ["2026-11-23 10:00:00+00:00", "refused", "refused"]


@settings(max_examples=500)
@given(st.text(max_size=40) | st.from_regex(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?(\.\d{1,8})?([Zz]|[+-]\d\d:?\d\d)?"))
def test_no_other_error_escapes_than_ours(text: str) -> None:
    """pendulum's errors are of four kinds and repeat what was typed; ours is one and does not."""
    for read in (parse_instant, parse_duration):
        refusal = _refusal(lambda read=read: read(text))
        assert refusal is None or str(refusal) == str(_refusal(lambda read=read: read("")))


@settings(max_examples=500)
@given(INSTANTS, OFFSETS)
def test_an_instant_is_the_same_from_wherever_it_is_told(instant: datetime, offset: timezone) -> None:
    """An offset is arithmetic only; what comes back is the standard library's, in UTC."""
    read = parse_instant(instant.astimezone(offset).isoformat())
    assert read == instant
    assert type(read) is datetime
    assert read.tzinfo is UTC
    assert parse_instant(instant.isoformat().replace("+00:00", "z").replace("T", "t")) == instant


@settings(max_examples=500)
@given(INSTANTS, st.one_of(INSTANTS, st.integers(-2, 2)))
def test_texts_of_instants_sort_by_time(one: datetime, other: datetime | int) -> None:
    """A text always has six decimals, else `...00Z` would come after `...00.5Z`; and reading gives the instant back."""
    second = one + timedelta(microseconds=other) if isinstance(other, int) else other
    assert (format_instant(one) < format_instant(second)) == (one < second)
    assert parse_instant(format_instant(one)) == one
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", format_instant(one))


def test_whole_seconds_are_written_with_decimals_too() -> None:
    """The instant that most often loses its decimals is the one at a whole second."""
    assert format_instant(datetime(2026, 3, 1, 9, tzinfo=UTC)) == "2026-03-01T09:00:00.000000Z"
    assert format_instant(datetime(987, 3, 1, 9, tzinfo=UTC)) == "0987-03-01T09:00:00.000000Z"


@pytest.mark.parametrize(
    "instant", [parse_instant("2026-11-23T10:00:00Z").replace(tzinfo=None), datetime(1, 1, 1, tzinfo=timezone.max)]
)
def test_an_instant_without_a_zone_or_beyond_the_calendar_is_not_written(instant: datetime) -> None:
    """A time without a zone is no instant: to guess the machine's zone would give other answers elsewhere."""
    with pytest.raises(InvalidDate):
        format_instant(instant)


def test_the_repeated_hour_of_autumn_is_two_hours() -> None:
    """In a local zone these two compare equal; here they are an hour apart, however they are told."""
    first, second = parse_instant("2026-10-25T01:30:00+01:00"), parse_instant("2026-10-25T01:30:00+00:00")
    assert second - first == timedelta(hours=1)
    local = [datetime(2026, 10, 25, 1, 30, fold=fold, tzinfo=LONDON) for fold in (0, 1)]
    assert [parse_instant(format_instant(instant)) for instant in local] == [first, second]
    told_by_pendulum = [pendulum.instance(instant) for instant in local]
    assert [parse_instant(format_instant(instant)) for instant in told_by_pendulum] == [first, second]


@pytest.mark.parametrize(
    ("day", "zone", "start", "hours"),
    [
        (date(2026, 3, 29), "Europe/London", "2026-03-29T00:00:00Z", 23),
        (date(2026, 10, 25), "Europe/London", "2026-10-24T23:00:00Z", 25),
        (date(2026, 7, 1), "Europe/London", "2026-06-30T23:00:00Z", 24),
        (date(2026, 11, 23), "Europe/London", "2026-11-23T00:00:00Z", 24),
        (date(2025, 11, 2), "America/Havana", "2025-11-02T04:00:00Z", 25),  # midnight comes twice
        (date(2018, 11, 4), "America/Sao_Paulo", "2018-11-04T03:00:00Z", 23),  # midnight is skipped
        (date(2011, 12, 30), "Pacific/Apia", "2011-12-30T10:00:00Z", 0),  # the whole day is skipped
    ],
)
def test_a_day_starts_when_it_starts_there(day: date, zone: str, start: str, hours: int) -> None:
    """The end of day D is the start of D+1, so where clocks change nobody loses or gains an hour of a day."""
    assert start_of_day(day, zone) == parse_instant(start)
    assert start_of_day(day + timedelta(days=1), zone) - start_of_day(day, zone) == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["Europe/London", "America/Havana", "America/Sao_Paulo", "Africa/Cairo", "Asia/Tokyo"])
def test_the_start_of_a_day_is_its_first_instant(zone: str) -> None:
    """Every day from 1970 to 2037: the instant lies on that day there, and the microsecond before does not."""
    there = ZoneInfo(zone)
    for ordinal in range(date(1970, 1, 1).toordinal(), date(2037, 12, 31).toordinal()):
        day = date.fromordinal(ordinal)
        start = start_of_day(day, zone)
        assert start.astimezone(there).date() == day
        assert (start - timedelta(microseconds=1)).astimezone(there).date() < day


def test_the_start_of_a_day_is_a_standard_library_instant_in_utc() -> None:
    """Comparisons stay on the standard library's types, and London is the default."""
    start = start_of_day(date(2026, 7, 1))
    assert (type(start), start.tzinfo, start.isoformat()) == (datetime, UTC, "2026-06-30T23:00:00+00:00")


@pytest.mark.parametrize(
    "zone", ["local", "Local", "", "Nowhere/Town", "../../etc/passwd", "/etc/localtime", "+01:00", "\0"]
)
def test_an_unknown_zone_is_refused(zone: str) -> None:
    """Not even the machine's own zone is looked up: the same case gives the same answer everywhere."""
    with pytest.raises(InvalidDate):
        start_of_day(date(2026, 7, 1), zone)


def test_a_day_that_starts_outside_the_calendar_is_refused_by_name() -> None:
    """The first day starts in the year 0 east of Greenwich."""
    with pytest.raises(InvalidDate) as caught:
        start_of_day(date.min, "Asia/Tokyo")
    assert caught.value.code == "date-out-of-range"


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("P2W", Step(weeks=2)),
        ("P1M", Step(months=1)),
        ("P14D", Step(days=14)),
        ("P12M", Step(months=12)),
        ("P1M14D", Step(months=1, days=14)),
        ("P0M7D", Step(days=7)),
    ],
)
def test_durations_are_steps_on_the_calendar(text: str, step: Step) -> None:
    """A month stays a month (pendulum counts it as 30 days when it is asked for days)."""
    assert parse_duration(text) == step


@pytest.mark.parametrize(
    "text",
    [
        *("P", "P0D", "P0W", "P1Y", "P1Y6M", "PT1H", "P1DT1H", "P1W1D", "P1.5M", "P1,5M", "P-1M", "-P1M", "+P1M"),
        *("p1m", "1M", "P1D1M", "P99999D", "P1M ", "P1M\n", "P\u0661M", "monthly", "", "2026-11-23/P1M"),
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    """Nothing is guessed: no years (D2 and D3 differ), no hours, no fractions, nothing backwards, nothing empty."""
    with pytest.raises(InvalidDate) as caught:
        parse_duration(text)
    assert str(caught.value) == str(_refusal(lambda: parse_duration("")))


@pytest.mark.parametrize("read", [parse_instant, parse_duration])
def test_what_is_no_text_is_refused_alike(read: Callable[[object], object]) -> None:
    """A number or nothing where a text should stand is a fault of the document, not of the program."""
    for value in (20261123, None, b"P1M", 1.5):
        with pytest.raises(InvalidDate):
            read(value)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (pendulum.date(2009, 11, 2), pendulum.date(2026, 11, 1), 16),  # in_years() says 17
        (pendulum.date(2004, 2, 29), pendulum.date(2022, 2, 28), 17),  # add(years=18) gives this day
        (pendulum.date(2004, 2, 29), pendulum.date(2022, 3, 1), 18),
    ],
)
def test_ages_of_dates_that_pendulum_made(born: date, on: date, years: int) -> None:
    """Ages are worked out on year, month and day alone, so an importer's kind of date makes no difference."""
    assert age_years(born, on) == years


def test_a_birth_in_the_future_has_no_age() -> None:
    """pendulum's difference has no sign: born four years from now would be four."""
    with pytest.raises(InvalidDate):
        age_years(pendulum.date(2030, 11, 23), pendulum.date(2026, 11, 23))


def test_days_that_come_out_are_the_standard_library_s() -> None:
    """A pendulum date that goes in does not come out, where it would hide boundary faults from checkers."""
    day = pendulum.date(2004, 2, 29)
    results = [add_months(day, 12), anniversary(day, 0), Step(days=1).after(day), month_range(2004, 2).last]
    assert [type(result) for result in results] == [date] * 4
