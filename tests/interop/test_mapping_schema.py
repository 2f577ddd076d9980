"""The schema of mapping files says what reading them says, as far as a schema can."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from peersupport.errors import InvalidDocument
from peersupport.interop.mapping import mapping_from
from peersupport.interop.settings import toml_document
from peersupport.schemas import schema

ROOT = Path(__file__).parents[2]
SCHEMA = schema("mapping")
VALIDATOR = Draft202012Validator(SCHEMA)
SHAPE = frozenset({"key-unknown", "field-source", "collection-others"})
"""The codes of what a schema can say of the keys of a table."""

columns = st.sampled_from(["a", "b", "\u00e9 f"])
words = st.sampled_from(["", "1", "none"])
days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
told = days | st.fixed_dictionaries({"first": st.just(date(2020, 1, 1)), "last": st.just(date(2021, 1, 1))})
paths = st.sampled_from(
    ["participant.birth_date", "participant.email", "participant.nhs_number", "children[0].birth_date",
     "participant.single_parent", "assessments[epds].items", "answers[x].value", "nothing", "residences[0].lsoa"]
)  # fmt: skip
sources = columns | st.lists(columns, min_size=1, max_size=2) | st.fixed_dictionaries({"year": columns})
fields = st.fixed_dictionaries(
    {"to": paths},
    optional={
        "from": sources,
        "value": st.sampled_from(["x", True, 3, date(2020, 1, 1)]),
        "kind": st.sampled_from(["text", "whole", "date", "age_years", "truth"]),
        "values": st.dictionaries(words, st.sampled_from(["x", 1, True])),
        "missing": words | st.lists(words),
        "when": st.dictionaries(columns, words),
        "format": st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%b%Y"]),
        "places": st.integers(0, 9),
        "on": told,
    },
)
listings = st.fixed_dictionaries(
    {"name": st.sampled_from(["children", "referrals"])},
    optional={
        "others": st.sampled_from(["none", "unknown"]),
        "count_from": columns,
        "values": st.dictionaries(words, st.integers(0, 3)),
        "missing": words,
    },
)
mappings = st.fixed_dictionaries(
    {"case_id": columns},
    optional={
        "title": columns,
        "encoding": st.sampled_from(["utf-8", ["utf-8", "cp1252"], []]),
        "delimiter": st.sampled_from([",", ";", "\t", '"', ",,"]),
        "sheet": columns,
        "header_row": st.integers(0, 3),
        "on": days,
        "missing": words | st.lists(words),
        "fields": st.lists(fields, max_size=2),
        "collections": st.lists(listings, max_size=2),
    },
)
wrong = st.sampled_from([None, 0, -1, 1.5, True, "", "x", [], [1], {}, {"x": 1}, {"year": "a", "x": "b"}])


def as_json(value: Any) -> Any:
    """As a checker of TOML hands it to a schema: days as texts."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def taken(document: Any) -> bool:
    """Whether a mapping is read."""
    try:
        mapping_from(document)
    except InvalidDocument:
        return False
    return True


def spoilt(document: Any, data: st.DataObject) -> None:
    """Put something wrong somewhere, or take something away."""
    places = [document, *document.get("fields", []), *document.get("collections", [])]
    table = data.draw(st.sampled_from(places))
    key = data.draw(st.sampled_from([*table, "unknown", "from", "others"]))
    value = data.draw(wrong)
    table.pop(key, None)
    if value is not None:
        table[key] = value


def test_it_is_a_schema() -> None:
    """That its dialect knows."""
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=120, deadline=None)
@given(mappings, st.booleans(), st.data())
def test_what_is_read_is_valid(document: dict[str, Any], spoil: bool, data: st.DataObject) -> None:
    """Nothing that the schema refuses is taken."""
    if spoil:
        spoilt(document, data)
    assume(not VALIDATOR.is_valid(as_json(document)))
    assert not taken(document)


@settings(max_examples=120, deadline=None)
@given(mappings)
def test_what_is_valid_has_no_fault_of_shape(document: dict[str, Any]) -> None:
    """What the schema takes is refused only for what no schema can say."""
    assume(VALIDATOR.is_valid(as_json(document)))
    try:
        mapping_from(document)
    except InvalidDocument as error:
        assert not SHAPE & {one.code for one in error.faults}  # noqa: PT017 - many are taken


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "mappings").glob("*.toml")), ids=lambda path: path.stem)
def test_the_examples_are_valid(path: Path) -> None:
    """As editors show them."""
    assert not list(VALIDATOR.iter_errors(as_json(toml_document(path))))


def test_every_key_and_kind_stands_in_the_reference() -> None:
    """And the reference names no other key."""
    page = (ROOT / "docs" / "reference" / "mappings.md").read_text("utf-8")
    for section, part in (
        ("Top level", SCHEMA),
        ("`[[fields]]`", SCHEMA["properties"]["fields"]["items"]),
        ("`[[collections]]`", SCHEMA["properties"]["collections"]["items"]),
    ):
        table = page.partition(f"## {section}\n")[2].partition("\n## ")[0].partition("| Kind |")[0]
        rows = re.findall(r"^\| (`.*?) \|", table, flags=re.M)
        named = {name.strip("[]") for row in rows for name in re.findall(r"`([\w\[\]]+)`", row)}
        assert named == set(part["properties"])
    kinds = SCHEMA["properties"]["fields"]["items"]["properties"]["kind"]["enum"]
    assert all(f"`{kind}`" in page for kind in kinds)
