"""Cases as JSON documents, and back. Instants are written as in RFC 3339; what is as it mostly is, is left out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from peersupport.errors import Fault, InvalidDocument, did_you_mean
from peersupport.testing.consent.cases import ConsentCase, Record
from peersupport.testing.consent.worlds import WORLDS
from peersupport.testing.oracle.forms import Bar, Item, Party, Request, Standing, Statement, World, instant, number

SEVERAL = {"categories", "purposes", "obligations", "known_names"}
INSTANTS = {"start", "end", "recorded", "at"}
PARTS: dict[str, type[Any]] = {"sender": Party, "recipient": Party}
KNOWN = {one.name: one for one in WORLDS}
"""The kit's own worlds, by the names that documents call them."""


def written(case: ConsentCase) -> dict[str, Any]:
    """A case as a JSON document."""
    document: dict[str, Any] = {
        "world": case.world.name,
        "request": written_form(case.request),
        "records": [written_form(one) for one in case.records],
        "choices": case.choices,
    }
    bars = [written_form(one) for one in case.bars]
    return document | ({"bars": bars} if bars else {})


def written_form(one: Any) -> dict[str, Any]:
    """One tuple as a JSON document, without the fields that are as they mostly are."""
    usual = one._field_defaults
    return {
        field: _written(field, value)
        for field, value in zip(one._fields, one, strict=True)
        if field not in usual or value != usual[field]
    }


def _written(field: str, value: Any) -> object:
    if value is None:
        return None
    if field in INSTANTS:
        return instant(value).isoformat()
    if field == "given":
        return [instant(one).isoformat() for one in value]
    if isinstance(value, Party):
        return {value.kind: value.name}
    if field == "items":
        return [written_form(one) for one in value]
    return [*value] if field in SEVERAL else value


def read(document: Any, world: World | None = None) -> ConsentCase:
    """The case that a document describes, in one of the kit's worlds or in a service's own.

    Raises `InvalidDocument` with every fault, each with its path.
    """
    worlds = KNOWN if world is None else {world.name: world, **KNOWN}
    reading = _Reading()
    known = {"world", "request", "records", "bars", "choices"}
    whole = reading.keys(document, known, {"request", "records"}, ())
    name = whole.get("world", "" if world is None else world.name)
    if name not in worlds:
        reading.fault("world-unknown", "there is no such world", ("world",), did_you_mean(str(name), worlds))
    request = reading.form(whole.get("request"), Request, ("request",))
    records = reading.listed(whole.get("records", []), reading.record, ("records",))
    bars = reading.listed(whole.get("bars", []), lambda one, at: reading.form(one, Bar, at), ("bars",))
    if reading.faults:
        raise InvalidDocument("this is no case of disclosure", tuple(reading.faults))
    return ConsentCase(records=records, request=request, world=worlds[name], bars=bars, choices=whole.get("choices", 0))


Path = tuple[str | int, ...]


class _Reading:
    """A document being read: what is wrong with it is gathered, not raised."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, code: str, message: str, path: Path, help: str = "") -> None:
        self.faults.append(Fault(code=code, message=message, path=path, help=help))

    def keys(self, value: Any, known: set[str], needed: set[str], path: Path) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.fault("case-value", "an object is needed here", path)
            return {}
        found = cast("dict[str, Any]", value)
        for key in sorted(found.keys() - known):
            self.fault("case-key", "a key is not known", path, did_you_mean(key, known))  # it may be a name
        for key in sorted(needed - found.keys()):
            self.fault("case-key", "this key is missing", (*path, key))
        return {key: found[key] for key in found if key in known}

    def listed(self, value: Any, one: Callable[[Any, Path], Any], path: Path) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self.fault("case-value", "a list is needed here", path)
            return ()
        return tuple(one(each, (*path, place)) for place, each in enumerate(cast("list[object]", value)))

    def record(self, value: Any, path: Path) -> Record | None:
        named = isinstance(value, dict) and "person" in value
        record: Record | None = self.form(value, Standing if named else Statement, path)
        return record

    def form(self, value: Any, form: type[Any], path: Path) -> Any:
        needed = {*form._fields} - {*form._field_defaults}
        before = len(self.faults)
        read = {
            key: self.field(key, one, form, (*path, key))
            for key, one in self.keys(value, {*form._fields}, needed, path).items()
        }
        return form(**read) if len(self.faults) == before else None

    def field(self, key: str, value: Any, form: type[Any], path: Path) -> Any:
        try:
            return self._field(key, value, form, path)
        except (TypeError, ValueError, AttributeError):
            self.fault("case-value", "this is not what stands here", path)
            return None

    def _field(self, key: str, value: Any, form: type[Any], path: Path) -> Any:
        if value is None:
            return None
        if key in INSTANTS:
            return number(datetime.fromisoformat(value))
        if key == "given":
            low, high = value
            return number(datetime.fromisoformat(low)), number(datetime.fromisoformat(high))
        if key in PARTS and form is Statement:
            ((kind, name),) = value.items()
            if kind not in ("person", "role"):
                raise ValueError(kind)
            return Party(kind, name)
        if key == "items":
            return self.listed(value, lambda one, at: self.form(one, Item, at), path)
        return tuple(value) if key in SEVERAL else value
