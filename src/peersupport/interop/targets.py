"""Record paths as a mapping writes them: `children[0].birth_date`, `assessments[epds].items`, `participant.names`."""

import re
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from peersupport._attrs import frozen
from peersupport.dates import DateRange
from peersupport.errors import did_you_mean
from peersupport.interop.faults import Unreadable
from peersupport.records.case import Case


class Leaf(Enum):
    """What a field holds; the value is how it is told."""

    TEXT = "text"
    WHOLE = "a whole number"
    NUMBER = "a number"
    TRUTH = "true or false"
    OPTION = "one of its options"
    DAY = "a day"
    NHS_NUMBER = "an NHS number"
    PARTIAL_DAY = "a day, known in part or whole"
    ANSWER = "an answer"


NHS_NUMBER = "nhs_number"
KEYS = {"assessments": "instrument", "answers": "matter"}
"""Collections whose members a mapping names by a word, and the field that the word fills."""
STEP = r"([^.\[\]]+)(\[[^\[\]]*\])?"
PARTIAL_DAY: frozenset[object] = frozenset({date, DateRange})
Key = int | str
Member = tuple[str, Key]
"""A collection and one of its members, by place or by word."""


@frozen
class Target:
    """One field of a case: `member` None is the participant, `steps` leads to the field.

    A field that holds `many` values may have `gaps`: places where none is recorded.
    """

    path: str
    member: Member | None
    steps: tuple[str, ...]
    leaf: Leaf
    many: bool = False
    gaps: bool = False
    options: tuple[str, ...] = ()


def target(path: str) -> Target:
    """The field that a path names. Raises `Unreadable` with what is wrong, and what may have been meant."""
    if not re.fullmatch(rf"{STEP}(\.{STEP})+", path):
        raise Unreadable(
            "a record and its field, as in `participant.birth_date` or `children[0].birth_date`", "path-form"
        )
    (name, key), *rest = re.findall(STEP, path)
    kind = _field(Case, name)
    member: Member | None = None
    if name != "participant":
        kind = _member(kind, name)
        member = (name, _key(name, key))
    elif key:
        raise Unreadable("`participant` without brackets: there is one", "path-form")
    for step, inner in rest:
        if inner:
            raise Unreadable("no brackets after the first: a list takes all of its columns at once", "path-form")
        if not (isinstance(kind, type) and attrs.has(kind)):
            raise Unreadable(f"nothing under what comes before `{step}`", "path-form")
        kind = _field(kind, step)
    steps = tuple(step for step, _ in rest)
    many = get_origin(kind) is tuple
    one = get_args(kind)[0] if many else kind
    leaf, options = (Leaf.NHS_NUMBER, ()) if rest[-1][0] == NHS_NUMBER else _leaf(one)
    gaps = many and _known(one) is not one
    return Target(path=path, member=member, steps=steps, leaf=leaf, many=many, gaps=gaps, options=options)


def collection(name: str) -> type[Any]:
    """The class of a collection's members. Raises `Unreadable` when a case has no such collection."""
    return _member(_field(Case, name), name)


def _field(record: type[Any], name: str) -> Any:
    hints = get_type_hints(record)
    known = [one.name for one in attrs.fields(record)]
    if name not in known:
        where = "a case" if record is Case else f"a {record.__name__}"
        raise Unreadable(f"a field of {where}; {did_you_mean(name, known)}".removesuffix("; "), "path-unknown")
    return _known(hints[name])


def _member(kind: Any, name: str) -> type[Any]:
    member = get_args(kind)[0] if get_origin(kind) is tuple else None
    if not (isinstance(member, type) and attrs.has(member)):
        raise Unreadable(f"a collection of a case or `participant`: `{name}` is neither", "path-form")
    return member


def _key(name: str, brackets: str) -> Key:
    key = brackets[1:-1]
    if name in KEYS and key:
        return key
    if name in KEYS:
        raise Unreadable(f"the {KEYS[name]} in brackets: `{name}[...]`", "path-key")
    if re.fullmatch("[0-9]{1,3}", key) is None:
        raise Unreadable(f"a place in brackets, from 0: `{name}[0]`", "path-key")
    return int(key)


def _known(hint: Any) -> Any:
    """The type of a field when it is recorded."""
    if get_origin(hint) in {Union, UnionType}:
        members = [one for one in get_args(hint) if one is not NoneType]
        return members[0] if len(members) == 1 else frozenset(members)
    return hint


def _leaf(kind: Any) -> tuple[Leaf, tuple[str, ...]]:
    kind = getattr(kind, "__supertype__", _known(kind))
    if type(kind) is frozenset:
        return (Leaf.PARTIAL_DAY if kind == PARTIAL_DAY else Leaf.ANSWER), ()
    if issubclass(kind, Enum):
        return Leaf.OPTION, tuple(str(one.value) for one in kind)
    leaves = {str: Leaf.TEXT, int: Leaf.WHOLE, float: Leaf.NUMBER, bool: Leaf.TRUTH, date: Leaf.DAY}
    if kind not in leaves:
        raise Unreadable("a field that holds one value: records and instants cannot be mapped", "path-form")
    return leaves[kind], ()
