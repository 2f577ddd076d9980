"""A first mapping as TOML: what is sure stands there, what is not is said beside it in comments."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from itertools import islice

import attrs

from peersupport._attrs import evolve, frozen
from peersupport.errors import InvalidDocument
from peersupport.interop.cells import AGES
from peersupport.interop.faults import Faults, Unreadable
from peersupport.interop.held import Cell, text_of
from peersupport.interop.mapping import Mapping, mapping_from
from peersupport.interop.sources import Format, Source
from peersupport.interop.suggesting.draft import Draft, Entry, quoted
from peersupport.interop.suggesting.looks import Look, look_at
from peersupport.interop.suggesting.names import CASE_ID, IDENTIFYING, ITEMS, item_of, meant_by, names_cases
from peersupport.interop.tables import open_table
from peersupport.interop.telling_ids import looks_like

ENOUGH = 2_000
"""The rows whose cells are looked at."""
DELIMITERS = ",;\t|"


@frozen
class Suggestion:
    """A mapping's text, and how many columns it maps, leaves in doubt, and knows nothing of. No `case_id`: it is left
    to the author too."""

    text: str
    case_id: str
    mapped: int
    doubtful: int
    unknown: int


@attrs.define(repr=False)
class _Column:
    """A column, its first cells, and how they could be read; `doubt` says why they are not."""

    name: str
    cells: list[Cell]
    look: Look | None = None
    doubt: str = ""


def suggested(source: Source, plan: Mapping, sheet: str = "") -> Suggestion:
    """A first mapping for a table, which `mapping_from` takes. `plan` says how to open it; no `delimiter`: it is found.

    Raises `InvalidDocument` where the table cannot be opened, or its first row names no columns.
    """
    faults = Faults("the table has faults")
    plan = _delimited(source, plan, faults)
    table = open_table(source, plan, faults, sheet)
    rows = [cells for _, cells in islice(table.rows, ENOUGH) if len(cells) == len(table.header)]
    faults.settle()
    counted = Counter(table.header)
    columns = [
        _Column(name, [cells[place] for cells in rows])
        for place, name in enumerate(table.header)
        if name and counted[name] == 1
    ]
    if not any(meant_by(one.name) or item_of(one.name) for one in columns) or any(map(_is_data, table.header)):
        faults.add(
            "header-missing",
            f"row {table.row} does not look like the names of columns",
            ("row", table.row),
            "`--header-row` says which row names them",
        )
        faults.settle()
    case_id, doubt = _case_id(columns)
    for column in columns:
        _judge(column)
    _settle_rivals(columns)
    return _settled(Draft(source.name, table.told, plan, case_id, doubt, _listed(columns), sheet))


def _delimited(source: Source, plan: Mapping, faults: Faults) -> Mapping:
    if plan.delimiter or source.format is not Format.CSV:
        return plan
    widths = {one: len(open_table(source, evolve(plan, delimiter=one), faults).header) for one in DELIMITERS}
    return evolve(plan, delimiter=max(DELIMITERS, key=lambda one: widths[one]))


def _is_data(name: str) -> bool:
    """Whether a cell of the first row holds what no column is called: a number, a date, an address."""
    return "@" in name or re.fullmatch(r"[\d\s./,:-]*\d[\d\s./,:-]*", name) is not None


def _case_id(columns: Sequence[_Column]) -> tuple[str, str]:
    """The first column that is called an id and can be one; or none, and why. No other is guessed: ids are shown."""
    doubts: list[str] = []
    for column in columns:
        if names_cases(column.name):
            doubt = _id_doubt(column.cells)
            if not doubt:
                return column.name, ""
            doubts.append(f"{quoted(column.name)} cannot be the id of a case: {doubt}")
    return "", "; ".join(doubts) or "No single column is called an id, a reference or a case number"


def _id_doubt(cells: Sequence[Cell]) -> str:
    try:
        texts = [text_of(cell).strip() for cell in cells]
    except Unreadable:
        return "some of its cells cannot be read"
    if "" in texts:
        return "some of its cells are blank"
    if len(set(texts)) < len(texts):
        return "some of its cells are the same"
    like = next((kind for cell in cells if (kind := looks_like(cell))), "")
    return f"some of its cells look like {like}, and it stands in every decision" if like else ""


def _judge(column: _Column) -> None:
    meant = meant_by(column.name)
    if meant is None or meant.path == CASE_ID:
        return
    column.look = look_at(meant, column.cells)
    column.doubt = column.look.doubt
    if column.look.kind in AGES:
        column.doubt = column.doubt or "ages need `on`: the day on which they were told, here or above"
    if meant.path in IDENTIFYING:
        column.doubt = "it says who somebody is, and no rule reads it: best left out"


def _settle_rivals(columns: Sequence[_Column]) -> None:
    """Of several columns for one field, the first that is sure is taken."""
    taken: dict[str, str] = {}
    for one in columns:
        if one.look is not None and not one.doubt:
            first = taken.setdefault(one.look.target.path, one.name)
            if first != one.name:
                one.doubt = f"{quoted(first)} fills the same field"


def _listed(columns: Sequence[_Column]) -> list[Entry]:
    items: dict[str, dict[int, str]] = {}
    for one in columns:
        if (item := item_of(one.name)) is not None:
            items.setdefault(item[0], {})[item[1]] = one.name
    entries = [
        Entry([one.name], one.look.target.path, one.look.kind, one.look.form, one.doubt)
        if one.look is not None
        else Entry([one.name])
        for one in columns
        if item_of(one.name) is None
    ]
    for name, numbered in items.items():
        instrument, number = ITEMS[name]
        whole = sorted(numbered) == list(range(1, number + 1))
        path = f"assessments[{instrument}].items" if whole else ""
        entries.append(Entry([numbered[one] for one in sorted(numbered)], path))
    return entries


def _settled(draft: Draft) -> Suggestion:
    """The draft once its mapping is taken: what a mapping may not hold becomes a doubt."""
    while True:
        try:
            mapping_from({"case_id": "id", **tomllib.loads(draft.text())})
            return Suggestion(
                text=draft.text(),
                case_id=draft.case_id,
                mapped=len(draft.sure),
                doubtful=len(draft.doubtful),
                unknown=len(draft.unknown),
            )
        except InvalidDocument as error:
            draft.doubt(error.faults)
