"""One row of a table becomes one case document."""

from collections.abc import Container
from collections.abc import Mapping as Cells
from typing import Any

import attrs

from peersupport.errors import InvalidDate, Path
from peersupport.interop.births import day_from_parts
from peersupport.interop.cells import day_document, whole
from peersupport.interop.faults import Faults, Unreadable
from peersupport.interop.held import ISO, Cell, text_of
from peersupport.interop.keys import OPEN
from peersupport.interop.mapping import Field, Listing, Mapping
from peersupport.interop.targets import KEYS, Member, collection

Json = Any


MOST_REMEMBERED = 10_000


class RowReader:
    """Reads the rows of one file by its mapping. `letters`: the columns of a sheet, by name."""

    def __init__(self, mapping: Mapping, letters: Cells[str, str] | None = None) -> None:
        self._mapping = mapping
        self._letters = letters or {}
        self._faults = Faults("a row has faults")
        self._read: dict[tuple[int, str], Json] = {}
        """Values by field and cell: a column holds few different cells."""
        self._listings = {one.name: one for one in mapping.listings}
        members = {one.target.member for one in mapping.fields if one.target.member is not None}
        self._always = members - {one.target.member for one in mapping.fields if not one.constant}
        """Members of which the mapping itself says all: they are in every row."""
        self._named = {name for name, _ in members if "id" in attrs.fields_dict(collection(name))}

    def document(self, cells: Cells[str, Cell]) -> Json:
        """The case document of a row (see `Mapping` for what becomes of collections).

        Raises `InvalidDocument` with every cell that cannot be read.
        """
        self._faults = Faults("a row has faults")
        document = self._document(cells)
        self._faults.settle()
        return document

    def _document(self, cells: Cells[str, Cell]) -> Json:
        column = self._mapping.case_id
        case = self._text(cells, column, ("id",))
        if case is not None and not case.strip():
            self._faults.add("case-id-missing", f"no case id in {self._shown(column)}", ("id",))
        elif case is not None and case != case.strip():
            message = f"expected an id without white space around it, in {self._shown(column)}"
            self._faults.add("cell-value", message, ("id",))
        case = case or ""
        participant: dict[str, Json] = {"id": case}
        members: dict[Member, dict[str, Json]] = {}
        held = set(self._always)
        for place, one in enumerate(self._mapping.fields):
            value = self._value(place, one, cells)
            member = one.target.member
            if value is None:
                continue
            record = participant if member is None else members.setdefault(member, self._member(case, member))
            _fill(record, one.target.steps, value)
            if member is not None and not one.constant:
                held.add(member)
        document: dict[str, Json] = {"id": case, "participant": participant}
        for member, record in members.items():
            if member in held:
                document.setdefault(member[0], []).append(record)
        for name in sorted(self._listings.keys() | (document.keys() & OPEN)):
            self._complete(document, self._listings.get(name) or Listing(name=name), cells)
        return document

    def _shown(self, column: str) -> str:
        """A column as a fault tells of it: its header, and the letter that it has in a sheet."""
        letter = self._letters.get(column)
        return f"the column `{column}`" + (f" ({letter})" if letter else "")

    def _text(
        self, cells: Cells[str, Cell], column: str, path: Path, form: str = ISO, named: Container[str] = ()
    ) -> str | None:
        """The text of a cell; None, and a fault, where its value cannot be told."""
        try:
            return text_of(cells[column], form, named)
        except Unreadable as error:
            self._faults.add(error.code, f"expected {error.expected}, in {self._shown(column)}", path)
            return None

    def _value(self, place: int, field: Field, cells: Cells[str, Cell]) -> Json:
        """The field's value in a row; None where the row does not hold it, or not legibly."""
        for column, wanted in field.when:
            if self._text(cells, column, _path(field), named=wanted) not in wanted:
                return None
        if field.constant:
            return field.value
        if field.parts:
            return self._day(field, cells)
        values = (self._cell(place, field, column, cells) for column in field.columns)
        if not field.target.many:
            return next((value for value in values if value is not None), None)
        several = list(values)
        known = [value for value in several if value is not None]
        return (several if field.target.gaps else known) if known else None

    def _cell(self, place: int, field: Field, column: str, cells: Cells[str, Cell]) -> Json:
        cell = self._text(cells, column, _path(field), field.form, field.missing)
        if cell is None or cell in field.missing or field.read is None:
            return None
        try:
            return self._read[place, cell]
        except KeyError:
            pass
        try:
            value = field.read(cell)
        except Unreadable as error:
            self._faults.add(error.code, f"expected {error.expected}, in {self._shown(column)}", _path(field))
            return None
        if len(self._read) < MOST_REMEMBERED:
            self._read[place, cell] = value
        return value

    def _day(self, field: Field, cells: Cells[str, Cell]) -> Json:
        parts: dict[str, int] = {}
        for part, column in field.parts:
            cell = self._text(cells, column, _path(field), named=field.missing)
            try:
                if cell is not None and cell not in field.missing:
                    parts[part] = whole(cell)
            except Unreadable:
                message = f"expected a number for the {part}, in {self._shown(column)}"
                self._faults.add("cell-value", message, _path(field))
        try:
            return day_document(day_from_parts(parts.get("year"), parts.get("month"), parts.get("day")))
        except InvalidDate:
            columns = ", ".join(self._shown(column) for _, column in field.parts)
            self._faults.add("cell-value", f"no such day, in {columns}", _path(field))
            return None

    def _member(self, case: str, member: Member) -> dict[str, Json]:
        name, key = member
        made: dict[str, Json] = {"id": f"{case}-{name}-{key}"} if name in self._named else {}
        return {**made, KEYS[name]: key} if name in KEYS else made

    def _complete(self, document: Json, listing: Listing, cells: Cells[str, Cell]) -> None:
        """Add blank members for those whom the row counts, or may hold back."""
        name, case = listing.name, document["id"]
        listed = document.get(name, [])
        count = self._count(listing, cells)
        if count is not None and count < len(listed):
            message = f"the row lists more than {self._shown(listing.count)} counts"
            self._faults.add("collection-count", message, (name,))
        if count is not None:
            blank = [{"id": f"{case}-{name}-other-{place}"} for place in range(count - len(listed))]
            document[name] = [*listed, *blank]
        elif listed and not listing.closed:
            document[name] = [*listed, {"id": f"{case}-{name}-others"}]

    def _count(self, listing: Listing, cells: Cells[str, Cell]) -> int | None:
        if not listing.count or listing.read is None:
            return None
        cell = self._text(cells, listing.count, (listing.name,), named=listing.missing)
        if cell is None or cell in listing.missing:
            return None
        try:
            number: int = listing.read(cell)
        except Unreadable as error:
            message = f"expected {error.expected}, in {self._shown(listing.count)}"
            self._faults.add(error.code, message, (listing.name,))
            return None
        return number


def _fill(record: dict[str, Json], steps: tuple[str, ...], value: Json) -> None:
    """Put a value where there is none yet."""
    for step in steps[:-1]:
        record = record.setdefault(step, {})
    record.setdefault(steps[-1], value)


def _path(field: Field) -> Path:
    return (*(field.target.member or ("participant",)), *field.target.steps)
