"""What a service supplies because it is licensed: instruments, Outcome Stars, ASQ-3 cut-offs, value sets of the EQ-5D.

All of a file is read, or nothing; every fault is told by its place, and none repeats what stands there.
"""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

from peersupport._attrs import frozen
from peersupport.errors import InvalidDocument, RuleError
from peersupport.interop.faults import Faults
from peersupport.interop.settings import toml_document
from peersupport.interop.texts import decoded, file_bytes, table_rows
from peersupport.outcomes.economics import ValueSet
from peersupport.outcomes.instrument_checks import duplicates, instrument_faults
from peersupport.outcomes.instruments import Age, Instrument
from peersupport.outcomes.licensed import DOMAINS, DomainCutOffs, asq_3, outcome_star
from peersupport.records.codec import structured

INTERVAL = ("interval", "from_months", "from_days", "to_months", "to_days")
COLUMNS = (*INTERVAL, "domain", "cut_off", "monitoring")
"""The columns of a table of ASQ-3 cut-offs: one row for each domain of each interval; `to` is the first day beyond."""


@frozen
class Star:
    """An Outcome Star as a file gives it: the names of its scales are the user's."""

    id: str
    title: str
    source: str
    licence: str
    scales: tuple[str, ...]


@frozen
class Licensed:
    """A file of instruments."""

    instruments: tuple[Instrument, ...] = ()
    stars: tuple[Star, ...] = ()


def read_instruments(path: Path) -> tuple[Instrument, ...]:
    """The instruments of a TOML file (`[[instruments]]`, `[[stars]]`), or the ASQ-3 of a CSV of cut-offs.

    Raises `InvalidDocument` with every fault.
    """
    if path.suffix.lower() == ".csv":
        return _asq_3(path)
    given = structured(toml_document(path), Licensed)
    stars = [
        outcome_star(id=one.id, title=one.title, scales=one.scales, source=one.source, licence=one.licence)
        for one in given.stars
    ]
    found = (*given.instruments, *stars)
    faults = Faults("a file of instruments has faults")
    for place, one in enumerate(found):
        whole = place < len(given.instruments)
        where = ("instruments", place) if whole else ("stars", place - len(given.instruments))
        faults.take(instrument_faults(one), where)
    faults.take(duplicates(found))
    faults.settle()
    return found


def read_value_set(path: Path, *, id: str, source: str, levels: int) -> ValueSet:
    """A value set of the EQ-5D from a CSV of `profile,value`: complete, one row a profile, none above 1.

    `levels` is 3 or 5. Raises `InvalidDocument` with every fault.
    """
    faults = Faults("a value set has faults")
    wanted = {"".join(one) for one in product(map(str, range(1, levels + 1)), repeat=5)}
    values: dict[str, float] = {}
    for row, (profile, given) in _rows(path, ("profile", "value"), faults):
        value = _number(given)
        if profile not in wanted:
            faults.add("value-set", f"not a profile of five levels from 1 to {levels}", ("row", row, "profile"))
        elif profile in values:
            faults.add("value-set", "a profile stands twice", ("row", row, "profile"))
        elif value is None or value > 1:
            faults.add("value-set", "expected a number that is not above 1", ("row", row, "value"))
        else:
            values[profile] = value
    if not faults.found and set(values) != wanted:
        faults.add("value-set", f"{len(wanted) - len(values)} of {len(wanted)} profiles are missing")
    faults.settle()
    return ValueSet(id=id, source=source, values=values)


def _asq_3(path: Path) -> tuple[Instrument, ...]:
    faults = Faults("a table of cut-offs has faults")
    intervals: dict[tuple[str, ...], tuple[int, list[DomainCutOffs]]] = {}
    for row, cells in _rows(path, COLUMNS, faults):
        interval, domain = tuple(cells[: len(INTERVAL)]), cells[5]
        cut_off, monitoring = _number(cells[6]), _number(cells[7])
        if domain not in DOMAINS:
            faults.add("asq-cut-offs", f"a domain is one of {', '.join(DOMAINS)}", ("row", row, "domain"))
        elif cut_off is None or monitoring is None:
            faults.add("asq-cut-offs", "expected two numbers", ("row", row))
        elif not all(one.isdecimal() and one.isascii() for one in interval[1:]):
            faults.add("asq-cut-offs", "an age is in whole months and days", ("row", row))
        else:
            first = intervals.setdefault(interval, (row, []))
            first[1].append(DomainCutOffs(domain=domain, cut_off=cut_off, monitoring=monitoring))
    found: list[Instrument] = []
    for interval, (row, rows) in intervals.items():
        name, months, days, to_months, to_days = interval
        try:
            if len(rows) != len(DOMAINS):
                raise RuleError("an interval has each of the five domains once", code="asq-cut-offs")
            made = asq_3(
                interval=name,
                source=f"the user's own table, `{path.name}`",
                youngest=Age(months=int(months), days=int(days)),
                oldest=Age(months=int(to_months), days=int(to_days)),
                cut_offs=rows,
            )
            faults.take(instrument_faults(made), ("row", row))
            found.append(made)
        except RuleError as error:
            faults.take(error.faults, ("row", row))
    faults.take(duplicates(found))
    faults.settle()
    return tuple(found)


def _rows(path: Path, columns: Sequence[str], faults: Faults) -> list[tuple[int, list[str]]]:
    """The rows under a header of exactly these columns. Raises `InvalidDocument` for another header."""
    rows = list(table_rows(decoded(file_bytes(path), "utf-8-sig"), ",", faults))
    if not rows or rows[0][1] != list(columns):
        faults.add("column-missing", f"the first row has to be {','.join(columns)}", ("row", 1))
        raise InvalidDocument(faults.about, faults.found)
    wrong = [row for row, cells in rows if len(cells) != len(columns)]
    for row in wrong:
        faults.add("row-length", f"a row of other than {len(columns)} cells", ("row", row))
    return [(row, cells) for row, cells in rows[1:] if row not in wrong]


def _number(text: str) -> float | None:
    """A number in plain decimals; None for anything else (NaN, infinity, exponents, digits of other scripts)."""
    plain = text.strip().removeprefix("-")
    whole, _, part = plain.partition(".")
    if not (plain.isascii() and whole.isdecimal() and (part.isdecimal() or "." not in plain)):
        return None
    return float(text)
