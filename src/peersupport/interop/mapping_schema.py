"""The JSON Schema of a mapping file, for editors that check TOML by one. Days are written without quotation marks."""

from typing import Any

from peersupport.interop.cells import KINDS
from peersupport.interop.keys import MOST_ABOVE, OPEN, OTHERS, PARTS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
SOME_TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
DATE: Schema = {"type": "string", "format": "date"}
DAY: Schema = {
    "anyOf": [
        DATE,
        {
            "type": "object",
            "properties": {"first": DATE, "last": DATE},
            "required": ["first", "last"],
            "additionalProperties": False,
        },
    ]
}
PARTED: Schema = {
    "type": "object",
    "properties": dict.fromkeys(PARTS, TEXT),
    "required": ["year"],
    "additionalProperties": False,
}
VALUE: Schema = {"anyOf": [{"type": ["string", "number", "boolean"]}, *DAY["anyOf"][1:]]}


def mapping_schema() -> Schema:
    """What a mapping file may hold. What no schema can say, such as which fields records have, reading it tells."""
    return {
        "$schema": DIALECT,
        **_table(
            "A mapping: what the columns of a table mean in the records of a case.",
            {
                "title": (TEXT, "What the table is."),
                "case_id": (TEXT, "The column with the id of each case."),
                "encoding": (SOME_TEXTS, "The encoding of a CSV, or several that are tried in their order."),
                "delimiter": ({"type": "string", "pattern": '^[^\\r\\n"]$'}, "What stands between the cells of a CSV."),
                "sheet": (TEXT, "The sheet of a spreadsheet."),
                "header_row": (
                    {"type": "integer", "minimum": 1, "maximum": MOST_ABOVE},
                    "The row that names the columns, if not the first that holds anything.",
                ),
                "on": (DATE, "The day of the extract: ages were told on it, and decisions default to it."),
                "missing": (TEXTS, "Cells that mean: not recorded. An empty cell always does."),
                "fields": ({"type": "array", "items": _field()}, "What each column means."),
                "collections": ({"type": "array", "items": _listing()}, "What the table says of whole collections."),
            },
            required=["case_id"],
        ),
    }


def _field() -> Schema:
    kinds = sorted({kind for kinds in KINDS.values() for kind in kinds})
    return {
        **_table(
            "One field of a case, and where it comes from.",
            {
                "to": (TEXT, "The field: `participant.birth_date`, `children[0].birth_date`."),
                "from": (
                    {"anyOf": [*SOME_TEXTS["anyOf"], PARTED]},
                    "A column, several of which the first known one counts, or the columns of year, month and day.",
                ),
                "value": (VALUE, "Instead of `from`: the same for every row."),
                "kind": ({"enum": kinds}, "How a cell is read."),
                "values": ({"type": "object"}, "What each cell means; any other is a fault."),
                "missing": (TEXTS, "Further cells that mean: not recorded."),
                "when": ({"type": "object", "additionalProperties": TEXTS}, "Only rows with these cells in columns."),
                "format": (TEXT, "How a date is written: `%d/%m/%Y`."),
                "places": ({"type": "integer", "minimum": 0, "maximum": 9}, "The decimals of an age."),
                "on": (DAY, "The day, or days, on which an age was told."),
            },
            required=["to"],
        ),
        "oneOf": [{"required": ["from"]}, {"required": ["value"]}],
    }


def _listing() -> Schema:
    numbers: Schema = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
    return {
        **_table(
            "What the table says of a whole collection.",
            {
                "name": ({"enum": sorted(OPEN)}, "The collection."),
                "others": ({"enum": list(OTHERS)}, "Whether there may be members that the table does not list."),
                "count_from": (TEXT, "The column with the number of members."),
                "values": (numbers, "What each cell of it means."),
                "missing": (TEXTS, "Further cells of it that mean: not recorded."),
            },
            required=["name"],
        ),
        "not": {"required": ["others", "count_from"]},
    }


def _table(description: str, keys: dict[str, tuple[Schema, str]], required: list[str]) -> Schema:
    return {
        "description": description,
        "type": "object",
        "properties": {key: {"description": told, **schema} for key, (schema, told) in keys.items()},
        "required": required,
        "additionalProperties": False,
    }
