"""A mapping says what the columns of somebody else's table mean in our records. It is a TOML file, checked in full."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs

from peersupport._attrs import frozen
from peersupport.interop import keys
from peersupport.interop.cells import KINDS, Read, cell_reader, constant, count_reader
from peersupport.interop.faults import Faults, Unreadable
from peersupport.interop.held import ISO
from peersupport.interop.settings import Settings, day, table, tables, text, texts, toml_document, whole_day
from peersupport.interop.targets import KEYS, Leaf, Member, Target, collection, target

Json = Any


@frozen
class Field:
    """One field of a case and where it comes from.

    The first of `columns` whose cell is not `missing` counts; a field that holds several values takes all of them, in
    order. `parts` are the columns of year, month and day. `value` stands for all rows. The field applies to the rows
    whose cells are as `when` says.
    """

    target: Target
    columns: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    read: Read | None = None
    value: Json = None
    missing: frozenset[str] = frozenset({""})
    form: str = ISO
    when: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def constant(self) -> bool:
        """Whether the mapping itself gives the value."""
        return self.read is None and not self.parts

    @property
    def reads(self) -> tuple[str, ...]:
        """Every column that the field reads."""
        return (*self.columns, *(column for _, column in self.parts), *(column for column, _ in self.when))


@frozen
class Listing:
    """What the file says about a whole collection. `closed`: it lists every member. `count`: how many there are."""

    name: str
    closed: bool = False
    count: str = ""
    read: Read | None = None
    missing: frozenset[str] = frozenset({""})


@frozen
class Mapping:
    """A checked mapping. `on` is the day of the survey or extract: ages were told on it, and decisions default to it.

    **What a collection means.** A collection of a case is closed: children that are not listed are not there. A file
    with one baby in each row does not say that. So, unless the mapping says `others = "none"` for a collection, a blank
    member is added to the members that a row holds: somebody of whom nothing is known. Then "any child under five" is
    TRUE for a known baby, UNKNOWN where the known ones are older, and never FALSE. One blank member stands for any
    number: a rule that counts may take it for one. `count_from` names a column with the number of members: 0 gives the
    empty collection, "recorded: none"; more than are listed gives blank members. A row that holds nothing of a
    collection leaves it None, "not recorded".

    All this holds for the collections in `keys.OPEN`, of which rules read the absence of a member. Of other collections
    the case holds the members that the row gives, and nobody may conclude anything from their number.
    """

    case_id: str
    fields: tuple[Field, ...]
    listings: tuple[Listing, ...] = ()
    encodings: tuple[str, ...] = (keys.ENCODING,)
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 0
    on: date | None = None
    title: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping reads, in the order in which it names them."""
        counts = [one.count for one in self.listings if one.count]
        return tuple(dict.fromkeys([self.case_id, *(name for one in self.fields for name in one.reads), *counts]))


def read_mapping(path: Path) -> Mapping:
    """The mapping of a TOML file.

    Keys: `case_id` (a column), `encoding`, `delimiter`, `sheet`, `header_row`, `on`, `missing` (cells that mean "not
    recorded"; an empty cell always does), `title`, `[[fields]]` and `[[collections]]`.

    A field has `to` (a record path; a word in brackets is an assessment's instrument or an answer's matter) and `from`:
    a column; several, of which the first known one counts (a list field takes all); or a table of `year`, `month` and
    `day`. Or it has `value`, the same for every row. `kind` says how a cell is read: `text`, `whole`, `number`,
    `truth`, `enum`, `nhs_number`, `date` (by `format`), `age_years`, `age_months` or `age_decimal` (with `places`
    decimals), told `on` a day, itself or between `first` and `last`. It can be left out where the field allows one
    only. `values` maps cells to values; `missing` adds codes for this field; `when` limits it to rows with certain
    cells in other columns.

    A collection has `name`, and `others` (`unknown` or `none`) or `count_from` with `values` and `missing`.
    Raises `InvalidDocument` with every fault and its path.
    """
    return mapping_from(toml_document(path))


def mapping_from(document: dict[str, Json]) -> Mapping:
    """The mapping of a document as TOML gives it. Raises `InvalidDocument` with every fault and its path."""
    faults = Faults("the mapping has faults")
    given = Settings(document, (), faults)
    given.need("case_id")
    on = given.take("on", whole_day, None)
    missing = frozenset({"", *given.take("missing", texts, ())})
    mapping = Mapping(
        case_id=given.take("case_id", text, ""),
        encodings=given.take("encoding", keys.encodings, (keys.ENCODING,)),
        delimiter=given.take("delimiter", keys.delimiter, ","),
        sheet=given.take("sheet", text, ""),
        header_row=given.take("header_row", keys.header_row, 0),
        title=given.take("title", text, ""),
        on=on,
        fields=tuple(
            _field(Settings(one, ("fields", place), faults), missing, on)
            for place, one in enumerate(given.take("fields", tables, ()))
        ),
        listings=tuple(
            _listing(Settings(one, ("collections", place), faults), missing)
            for place, one in enumerate(given.take("collections", tables, ()))
        ),
    )
    given.finish()
    _check_members(mapping, faults)
    faults.settle()
    return mapping


NOWHERE = Target(path="", member=None, steps=(), leaf=Leaf.TEXT)
"""Stands for a path that is wrong: that fault is noted, and the other keys are still looked at."""


def _field(given: Settings, everywhere: frozenset[str], on: date | None) -> Field:
    given.need("to")
    to = given.take("to", lambda value: target(text(value)), NOWHERE)
    missing = everywhere | set(given.take("missing", texts, ()))
    when = given.take("when", keys.guards, ())
    source = given.take("from", keys.source, ())
    value = given.take("value", lambda value: None if to is NOWHERE else constant(value, to), None)
    kind = given.take("kind", lambda value: keys.kind(value, to), "" if to is NOWHERE else keys.only_kind(to))
    options: dict[str, Json] = {
        "values": given.take("values", table, None),
        "form": given.take("format", text, ISO),
        "places": given.take("places", keys.places, 1),
        "told": given.take("on", day, on),
    }
    given.finish()
    if ("from" in given.given) == ("value" in given.given):
        given.faults.add("field-source", "a field has either `from` or `value`", given.path)
    if isinstance(source, dict):
        if to.leaf is not Leaf.PARTIAL_DAY and to is not NOWHERE:
            given.faults.add("field-parts", "this field is no day that may be known in part", (*given.path, "from"))
        return Field(target=to, parts=tuple(source.items()), missing=missing, when=when)
    read = _reader(given, kind, to, options) if source and to is not NOWHERE else None
    form = options["form"] if kind == "date" else ISO
    return Field(target=to, columns=source, read=read, value=value, missing=missing, form=form, when=when)


def _reader(given: Settings, kind: str, to: Target, options: dict[str, Json]) -> Read | None:
    if not kind:
        if "kind" not in given.given:
            known = ", ".join(f"`{one}`" for one in sorted(KINDS[to.leaf]))
            given.faults.add("key-missing", f"`kind` is required here: one of {known}", (*given.path, "kind"))
        return None
    try:
        return cell_reader(kind, to, **options)
    except Unreadable as error:
        given.faults.add(error.code, f"expected {error.expected}", given.path)
        return None


def _listing(given: Settings, everywhere: frozenset[str]) -> Listing:
    given.need("name")
    name = given.take("name", keys.open_collection, "")
    others = given.take("others", keys.others, "unknown")
    count = given.take("count_from", text, "")
    missing = everywhere | set(given.take("missing", texts, ()))
    read = count_reader(given.take("values", keys.counts, None))
    given.finish()
    if count and "others" in given.given:
        given.faults.add("collection-others", "the count says whether there are others", (*given.path, "others"))
    return Listing(name=name, closed=others == "none", count=count, read=read, missing=missing)


def _check_members(mapping: Mapping, faults: Faults) -> None:
    """Some records need more than an identifier: a member of theirs exists only where a field gives it."""
    members: dict[Member, list[int]] = {}
    for place, one in enumerate(mapping.fields):
        if one.target.member is not None:
            members.setdefault(one.target.member, []).append(place)
    for (name, key), places in members.items():
        given = {"id", KEYS.get(name, "id"), *(mapping.fields[place].target.steps[0] for place in places)}
        for field in attrs.fields(collection(name)):
            if field.default is attrs.NOTHING and field.name not in given:
                message = f"`{name}[{key}]` also needs a field to `{name}[{key}].{field.name}`"
                faults.add("member-incomplete", message, ("fields", places[0], "to"))
