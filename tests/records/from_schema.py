"""Documents drawn from nothing but a JSON Schema: whatever it allows, the boundaries of numbers and texts often."""

from random import Random
from typing import Any

PATTERNED = {
    "date": ("2021-02-28", "0001-01-01", "9999-12-31", "2024-02-29", "2021-02-29"),
    "date-time": ("2021-02-28T10:00:00Z", "2021-02-28t23:59:59.123456+01:00", "2024-02-29T00:00:00.5-23:59"),
}
TIMES = ("00:00", "23:59", "09:30:59")
TEXTS = ("", "a", "é", "2021-02-28", "true", "x" * 300, "\x00", "\U0001f37c")
NUMBERS = (0, 1, -1, 0.5, 1e308, -2.5, 2**53)


def drawn(random: Random, schema: dict[str, Any]) -> Any:
    """A document that the schema allows, but for days that the calendar does not have."""
    return _Drawing(random, schema["$defs"]).of(schema, 0)


class _Drawing:
    def __init__(self, random: Random, defined: dict[str, Any]) -> None:
        self.random, self.defined = random, defined

    def of(self, schema: dict[str, Any], depth: int) -> Any:
        """A value that a part of the schema allows; the deeper, the less is in it."""
        if "$ref" in schema:
            return self.of(self.defined[schema["$ref"].removeprefix("#/$defs/")], depth)
        if "anyOf" in schema:
            return self.of(self.random.choice(schema["anyOf"]), depth)
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return getattr(self, f"_{self.random.choice(kinds)}")(schema, depth)

    def _null(self, _: dict[str, Any], __: int) -> None:
        return None

    def _boolean(self, _: dict[str, Any], __: int) -> bool:
        return self.random.random() < 0.5

    def _integer(self, schema: dict[str, Any], _: int) -> int:
        ends = [schema[one] for one in ("minimum", "maximum") if one in schema]
        return self.random.choice([*ends, 0, 1, 7])

    def _number(self, _: dict[str, Any], __: int) -> float:
        return self.random.choice(NUMBERS)

    def _string(self, schema: dict[str, Any], _: int) -> str:
        if "pattern" in schema:
            return self.random.choice(PATTERNED.get(schema.get("format", ""), TIMES))
        return self.random.choice(TEXTS)

    def _array(self, schema: dict[str, Any], depth: int) -> list[Any]:
        first = [self.of(one, depth + 1) for one in schema.get("prefixItems", ())]
        room = schema.get("maxItems", 99) - len(first)
        more = min(room, 0 if depth > 4 else self.random.choice((0, 1, 2)))
        return first + [self.of(schema["items"], depth + 1) for _ in range(more)]

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        fields = schema.get("properties", {})
        needed = set(schema.get("required", ()))
        if schema.get("maxProperties") == 1:
            shallow = [one for one in fields if one in {"unknown", "fact", "parameter", "value"}]
            names = [self.random.choice(shallow if depth > 5 else list(fields))]
        else:
            often = 0.4 / (depth + 1)
            names = [one for one in fields if one in needed or self.random.random() < often]
        made = {name: self.of(fields[name], depth + 1) for name in names}
        further = schema.get("additionalProperties", {"type": "null"})
        if isinstance(further, dict) and depth < 4:
            made |= {name: self.of(further, depth + 1) for name in self.random.sample(TEXTS, 2)}
        return made
