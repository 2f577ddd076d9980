"""The quick ways of reading and writing say what the thorough ones say: of what is right, and of what is wrong."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any

import attrs
import pytest

from peersupport import records
from peersupport.errors import InvalidDocument, InvalidRecord
from peersupport.records.case import Case
from peersupport.records.codec import document_of, from_json, parse_json, to_json
from peersupport.records.codec.converter import CONVERTER
from peersupport.records.codec.quick_reading import quick_reader
from peersupport.records.codec.quick_writing import quick_writer
from peersupport.records.codec.text import encodable_throughout
from peersupport.records.people import Participant
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.fields import Setting, record_of

Json = Any
ODD: tuple[Json, ...] = (
    None, True, False, 0, 1, -1, 3.9, 2**63, -(2**63), 1e400, float("nan"), "", "no", "false", "None", "mother",
    "2026-02-29", "2026-02-28", "20260228", "2026-W09-6", " 2026-02-28", "2026-02-28T10:00:00Z", "10:30", "\ud800",
    "\u00e9", [], ["a"], [None], {}, {"date": "2026-02-28"}, {"first": "2026-02-28", "last": "2026-02-27"},
    {"first": "2026-02-27", "last": "2026-02-28"}, {1: 2}, [[]],
)  # fmt: skip
"""What may stand where something else is expected."""
PARTS = (
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    "\\ud800",
    "\\u00e9",
    "NaN",
    "1e999",
    "-Infinity",
    "\x00",
    " ",
    "\ufeff",
)


def _classes() -> Iterator[Any]:
    for module in iter_modules(records.__path__):
        if not module.ispkg:
            found = vars(import_module(f"{records.__name__}.{module.name}"))
            yield from (one for one in found.values() if isinstance(one, type) and attrs.has(one))


CLASSES = sorted(set(_classes()), key=lambda one: one.__qualname__)


def _drawn(kind: Any, seed: int) -> Any:
    try:
        return record_of(Choices.seeded(seed), kind, Setting())
    except (TypeError, InvalidRecord):  # what cannot be drawn of its fields alone
        return None


def _outcome(read: Callable[[Json], Any], document: Json) -> str:
    """What reading came to: the record as JSON, which tells True from 1, or that there is none."""
    try:
        return json.dumps(CONVERTER.unstructure(read(document)))
    except Exception:  # noqa: BLE001 - whatever it raises
        return "refused"


def _mutated(random: Random, document: Json) -> Json:
    """The document with something odd in one place."""
    document = json.loads(json.dumps(document))
    places = [document]
    while (inner := [one for one in _inside(places[-1]) if _inside(one)]) and random.random() < 0.7:
        places.append(random.choice(inner))
    place, kind = places[-1], random.random()
    keys = _keys(place)
    if not keys:
        return random.choice(ODD)
    if kind < 0.15:
        del place[random.choice(keys)]
    elif kind < 0.3 and hasattr(place, "keys"):
        place[random.choice(("unheard-of", "on", "id", "\ud800", 7))] = random.choice(ODD)
    else:
        place[random.choice(keys)] = random.choice(ODD)
    return document


def _keys(document: Any) -> list[Any]:
    return list(document.keys() if hasattr(document, "keys") else range(len(document)))


def _inside(document: Any) -> list[Json]:
    """What a list or an object holds; nothing where it is neither."""
    return [document[key] for key in _keys(document)] if type(document) in {dict, list} else []


@pytest.mark.parametrize("kind", CLASSES, ids=lambda one: str(one.__name__))
def test_the_quick_way_agrees_with_the_thorough_one(kind: Any) -> None:
    """What is right is read and written to the same; what is odd is refused by both, or taken by both as the same."""
    random = Random(kind.__name__)
    thorough = partial(CONVERTER.structure, cl=kind)
    for seed in range(4):
        value = _drawn(kind, seed)
        if value is None:
            continue
        document = document_of(value)
        if _outcome(thorough, document) == "refused":
            return  # a class that is in no document
        quick = _without_keys(quick_reader(kind))
        assert _outcome(quick, document) == _outcome(thorough, document)
        assert to_json(value).decode() == json.dumps(document, ensure_ascii=False)
        for _ in range(12):
            odd = _mutated(random, document)
            assert _outcome(quick, odd) == _outcome(thorough, odd)


def test_text_is_parsed_quickly_as_strictly() -> None:
    """A text that is changed anywhere is refused by both ways, or says the same to both; a repeated key is refused."""
    random = Random("text")
    texts = [json.dumps(document_of(_drawn(Case, seed)), ensure_ascii=bool(seed % 2)) for seed in range(20)]
    texts += ["[" * depth + "]" * depth for depth in (64, 65, 3_000)] + ["1" * 5_000, "", " 1 ", '{"a": 1, "a": 1}']
    refused = 0
    for text in texts:
        for _ in range(40):
            place = random.randrange(len(text) + 1)
            cut = place + random.choice((0, 0, 1, 5))
            part = random.choice((*PARTS, '"id": "again", ', '"a": 1, "a": 2, ', "[[[[", ""))
            odd: str | bytes = text[:place] + part + text[cut:]
            odd = odd.encode("utf-8", "surrogatepass") if random.random() < 0.5 else odd
            outcomes = [_outcome(partial(from_json, record=Case), odd), _outcome(_thorough_case, odd)]
            assert outcomes[0] == outcomes[1]
            refused += outcomes[0] == "refused"
    assert 0 < refused < 40 * len(texts)


def _without_keys(read: Callable[[Json, list[int]], Any]) -> Callable[[Json], Any]:
    def reads(document: Json) -> Any:
        made = read(document, [0])
        assert encodable_throughout(document)  # which every caller makes sure of
        return made

    return reads


def _thorough_case(text: str | bytes) -> Any:
    return CONVERTER.structure(parse_json(text), Case)


def test_json_goes_both_ways() -> None:
    """A case survives; a wrong one gives every fault with its path by names, and the error holds nothing else."""
    case = _drawn(Case, 3)
    assert quick_reader(Case)(document_of(case), [0]) == case
    assert quick_writer(Case)(case).encode() == to_json(case)
    assert from_json(to_json(case), Case) == case
    assert from_json(to_json(case).decode(), Case) == case
    with pytest.raises(InvalidDocument) as caught:
        from_json('{"id": 1, "participant": {"id": "p", "names": ["a", NaN, "\\ud800"], "id": "q"}}', Case)
    assert caught.value.__context__ is None
    assert [(one.code, one.path) for one in caught.value.faults] == [
        ("json-duplicate", ("participant",)),
        ("json-number", ("participant", "names", 1)),
        ("value-text", ("participant", "names", 2)),
    ]


@pytest.mark.parametrize("held", ["\ud800", float("nan")])
def test_what_json_does_not_hold_is_not_written(held: Any) -> None:
    """Nothing is written that could not be read again; the error does not say what it was."""
    with pytest.raises(InvalidRecord) as caught:
        to_json(Participant(id=held))
    assert caught.value.__context__ is None
    assert str(held) not in str(caught.value)
