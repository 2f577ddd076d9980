"""The first row of a table: the columns that a mapping reads, and where they stand."""

from peersupport.errors import did_you_mean
from peersupport.interop.faults import Faults
from peersupport.interop.mapping import Mapping
from peersupport.interop.tables import Table


def places_of(table: Table, mapping: Mapping, faults: Faults) -> list[tuple[str, int]]:
    """The columns that the mapping reads, with their places. Raises `InvalidDocument` when any is not there once."""
    header, wanted = table.header, mapping.columns
    # What looks like a header may be somebody's record: it is only told from once it is clear that it is one.
    known = [name for name in header if name] if any(name in header for name in wanted) else []
    for name in wanted:
        if header.count(name) == 1:
            continue
        if name in header:
            faults.add("column-duplicate", f"several columns are named `{name}`", ("row", table.row))
            continue
        help = did_you_mean(name, known) if known else f"row {table.row} has to name the columns"
        faults.add("column-unknown", f"there is no column `{name}`", ("row", table.row), help)
    faults.settle()
    return [(name, header.index(name)) for name in wanted]
