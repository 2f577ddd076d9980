"""JSON Schema (draft 2020-12) of any class, from the same fields and forms by which its documents are read."""

from collections.abc import Mapping
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from peersupport.errors import RuleError
from peersupport.records.codec.fields import types_of
from peersupport.records.codec.form import Form, Schema
from peersupport.records.codec.forms import form_of
from peersupport.records.codec.reading import is_list, is_map

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: Any, title: str = "") -> Schema:
    """The schema of the documents of a class; its records and categories stand by name under `$defs`.

    What no schema can say, such as that a range of days must not end before it starts, is refused when the document
    is read. Raises `RuleError` where two classes of one name are needed.
    """
    schemas = _Schemas()
    found = schemas.of(kind)
    return {
        "$schema": DIALECT,
        "title": title or kind.__name__,
        **found,
        "$defs": dict(sorted(schemas.defined.items())),
    }


class _Schemas:
    """The schemas of types; those with a name are defined once, and referred to."""

    def __init__(self) -> None:
        self.defined: dict[str, Schema] = {}
        self.classes: dict[str, Any] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type."""
        if isinstance(kind, type) and (attrs.has(kind) or issubclass(kind, Enum)):
            return self._named(kind)
        if kind is NoneType:
            return {"type": "null"}
        form = form_of(kind)
        if form is None:
            return self._composed(kind)
        schema = self._formed(form, kind)
        return _any([schema, {"type": "null"}]) if NoneType in get_args(kind) else schema

    def _formed(self, form: Form, kind: Any) -> Schema:
        schema = form.schema(kind)
        self.defined |= schema.pop("$defs", {})
        if not form.name:
            return schema
        self.defined[form.name] = schema
        return {"$ref": f"#/$defs/{form.name}"}

    def _composed(self, kind: Any) -> Schema:
        if is_list(kind):
            unique = {"uniqueItems": True} if get_origin(kind) is frozenset else {}
            return {"type": "array", "items": self.of(get_args(kind)[0]), **unique}
        if is_map(kind):
            return {"type": "object", "additionalProperties": self.of(get_args(kind)[1])}
        if get_origin(kind) in {Union, UnionType}:
            return _any([self.of(one) for one in get_args(kind)])
        return self.of(kind.__supertype__)

    def _named(self, kind: Any) -> Schema:
        name = kind.__name__
        if self.classes.setdefault(name, kind) is not kind:
            raise RuleError(f"two classes are named `{name}`", code="name-duplicate")
        if name not in self.defined:
            self.defined[name] = {}
            self.defined[name] = {"description": summary_of(kind), **self._described(kind)}
        return {"$ref": f"#/$defs/{name}"}

    def _described(self, kind: Any) -> Schema:
        form = form_of(kind)
        if form is not None:
            return form.schema(kind)
        types: Mapping[str, Any] = types_of(kind)
        needed = [one.name for one in attrs.fields(kind) if one.default is attrs.NOTHING]
        return {
            "type": "object",
            "properties": {name: self.of(one) for name, one in types.items()},
            **({"required": needed} if needed else {}),
            "additionalProperties": False,
        }


def _any(schemas: list[Schema]) -> Schema:
    """Any one of several, without one such list in another."""
    return {"anyOf": [each for one in schemas for each in (one["anyOf"] if one.keys() == {"anyOf"} else [one])]}


def summary_of(kind: type[Any]) -> str:
    """The first paragraph of a class's docstring, on one line."""
    return " ".join((getdoc(kind) or "").partition("\n\n")[0].split())
