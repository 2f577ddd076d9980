"""What the cells of a column look like: whether a field can be read from all of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from peersupport._attrs import frozen
from peersupport.interop.cells import KINDS, cell_reader
from peersupport.interop.faults import Unreadable
from peersupport.interop.held import Cell, text_of
from peersupport.interop.keys import only_kind
from peersupport.interop.suggesting.names import Meant
from peersupport.interop.targets import Leaf, Target, target

FORMATS = (
    "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d",
    "%d %b %Y", "%d %B %Y", "%b%Y", "%b %Y", "%B %Y", "%m/%Y", "%Y-%m",
)  # fmt: skip
"""The date formats that are tried. `%Y` alone is not: a number may be many things."""
TOLD = date(2020, 1, 1)
"""A day for ages to be tried with; it is in no suggestion."""


@frozen
class Look:
    """How a column could be read: its field, kind and format. `doubt`: why its author has to decide, if so."""

    target: Target
    kind: str = ""
    form: str = ""
    doubt: str = ""


def look_at(meant: Meant, cells: Sequence[Cell]) -> Look:
    """How the field that a column's name suggests could be read from these cells."""
    to = target(meant.path)
    if meant.kind:
        fitting = next((kind for kind in (meant.kind, "age_decimal") if _all_read(kind, to, cells)), "")
        doubt = "" if fitting else "some of its cells are no such ages: say with `values` what they mean"
        return Look(target=to, kind=fitting or meant.kind, doubt=doubt)
    if "date" in KINDS[to.leaf] and to.leaf is not Leaf.ANSWER:
        return _dated(to, cells)
    kind = only_kind(to)
    if _all_read(kind, to, cells):
        return Look(target=to)
    if to.leaf in {Leaf.OPTION, Leaf.TRUTH}:
        options = ", ".join(f'"{one}"' for one in to.options) or "true, false"
        return Look(target=to, doubt=f"say with `values` what its cells mean, of {options}")
    return Look(target=to, doubt=f"some of its cells cannot be read as {to.leaf.value}")


def _dated(to: Target, cells: Sequence[Cell]) -> Look:
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    if not texts:
        return Look(target=to, kind="date")  # days of a spreadsheet, or nothing at all
    fitting = [form for form in FORMATS if _all_read("date", to, cells, form)]
    if len(fitting) == 1:
        return Look(target=to, kind="date", form=fitting[0])
    if not fitting:
        return Look(target=to, kind="date", doubt="no date format that is known here reads all of its cells")
    listed = " or ".join(f"`{form}`" for form in fitting)
    return Look(target=to, kind="date", form=fitting[0], doubt=f"its dates are ambiguous, as {listed}: say which")


def _all_read(kind: str, to: Target, cells: Iterable[Cell], form: str = "%Y-%m-%d") -> bool:
    try:
        read = cell_reader(kind, to, form=form, told=TOLD)
        for cell in cells:
            if text := text_of(cell, form):
                read(text)
    except Unreadable:
        return False
    return True
