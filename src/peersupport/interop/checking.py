"""A mapping against a table: what of each column can be read, and what of the table nobody reads. Nothing is shown."""

from collections import Counter
from collections.abc import Callable, Iterator

from peersupport._attrs import frozen
from peersupport.interop.caseload import open_caseload
from peersupport.interop.cells import whole
from peersupport.interop.faults import Faults, Unreadable
from peersupport.interop.headers import places_of
from peersupport.interop.held import ISO, Cell, text_of
from peersupport.interop.left_out import LeftOut
from peersupport.interop.mapping import Mapping
from peersupport.interop.sources import Source
from peersupport.interop.tables import open_table
from peersupport.interop.telling_ids import NHS_NUMBERS, looks_like

READ, MISSING, UNREADABLE = "read", "missing", "unreadable"
Look = Callable[[Cell], str]
"""What a cell comes to: one of the three above. A cell may be looked at for several fields."""


@frozen
class ColumnCheck:
    """One column for one purpose: `to` is a record path, or the key of the mapping that names the column."""

    column: str
    letter: str
    to: str
    read: int
    missing: int
    unreadable: int


@frozen
class TableCheck:
    """What a mapping makes of a table. `unused` are its columns that the mapping does not name; `left_out` the rows
    with faults. `told`: how it was read. `telling_ids`: what ids of cases look like that say who somebody is."""

    told: dict[str, str]
    cases: int
    columns: tuple[ColumnCheck, ...]
    unused: tuple[str, ...]
    left_out: LeftOut
    telling_ids: tuple[str, ...]


def check_table(source: Source, mapping: Mapping, sheet: str = "") -> TableCheck:
    """Read a table by a mapping, counting what can be read. Raises `InvalidDocument` where it is no such table: when
    it cannot be opened, lacks a column, or gives one case twice."""
    caseload = open_caseload(source, mapping, sheet=sheet, skip_faulty=True)
    faults = Faults("the table has faults")
    table = open_table(source, mapping, faults, sheet)
    places = dict(places_of(table, mapping, faults))
    looks = list(_looks(mapping))
    counts = [Counter[str]() for _ in looks]
    telling: Counter[str] = Counter()
    for _, cells in table.rows:
        if len(cells) == len(table.header):
            for (column, _, look), count in zip(looks, counts, strict=True):
                count[look(cells[places[column]])] += 1
            telling[looks_like(cells[places[mapping.case_id]])] += 1
    return TableCheck(
        told=caseload.told,
        cases=len(caseload),
        columns=tuple(
            ColumnCheck(
                column=column,
                letter=table.letters.get(column, ""),
                to=to,
                read=count[READ],
                missing=count[MISSING],
                unreadable=count[UNREADABLE],
            )
            for (column, to, _), count in zip(looks, counts, strict=True)
        ),
        unused=tuple(name for name in table.header if name and name not in places),
        left_out=caseload.left_out,
        telling_ids=_telling(telling),
    )


def _looks(mapping: Mapping) -> Iterator[tuple[str, str, Look]]:
    """Each column that the mapping reads, what for, and how a cell of it is looked at."""
    yield mapping.case_id, "case_id", _look(_id)
    for field in mapping.fields:
        path = field.target.path
        if field.read is not None:
            yield from ((one, path, _look(field.read, field.form, field.missing)) for one in field.columns)
        yield from ((one, path, _look(whole, ISO, field.missing)) for _, one in field.parts)
        yield from ((one, f"{path} (when)", _look(str, ISO, wanted, frozenset())) for one, wanted in field.when)
    for listing in mapping.listings:
        if listing.read is not None and listing.count:
            yield listing.count, listing.name, _look(listing.read, ISO, listing.missing)


def _look(
    read: Callable[[str], object],
    form: str = ISO,
    named: frozenset[str] = frozenset(),
    missing: frozenset[str] | None = None,
) -> Look:
    nothing = named if missing is None else missing

    def look(cell: Cell) -> str:
        try:
            text = text_of(cell, form, named)
            if text in nothing:
                return MISSING
            read(text)
        except Unreadable:
            return UNREADABLE
        return READ

    return look


def _id(cell: str) -> str:
    if not cell or cell != cell.strip():
        raise Unreadable("an id")
    return cell


def _telling(found: Counter[str]) -> tuple[str, ...]:
    """What ids look like. Of any ten digits each eleventh is an NHS number: only if most are, they are meant."""
    most = found[NHS_NUMBERS] * 2 > found.total()
    return tuple(sorted(kind for kind in found if kind and (most or kind != NHS_NUMBERS)))
