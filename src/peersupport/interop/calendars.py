"""Calendars from published files: school terms as CSV, bank holidays as JSON, and what a site says of both."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from peersupport._attrs import frozen
from peersupport.dates import parse_date
from peersupport.errors import InvalidDate, InvalidDocument, InvalidRecord, did_you_mean
from peersupport.interop.faults import Faults
from peersupport.interop.keys import ENCODING
from peersupport.interop.settings import Json, is_list, is_table
from peersupport.interop.texts import decoded, file_bytes, table_rows
from peersupport.records.calendar import ORDER, Calendar, Closure, ClosureKind, Division, SchoolTerm, calendar_of
from peersupport.records.codec import parse_json
from peersupport.rules.document import fingerprint

COLUMNS = ("authority", "academic_year", "term", "event", "start", "end", "note")
NAMING = {"slug", "title"}
"""What a division says of itself, beside its years."""
TERM, HALF_TERM = "term", "half_term"
_YEAR = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_INSET = re.compile(r"(\d{4}-\d{2}-\d{2})[^;\d]*\bINSET\b", re.ASCII)
"""A day that a note calls an INSET day: `2025-09-01 is an INSET day; ...`."""
Days = tuple[tuple[SchoolTerm, ...], tuple[Closure, ...]]


@frozen
class OwnClosure:
    """Days on which the site itself is closed, both included."""

    start: date
    end: date
    title: str = ""


@frozen
class CalendarFile:
    """What `[calendar]` of a `site.toml` says.

    `terms` and `bank_holidays` are files beside it; `authority` whose terms they are, `division` whose holidays;
    `closed` which kinds of closure close the site, `closures` its own days.
    """

    terms: str | None = None
    authority: str | None = None
    bank_holidays: str | None = None
    division: Division | None = None
    closed: tuple[ClosureKind, ...] = ()
    closures: tuple[OwnClosure, ...] = ()


def calendar_from(given: CalendarFile, folder: Path) -> tuple[Calendar, list[str]]:
    """The calendar that a site describes, and the digests of the files that it read.

    Raises `InvalidDocument` with every fault.
    """
    faults = Faults("a calendar has faults")
    read: list[str] = []

    def days(key: str, name: str | None, reader: Callable[[bytes], Days]) -> Days:
        if name is None:
            return (), ()
        try:
            content = file_bytes(folder / name)
            read.append(fingerprint(content))
            return reader(content)
        except InvalidDocument as error:
            faults.take(error.faults, (key,))
            return (), ()

    for file, needed in (("terms", "authority"), ("bank_holidays", "division")):
        if (getattr(given, file) is None) is not (getattr(given, needed) is None):
            faults.add("key-missing", f"`{file}` and `{needed}` go together", (needed,))
    faults.settle()
    terms, closures = days("terms", given.terms, lambda content: _terms(content, given.authority or ""))
    _, holidays = days("bank_holidays", given.bank_holidays, lambda content: ((), _holidays(content, given.division)))
    own: list[Closure] = []
    for place, one in enumerate(given.closures):
        try:
            own.append(Closure(kind=ClosureKind.OWN, start=one.start, end=one.end, title=one.title))
        except InvalidRecord as error:
            faults.add(error.code, error.message, ("closures", place))
    faults.settle()
    try:
        return calendar_of(terms, (*closures, *holidays, *own), frozenset(given.closed)), read
    except InvalidRecord as error:
        faults.add(error.code, error.message, ("terms",))
        raise InvalidDocument(faults.about, faults.found) from None


def read_terms(path: Path, authority: str) -> Days:
    """An authority's terms, half terms and INSET days from CSV (UTF-8).

    Columns: `authority`, `academic_year` (`2025-26`), `term` (autumn, spring, summer), `event` (term, half_term),
    `start`, `end` (both included), `note`, in which a day may be called an INSET day. Raises `InvalidDocument`.
    """
    return _terms(file_bytes(path), authority)


def read_bank_holidays(path: Path, division: Division) -> tuple[Closure, ...]:
    """A division's bank holidays from the file that GOV.UK keeps (`divisions`, years, `date` as dd/mm/yyyy).

    Raises `InvalidDocument` with every fault.
    """
    return _holidays(file_bytes(path), division)


def _terms(content: bytes, authority: str) -> Days:
    faults = Faults("the terms have faults")
    rows = table_rows(decoded(content, ENCODING), ",", faults)
    header = next((cells for _, cells in rows), list[str]())
    for column in COLUMNS:
        if header.count(column) != 1:
            faults.add("column-missing", f"the column `{column}` has to be there once", ("row", 1))
    faults.settle()
    terms: list[SchoolTerm] = []
    closures: list[Closure] = []
    authorities: set[str] = set()
    for row, cells in rows:
        if len(cells) != len(header):
            faults.add("row-length", f"a row of {len(cells)} cells under a header of {len(header)}", ("row", row))
            continue
        cell = dict(zip(header, cells, strict=True))
        authorities.add(cell["authority"])
        if cell["authority"] == authority:
            _row(cell, row, terms, closures, faults)
    if not faults.found and authority not in authorities:
        help = did_you_mean(authority, authorities)
        faults.add("name-unknown", "there are no terms of that authority", help=help)
    faults.settle()
    return tuple(terms), tuple(closures)


def _row(cell: dict[str, str], row: int, terms: list[SchoolTerm], closures: list[Closure], faults: Faults) -> None:
    year = _YEAR.fullmatch(cell["academic_year"])
    if year is None or (int(year[1]) + 1) % 100 != int(year[2]):
        faults.add("cell-value", "expected a school year as 2025-26", ("row", row, "academic_year"))
    for column, known in (("term", ORDER), ("event", (TERM, HALF_TERM))):
        if cell[column] not in known:
            faults.add("value-option", f"expected one of {', '.join(known)}", ("row", row, column))
    days: dict[str, date] = {}
    for column in ("start", "end"):
        try:
            days[column] = parse_date(cell[column])
        except InvalidDate as error:
            faults.add("cell-value", error.message, ("row", row, column), error.help)
    if faults.found or year is None:
        return
    try:
        if cell["event"] == TERM:
            terms.append(SchoolTerm(year=int(year[1]), name=cell["term"], start=days["start"], end=days["end"]))
        else:
            closures.append(Closure(kind=ClosureKind.HALF_TERM, start=days["start"], end=days["end"]))
        for inset in _INSET.findall(cell["note"]):
            day = parse_date(inset)
            closures.append(Closure(kind=ClosureKind.INSET, start=day, end=day, title="INSET day"))
    except (InvalidDate, InvalidRecord) as error:
        faults.add(error.code, error.message, ("row", row), error.help)


def _holidays(content: bytes, division: Division | None) -> tuple[Closure, ...]:
    faults = Faults("the bank holidays have faults")
    document: Json = parse_json(content)
    divisions: Json = document.get("divisions") if is_table(document) else None
    key = f"common.nations.{division.value}_slug" if division is not None else ""
    own: Json = divisions.get(key) if is_table(divisions) else None
    years = {name: one for name, one in own.items() if name not in NAMING} if is_table(own) else {}
    if not years or not all(is_list(listed) for listed in years.values()):
        faults.add("value-type", "expected an object of years, each a list", ("divisions", key))
        raise InvalidDocument(faults.about, faults.found)
    found: list[Closure] = []
    for year, listed in years.items():
        for place, one in enumerate(listed):
            try:
                day = datetime.strptime(one["date"], "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
                title = f"bank holiday ({str(one['title']).rpartition('.')[2].replace('_', ' ')})"
                found.append(Closure(kind=ClosureKind.BANK_HOLIDAY, start=day, end=day, title=title))
            except (KeyError, TypeError, ValueError):
                faults.add("cell-value", "expected a title, and a date as 31/12/2026", ("divisions", key, year, place))
    faults.settle()
    return tuple(found)
