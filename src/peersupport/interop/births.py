"""Days known in part, from what files hold of them: ages told on a day, months, years, parts in several columns."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from peersupport.dates import (
    DateRange,
    LeapDay,
    PartialDate,
    add_months,
    born_with_age,
    born_with_decimal_age,
    month_range,
    year_range,
)
from peersupport.errors import InvalidDate
from peersupport.interop.faults import Unreadable

MONTHS: tuple[str, ...] = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DIRECTIVES = {"d": "(?P<d>[0-9]{1,2})", "m": "(?P<m>[0-9]{1,2})", "Y": "(?P<y>[0-9]{4})"}
NAMES: dict[str, list[str]] = {"b": [name[:3] for name in MONTHS], "B": list(MONTHS)}


def born_in_years(low: int, below: int, told: PartialDate) -> DateRange:
    """Every birth of somebody at least `low` and under `below` years old on the day she told it (D1).

    A file does not say what its author did with 29 February, so both ways count (D2). Raises `InvalidDate`.
    """
    first, last = _ends(told)
    youngest = max(born_with_age(low, last, leap).last for leap in LeapDay)
    oldest = min(born_with_age(below - 1, first, leap).first for leap in LeapDay)
    return DateRange(first=oldest, last=youngest)


def born_in_months(low: int, below: int, told: PartialDate) -> DateRange:
    """Every birth of a child at least `low` and under `below` months old on that day (D3). Raises `InvalidDate`."""
    first, last = _ends(told)
    return DateRange(first=_latest_born(below, first) + timedelta(days=1), last=_latest_born(low, last))


def born_with_decimals(age: Decimal, places: int, told: PartialDate) -> DateRange:
    """Every birth possible for an age told with decimals (see `born_with_decimal_age`). Raises `InvalidDate`."""
    first, last = _ends(told)
    return DateRange(
        first=born_with_decimal_age(age, first, places).first, last=born_with_decimal_age(age, last, places).last
    )


def day_from_parts(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """The day that the known parts tell: a day, a month, a year or nothing. Raises `InvalidDate`."""
    if year is None:
        return None
    if month is None:
        return year_range(year)
    if day is None:
        return month_range(year, month)
    try:
        return date(year, month, day)
    except ValueError:
        pass
    raise InvalidDate("not a day")


def precision(form: str) -> str:
    """What a date format tells: `day`, `month` or `year`. Raises `Unreadable` for a format that tells none of them."""
    _pattern(form)
    if re.search("%[mbB]", form) is None:
        return "year"
    return "day" if "%d" in form else "month"


def written(day: date, form: str) -> str:
    """A day written by a format that `precision` takes, in English."""
    month = MONTHS[day.month - 1].capitalize()
    parts = {"d": f"{day.day:02}", "m": f"{day.month:02}", "Y": f"{day.year:04}", "b": month[:3], "B": month}
    pieces = re.split("%(.)", form)
    return "".join(parts[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def date_reader(form: str) -> Callable[[str], PartialDate]:
    """A reader of dates written by a format of %d, %m, %Y, %b and %B (English names, whatever the machine speaks).

    What the format leaves out stays open: `%b%Y` gives a month. Raises `Unreadable` for another format.
    """
    pattern = _pattern(form)
    expected = f"a date written as `{form}`"

    def read(cell: str) -> PartialDate:
        found = pattern.fullmatch(cell)
        if found is None:
            raise Unreadable(expected)
        parts = found.groupdict()
        named = parts.get("b")
        month = int(parts["m"]) if "m" in parts else NAMES["b"].index(named[:3].lower()) + 1 if named else None
        try:
            day = day_from_parts(int(parts["y"]), month, int(parts["d"]) if "d" in parts else None)
        except InvalidDate:
            day = None
        if day is None:
            raise Unreadable(expected)
        return day

    return read


def _pattern(form: str) -> re.Pattern[str]:
    pieces = re.split("%(.)", form)
    directives = pieces[1::2]
    known = [*DIRECTIVES, *NAMES]
    kinds = ["month" if one in {"m", "b", "B"} else one for one in directives]
    # A day without its month says nothing.
    tells = "Y" in kinds and ("month" in kinds or "d" not in kinds)
    if "%" in "".join(pieces[::2]) or not tells or len(kinds) > len(set(kinds)) or not set(directives) <= set(known):
        raise Unreadable(
            "a date format of %Y, and of %m, %b or %B, and of %d, each at most once", code="format-unknown"
        )
    groups = {**DIRECTIVES, **{one: f"(?P<b>{'|'.join(names)})" for one, names in NAMES.items()}}
    built = [groups[piece] if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)]
    return re.compile("".join(built), re.IGNORECASE | re.ASCII)


def _ends(day: PartialDate) -> tuple[date, date]:
    return (day.first, day.last) if isinstance(day, DateRange) else (day, day)


def _latest_born(months: int, on: date) -> date:
    """The last birth after which that many months are completed on the day."""
    born = add_months(on, -months)
    # The ends of months clamp (D3), so up to three later days complete them as well.
    while add_months(following := born + timedelta(days=1), months) <= on:
        born = following
    return born
