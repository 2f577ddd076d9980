"""Tables of areas, and the authority that a family's small area lies in."""

from pathlib import Path

from peersupport._attrs import evolve
from peersupport.errors import did_you_mean
from peersupport.interop.faults import Faults
from peersupport.interop.keys import ENCODING
from peersupport.interop.texts import decoded, file_bytes, table_rows
from peersupport.records.areas import Area, AreaTable, Residence, Setting
from peersupport.records.case import Case

REQUIRED = ("code", "local_authority", "imd_decile")
KNOWN = (*REQUIRED, "idaci_decile", "setting", "hubs")
DECILES = {str(number): number for number in range(1, 11)}
SETTINGS = {one.value: one for one in Setting}


def read_areas(path: Path) -> AreaTable:
    """A table of areas from CSV (UTF-8): `code`, `local_authority` (ONS codes), `imd_decile` (1 to 10, 1 the most
    deprived; blank: not known) and, if there are such, `idaci_decile` (in the same way), `setting` (rural, urban or
    blank) and `hubs` (names with a semicolon between them; blank: not known) (MM41).

    Several rows of one code are kept: an LSOA of 2011 that was split since. Raises `InvalidDocument` with every fault.
    """
    return areas_from(file_bytes(path), path.name)


def areas_from(content: bytes, name: str) -> AreaTable:
    """The same from a file's bytes. Raises `InvalidDocument`."""
    faults = Faults(f"`{name}` has faults")
    rows = table_rows(decoded(content, ENCODING), ",", faults)
    header = next((cells for _, cells in rows), list[str]())
    for column in sorted(set(header) - set(KNOWN)):
        faults.add("column-unknown", "an unknown column", ("row", 1), did_you_mean(column, KNOWN))
    for column in KNOWN:
        if header.count(column) > 1 or (column in REQUIRED and column not in header):
            faults.add("column-missing", f"the column `{column}` has to be there once", ("row", 1))
    faults.settle()
    table: dict[str, tuple[Area, ...]] = {}
    for row, cells in rows:
        if len(cells) != len(header):
            faults.add("row-length", f"a row of {len(cells)} cells under a header of {len(header)}", ("row", row))
            continue
        area = _area(dict(zip(header, cells, strict=True)), row, faults)
        table[area.code] = (*table.get(area.code, ()), area)
    faults.settle()
    return table


def located(case: Case, table: AreaTable) -> Case:
    """The case with the authority of each residence that has an LSOA and no authority, where the table has just one."""
    if case.residences is None:
        return case
    residences = tuple(_located(one, table) for one in case.residences)
    return case if residences == case.residences else evolve(case, residences=residences)


def _located(residence: Residence, table: AreaTable) -> Residence:
    if residence.local_authority is not None or residence.lsoa is None:
        return residence
    authorities = {area.local_authority for area in table.get(residence.lsoa, ())}
    return evolve(residence, local_authority=authorities.pop()) if len(authorities) == 1 else residence


def _area(cells: dict[str, str], row: int, faults: Faults) -> Area:
    setting, hubs = cells.get("setting", ""), cells.get("hubs", "")
    for column in ("code", "local_authority"):
        if not cells[column]:
            faults.add("cell-value", f"expected an ONS code in the column `{column}`", ("row", row, column))
    for column in ("imd_decile", "idaci_decile"):
        if (decile := cells.get(column, "")) and decile not in DECILES:
            faults.add("cell-value", "expected a decile from 1 to 10, or nothing", ("row", row, column))
    if setting and setting not in SETTINGS:
        faults.add("cell-value", "expected `rural`, `urban` or nothing", ("row", row, "setting"))
    return Area(
        code=cells["code"],
        local_authority=cells["local_authority"],
        imd_decile=DECILES.get(cells["imd_decile"]),
        idaci_decile=DECILES.get(cells.get("idaci_decile", "")),
        setting=SETTINGS.get(setting),
        hubs=tuple(name.strip() for name in hubs.split(";") if name.strip()) or None,
    )
