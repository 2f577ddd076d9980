"""What each key of a mapping may hold. Every function raises `Unreadable` for anything else."""

from codecs import getincrementaldecoder, lookup
from typing import Any

from peersupport.errors import did_you_mean
from peersupport.interop.cells import KINDS
from peersupport.interop.faults import Unreadable
from peersupport.interop.settings import is_table, table, text, texts
from peersupport.interop.targets import Target

Json = Any
OPEN = frozenset({"children", "family", "onward_referrals", "pregnancies", "referrals"})
"""Collections of which rules read the absence of a member: a file that lists some of them must not close them."""
OTHERS = ("none", "unknown")
PARTS = ("day", "month", "year")
MOST_ABOVE = 1_000
ENCODING = "utf-8-sig"
"""UTF-8, with or without a byte order mark."""
Source = tuple[str, ...] | dict[str, str]


def source(value: Json) -> Source:
    """A column, a list of columns, or columns by part of a day."""
    if is_table(value):
        unknown = sorted(set(value) - set(PARTS))
        if unknown or "year" not in value or not all(type(one) is str and one for one in value.values()):
            raise Unreadable("columns for `year`, and for `month` and `day` where there are such", "value-type")
        return dict(value)
    listed = texts(value)
    if not listed or not all(listed):
        raise Unreadable("a column, a list of columns, or a table of `year`, `month` and `day`", "value-type")
    return listed


def guards(value: Json) -> tuple[tuple[str, frozenset[str]], ...]:
    """Columns, each with the cells in which the field applies."""
    return tuple((column, frozenset(texts(cells))) for column, cells in table(value).items())


def kind(value: Json, target: Target) -> str:
    """A kind of cell from which the field can be read."""
    return _one_of(text(value), KINDS[target.leaf], "a kind that this field can be read from")


def only_kind(target: Target) -> str:
    """The kind of cell, where the field allows one only; else empty."""
    kinds = KINDS[target.leaf]
    return next(iter(kinds)) if len(kinds) == 1 else ""


def open_collection(value: Json) -> str:
    """A collection that a file may list in part."""
    return _one_of(text(value), OPEN, "a collection that a file may list in part")


def others(value: Json) -> str:
    """Whether there may be members that the file does not list."""
    return _one_of(text(value), OTHERS, "`none` or `unknown`")


def counts(value: Json) -> dict[str, int]:
    """Cells and the numbers that they mean."""
    given = table(value)
    if all(type(one) is int and one >= 0 for one in given.values()):
        return given
    raise Unreadable("a table of cells and numbers from 0", "value-type")


def encodings(value: Json) -> tuple[str, ...]:
    """The name of a text encoding, or several that are tried in their order."""
    names = tuple(_encoding(name) for name in texts(value))
    if not names:
        raise Unreadable("the name of an encoding", "encoding-unknown")
    for name in names[:-1]:
        try:
            bytes(range(256)).decode(name)
        except UnicodeDecodeError:
            continue
        raise Unreadable(f"`{name}` at the end: it fits every file, so that none after it is tried", "encoding-order")
    return names


def _encoding(name: str) -> str:
    try:
        incremental = getincrementaldecoder(name)
        "a".encode(name)
    except (LookupError, ValueError):
        incremental = None
    if incremental is None:
        raise Unreadable("the name of an encoding, such as `utf-8` or `cp1252`", "encoding-unknown")
    return ENCODING if lookup(name).name == "utf-8" else name


def header_row(value: Json) -> int:
    """The row that names the columns, from 1."""
    if type(value) is int and 1 <= value <= MOST_ABOVE:
        return value
    raise Unreadable(f"the number of a row, from 1 to {MOST_ABOVE}", "value-type")


def delimiter(value: Json) -> str:
    """One character between cells."""
    if type(value) is str and len(value) == 1 and value not in '\r\n"':
        return value
    raise Unreadable("one character", "value-type")


def places(value: Json) -> int:
    """A number of decimals."""
    if type(value) is int and 0 <= value <= 9:
        return value
    raise Unreadable("a number of decimals, from 0 to 9", "value-type")


def _one_of(value: str, known: frozenset[str] | tuple[str, ...], expected: str) -> str:
    if value not in known:
        raise Unreadable(f"{expected}; {did_you_mean(value, known)}".removesuffix("; "), "value-option")
    return value
