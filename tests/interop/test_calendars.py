"""Calendars from published files and from site.toml, and what is wrong with them."""

from datetime import date
from pathlib import Path

import pytest
from tests.interop.conftest import FaultsOf

from peersupport.errors import InvalidRecord
from peersupport.interop.calendars import read_bank_holidays, read_terms
from peersupport.interop.site_files import read_sites
from peersupport.records.calendar import Closure, ClosureKind, Division, SchoolTerm, calendar_of

TERMS = """authority,academic_year,term,event,start,end,note
Nottingham City,2025-26,autumn,term,2025-09-02,2025-12-19,2025-09-01 is an INSET day
Nottingham City,2025-26,autumn,half_term,2025-10-20,2025-10-31,two-week October half term
Nottingham City,2025-26,spring,term,2026-01-05,2026-03-27,
Nottingham City,2025-26,summer,term,2026-04-13,2026-07-27,2026-07-27 recommended INSET; 2026-05-04 bank holiday
Solihull,2024-25,autumn,term,2024-09-02,2024-12-20,
"""
HOLIDAYS = """{"title": "t", "divisions": {
  "common.nations.england-and-wales_slug": {"slug": "s", "2026": [
    {"title": "bank_holidays.early_may", "date": "04/05/2026", "notes": "", "bunting": true}]},
  "common.nations.scotland_slug": {"2026": [{"title": "bank_holidays.new_year", "date": "02/01/2026"}]}
}}"""
SITE = """
id = "here"
programme = "crafty-mummies"
[calendar]
terms = "terms.csv"
authority = "Nottingham City"
bank_holidays = "holidays.json"
division = "england-and-wales"
closed = ["bank_holiday", "school_holiday", "inset"]
[[calendar.closures]]
start = 2026-06-01
end = 2026-06-05
title = "annual leave"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with its calendar files."""
    (tmp_path / "terms.csv").write_text(TERMS, "utf-8")
    (tmp_path / "holidays.json").write_text(HOLIDAYS, "utf-8")
    (tmp_path / "site.toml").write_text(SITE, "utf-8")
    return tmp_path


def test_a_sites_calendar_is_read_whole(folder: Path) -> None:
    """Terms of one authority, holidays of one division, the days between terms, and the site's own."""
    (site,) = read_sites(folder / "site.toml")
    calendar = site.calendar
    assert calendar is not None
    assert [str(one) for one in calendar.terms] == [f"{name} term 2025-26" for name in ("autumn", "spring", "summer")]
    closed = {
        day.isoformat(): str(closure)
        for day in (date(2026, 5, 4), date(2026, 1, 2), date(2026, 7, 27), date(2026, 6, 3), date(2025, 10, 22))
        if (closure := calendar.closure_on(day)) is not None
    }
    assert closed == {
        "2026-05-04": "bank holiday (early may)",
        "2026-01-02": "school holiday",
        "2026-07-27": "INSET day",
        "2026-06-03": "annual leave",
    }
    assert calendar.open_from(date(2025, 12, 24)) == date(2026, 1, 5)


def test_the_sites_digest_follows_its_calendars_files(folder: Path) -> None:
    """What is due on a day rests on them."""
    (before,) = read_sites(folder / "site.toml")
    (folder / "terms.csv").write_text(TERMS.replace("2026-03-27", "2026-03-26"), "utf-8")
    (after,) = read_sites(folder / "site.toml")
    assert before.digest != after.digest


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('authority = "Nottingham City"', 'authority = "Nottingham"', "name-unknown"),
        ('authority = "Nottingham City"\n', "", "key-missing"),
        ('division = "england-and-wales"', 'division = "wales"', "value-option"),
        ('"inset"]', '"insets"]', "value-option"),
        ('closed = ["bank', 'shut = ["bank', "key-unknown"),
        ("terms.csv", "term.csv", "file-unreadable"),
        ("end = 2026-06-05", "end = 2026-05-05", "record-invalid"),
        ("end = 2026-06-05", "end = 9999-12-31", "record-invalid"),
    ],
)
def test_a_wrong_calendar_is_refused_with_its_place(
    folder: Path, faults: FaultsOf, old: str, new: str, code: str
) -> None:
    """No site with half a calendar: each fault stands under `calendar`."""
    assert SITE.count(old) == 1
    (folder / "site.toml").write_text(SITE.replace(old, new), "utf-8")
    found = faults(lambda: read_sites(folder / "site.toml"))
    assert [fault.code for fault in found] == [code]
    assert found[0].path[:2] == ("site.toml", "calendar")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("2025-26,spring", "2025-27,spring", "cell-value", "academic_year"),
        ("spring,term", "easter,term", "value-option", "term"),
        ("autumn,half_term", "autumn,halfterm", "value-option", "event"),
        ("2026-01-05", "05/01/2026", "cell-value", "start"),
        ("event,start", "happening,start", "column-missing", 1),
    ],
)
def test_wrong_terms_are_refused_with_their_row(
    folder: Path, faults: FaultsOf, old: str, new: str, code: str, place: str | int
) -> None:
    """A misread term would move what is due each term."""
    (folder / "terms.csv").write_text(TERMS.replace(old, new, 1), "utf-8")
    found = faults(lambda: read_terms(folder / "terms.csv", "Nottingham City"))
    assert (found[0].code, found[0].path[-1]) == (code, place)
    assert "05/01" not in str(found[0])


def test_bank_holidays_are_of_one_division(folder: Path, faults: FaultsOf) -> None:
    """Scotland's second of January is no holiday in England; a date of another form is a fault."""
    path = folder / "holidays.json"
    (one,) = read_bank_holidays(path, Division.SCOTLAND)
    assert (one.kind, one.start, one.end) == (ClosureKind.BANK_HOLIDAY, date(2026, 1, 2), date(2026, 1, 2))
    assert [fault.code for fault in faults(lambda: read_bank_holidays(path, Division.NORTHERN_IRELAND))] == [
        "value-type"
    ]
    path.write_text(HOLIDAYS.replace("04/05/2026", "2026-05-04"), "utf-8")
    assert [fault.code for fault in faults(lambda: read_bank_holidays(path, Division.ENGLAND_AND_WALES))] == [
        "cell-value"
    ]


def test_days_between_terms_are_a_holiday_only_where_no_term_can_lie_between() -> None:
    """A summer term that was left out must not become four months of holidays."""
    spring = SchoolTerm(year=2025, name="spring", start=date(2026, 1, 5), end=date(2026, 3, 27))
    autumn = SchoolTerm(year=2026, name="autumn", start=date(2026, 9, 2), end=date(2026, 12, 18))
    calendar = calendar_of(terms=(autumn, spring))
    assert calendar.closures == ()
    assert [calendar.knows(day) for day in (date(2026, 3, 27), date(2026, 5, 1), date(2026, 9, 2))] == [
        True,
        False,
        True,
    ]


def test_terms_that_cannot_be_are_refused() -> None:
    """Overlapping, twice, backwards, or of another name."""
    spring = SchoolTerm(year=2025, name="spring", start=date(2026, 1, 5), end=date(2026, 3, 27))
    summer = SchoolTerm(year=2025, name="summer", start=date(2026, 3, 27), end=date(2026, 7, 27))
    easter = SchoolTerm(year=2025, name="easter", start=date(2026, 4, 5), end=date(2026, 5, 27))
    for terms in ((spring, summer), (spring, spring), (easter,)):
        with pytest.raises(InvalidRecord):
            calendar_of(terms=terms)
    with pytest.raises(InvalidRecord):
        SchoolTerm(year=2025, name="spring", start=date(2026, 1, 5), end=date(2026, 1, 4))
    with pytest.raises(InvalidRecord):
        Closure(kind=ClosureKind.OWN, start=date(2026, 1, 5), end=date(2026, 1, 4))
