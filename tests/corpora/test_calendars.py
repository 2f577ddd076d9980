"""The published calendar files, read in full."""

from datetime import date
from pathlib import Path

import pytest

from peersupport.interop.calendars import read_bank_holidays, read_terms
from peersupport.records.calendar import ClosureKind, Division, calendar_of

pytestmark = pytest.mark.corpora


def test_terms_and_half_terms_of_two_authorities(shared: Path) -> None:
    """Nottingham keeps two weeks in October, Solihull one; a half term is no term (D9)."""
    path = shared / "data" / "uk_calendar" / "nottingham_city_term_dates.csv"
    terms, closures = read_terms(path, "Nottingham City")
    assert len(terms) == 5
    half_terms = [one for one in closures if one.kind is ClosureKind.HALF_TERM]
    assert [(one.end - one.start).days + 1 for one in half_terms] == [12, 5, 5, 12, 5]
    assert {one.start for one in closures if one.kind is ClosureKind.INSET} == {
        date(2025, 9, 1),
        date(2026, 7, 27),
        date(2026, 9, 1),
    }
    holidays = [one for one in calendar_of(terms).closures if one.kind is ClosureKind.SCHOOL_HOLIDAY]
    assert next((one.start, one.end) for one in holidays) == (date(2025, 12, 20), date(2026, 1, 4))
    assert len(read_terms(path, "Solihull")[0]) == 3


def test_bank_holidays_of_the_three_divisions(shared: Path) -> None:
    """By division: how many, and one that only it has."""
    path = shared / "data" / "uk_calendar" / "bank-holidays.json"
    days = {division: {one.start for one in read_bank_holidays(path, division)} for division in Division}
    assert date(2026, 1, 2) in days[Division.SCOTLAND] - days[Division.ENGLAND_AND_WALES]
    assert date(2026, 7, 13) in days[Division.NORTHERN_IRELAND] - days[Division.SCOTLAND]
    assert date(2026, 12, 25) in set.intersection(*days.values())
