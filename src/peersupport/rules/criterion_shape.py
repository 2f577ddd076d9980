"""What the JSON of a criterion is: one object with one key, the node's name, and what stands under it.

From these tables a document is checked, each fault with its path, and its schema is made. What they cannot say, such as
which facts there are, `reading.py` checks.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Annotated, Any

from peersupport._attrs import frozen
from peersupport.errors import Fault, Path, did_you_mean
from peersupport.records.codec.faults import LONGEST_KEY, MOST_FAULTS, Inside, Mismatch, invalid
from peersupport.records.codec.form import Form, Json, Schema, is_array, is_object
from peersupport.records.codec.forms import WHOLE as WHOLE_NUMBER
from peersupport.records.codec.text import DEEPEST
from peersupport.records.codec.values import number_from, text_from, whole_from

CRITERION, OPERAND, COMPARED = "Criterion", "Operand", "ComparedOperand"
FACT, PARAMETER, COLLECTION = "fact", "parameter", "collection"
NAME, WHOLE, VALUE, ALLOWED, BRANCHES = "name", "whole number", "value", "allowed values", "criteria by name"
Names = Mapping[str, Mapping[str, object]]
"""What there is to be named: facts, parameters and collections, by name."""


@frozen
class Node:
    """What stands under a node's key: one part, or a list of `parts`, then any number of `many`."""

    only: str = ""
    parts: tuple[str, ...] = ()
    many: str = ""


_PAIR = Node(parts=(COMPARED, COMPARED))
_OPERANDS = {
    "fact": Node(only=FACT),
    "parameter": Node(only=PARAMETER),
    "count_of": Node(parts=(COLLECTION, CRITERION)),
}
NODES: Mapping[str, Mapping[str, Node]] = {
    CRITERION: {
        "all": Node(many=CRITERION),
        "any": Node(many=CRITERION),
        "at_least": Node(parts=(WHOLE,), many=CRITERION),
        "not": Node(only=CRITERION),
        "unknown": Node(),
        "any_of": Node(parts=(COLLECTION, CRITERION)),
        "every_of": Node(parts=(COLLECTION, CRITERION)),
        "choose": Node(parts=(OPERAND, BRANCHES)),
        "select": Node(parts=(OPERAND, BRANCHES, CRITERION)),
        "holds": Node(only=OPERAND),
        "holds_not": Node(only=OPERAND),
        "known": Node(only=OPERAND),
        "in": Node(parts=(OPERAND, ALLOWED)),
        "not_in": Node(parts=(OPERAND, ALLOWED)),
        **dict.fromkeys(("<", "<=", ">", ">=", "=="), _PAIR),
    },
    OPERAND: _OPERANDS,
    COMPARED: {**_OPERANDS, "value": Node(only=VALUE)},
}
"""The nodes that may stand in each place, by key."""


def criterion_faults(document: Json, names: Names | None = None) -> Iterator[Fault]:
    """What is wrong with the shape of a criterion's document; given `names`, also what it names and is not there."""
    return _Shape(names=names).part(CRITERION, document, ())


def check_shape(
    document: Json,
    facts: Mapping[str, object],
    parameters: Mapping[str, object],
    collections: Mapping[str, object],
) -> None:
    """Raise `InvalidDocument` with every fault of a criterion's shape, and of what it names and is not there."""
    names: Names = {FACT: facts, PARAMETER: parameters, COLLECTION: collections}
    faults = tuple(islice(criterion_faults(document, names), MOST_FAULTS + 1))
    if faults:
        raise invalid(faults)


@frozen
class _Shape:
    names: Names | None

    def part(self, part: str, given: Any, path: Path) -> Iterator[Fault]:
        """What is wrong with what stands in one place."""
        if len(path) > DEEPEST:
            yield Fault(code="json-depth", message=f"the criterion is nested more than {DEEPEST} deep")
        elif part in NODES:
            yield from self._node(part, given, path)
        elif part == BRANCHES:
            yield from self._branches(given, path)
        elif part == ALLOWED and is_array(given):
            for place, one in enumerate(given):
                yield from self.part(VALUE, one, (*path, place))
        elif part == ALLOWED:
            yield from self._node(OPERAND, given, path)
        else:
            yield from self._single(part, given, path)

    def _single(self, part: str, given: Any, path: Path) -> Iterator[Fault]:
        try:
            _READERS.get(part, text_from)(given)
        except Mismatch as error:
            yield Fault(code=error.code, message=f"expected {error.expected}", path=path)
            return
        known = None if self.names is None else self.names.get(part)
        if known is not None and given not in known:
            help = did_you_mean(given, known) if len(given) <= LONGEST_KEY else ""
            yield Fault(code="name-unknown", message=f"there is no such {part}", path=path, help=help)

    def _node(self, part: str, given: Any, path: Path) -> Iterator[Fault]:
        nodes = NODES[part]
        if not is_object(given) or len(given) != 1:
            what = "a criterion" if part == CRITERION else "a fact, parameter, count or value"
            yield Fault(code="value-type", message=f"expected {what}: an object with one key", path=path)
            return
        ((key, under),) = given.items()
        node = nodes.get(key)
        if node is None:
            help = did_you_mean(key, nodes) if len(key) <= LONGEST_KEY else ""
            yield Fault(code="key-unknown", message="an unknown key", path=path, help=help)
        elif node.only:
            yield from self.part(node.only, under, (*path, key))
        else:
            yield from self._list(node, under, (*path, key))

    def _list(self, node: Node, given: Any, path: Path) -> Iterator[Fault]:
        least = len(node.parts)
        if not is_array(given) or len(given) < least or (len(given) > least and not node.many):
            yield Fault(code="value-type", message=f"expected {_expected(least, more=bool(node.many))}", path=path)
            return
        for place, one in enumerate(given):
            yield from self.part(node.parts[place] if place < least else node.many, one, (*path, place))

    def _branches(self, given: Any, path: Path) -> Iterator[Fault]:
        if not is_object(given):
            yield Fault(code="value-type", message="expected criteria by name: an object", path=path)
            return
        for place, (name, one) in enumerate(given.items()):
            # By its place, as in every object whose keys are free.
            yield from self._single(NAME, name, (*path, place))
            yield from self.part(CRITERION, one, (*path, place))


def _expected(least: int, *, more: bool) -> str:
    if not least:
        return "a list" if more else "an empty list"
    return f"a list of {least} or more" if more else f"a list of {least}"


def _value_from(value: Json) -> object:
    if type(value) is str:
        return text_from(value)
    if type(value) is bool or type(value) is int:
        return value
    if type(value) is float:
        return number_from(value)
    raise Mismatch("value-type", "a text, number, yes or no")


_READERS: Mapping[str, Callable[[Any], object]] = {WHOLE: whole_from, VALUE: _value_from}


def _read(value: Json, _: object) -> Json:
    faults = tuple(criterion_faults(value))
    if faults:
        raise Inside(faults)
    return value


def _reference(part: str) -> Schema:
    if part == ALLOWED:
        return {"anyOf": [{"type": "array", "items": _reference(VALUE)}, _reference(OPERAND)]}
    if part == BRANCHES:
        return {"type": "object", "additionalProperties": _reference(CRITERION)}
    if part in NODES:
        return {"$ref": f"#/$defs/{part}"}
    single: dict[str, Schema] = {WHOLE: WHOLE_NUMBER, VALUE: {"type": ["string", "boolean", "number"]}}
    return single.get(part, {"type": "string"})


def _under(node: Node) -> Schema:
    if node.only:
        return _reference(node.only)
    least = len(node.parts)
    parts: Schema = {"prefixItems": [_reference(one) for one in node.parts]} if node.parts else {}
    rest: Schema = {"items": _reference(node.many)} if node.many else {"maxItems": least}
    return {"type": "array", **parts, **rest, **({"minItems": least} if least else {})}


def _described(part: str) -> Schema:
    nodes = NODES[part]
    return {
        "type": "object",
        "properties": {key: _under(node) for key, node in nodes.items()},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _schema(_: Any) -> Schema:
    return {**_described(CRITERION), "$defs": {part: _described(part) for part in (OPERAND, COMPARED)}}


CriterionDocument = Annotated[Any, Form(read=_read, schema=_schema, name=CRITERION)]
"""A criterion as JSON, of which the shape is checked."""
