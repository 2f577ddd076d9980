"""Any record from its document, and as a document; and both as JSON.

What reads and writes is loaded when it is first needed: with cattrs it would be half of the whole import.
"""

import json
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from peersupport.errors import InvalidDocument, InvalidRecord
from peersupport.records.case import Case
from peersupport.records.codec.faults import invalid
from peersupport.records.codec.form import Json
from peersupport.records.codec.text import LARGEST_DOCUMENT, encodable_throughout, parse_json, parse_quickly

if TYPE_CHECKING:
    from cattrs import Converter

    from peersupport.records.codec.quick_reading import Read
    from peersupport.records.codec.quick_writing import Write

T = TypeVar("T")


@cache
def _converter() -> "Converter":
    from peersupport.records.codec.converter import CONVERTER  # noqa: PLC0415

    return CONVERTER


@cache
def _reader(kind: Any) -> "Read":
    from peersupport.records.codec.quick_reading import quick_reader  # noqa: PLC0415

    return quick_reader(kind)


@cache
def _writer(kind: Any) -> "Write":
    from peersupport.records.codec.quick_writing import quick_writer  # noqa: PLC0415

    return quick_writer(kind)


def from_json(text: str | bytes, record: type[T], *, largest: int = LARGEST_DOCUMENT) -> T:
    """Any record class from strict JSON (`parse_json`). Raises `InvalidDocument` with every fault, up to 100."""
    kind: Any = record
    made: T | None = None
    colons, keys = 0, [0]
    with suppress(Exception):
        document, colons = parse_quickly(text, largest)
        made = _reader(kind)(document, keys)
    if made is None:
        return structured(parse_json(text, record, largest=largest), record)
    if keys[0] != colons:
        parse_json(text, record, largest=largest)  # a key may be repeated: this one looks, and tells which
    return made


def to_json(value: Any) -> bytes:
    """Any record as JSON in UTF-8: `document_of`, written. Raises `InvalidRecord` for what JSON does not hold."""
    with suppress(Exception):
        return _writer(value.__class__)(value).encode()
    with suppress(UnicodeError, ValueError):
        return json.dumps(document_of(value), ensure_ascii=False, allow_nan=False).encode()
    help = "no lone surrogates, no NaN or infinity, no instants without a zone"
    raise InvalidRecord("a record holds what JSON does not", help=help)


def structured(document: Json, record: type[T]) -> T:
    """Any record class from its document. Raises `InvalidDocument` with every fault, up to 100, and says if more."""
    made = _structured(document, record)
    # Raised out here: an error raised while another is handled carries that one, and with it the whole document.
    if isinstance(made, InvalidDocument):
        raise made
    return made


def document_of(value: Any) -> dict[str, Any]:
    """Any record as JSON. What is not recorded is left out; what is recorded as none is an empty list."""
    document: dict[str, Any] = _converter().unstructure(value)
    return document


def case_from(document: Json) -> Case:
    """The case that a JSON document describes. Raises `InvalidDocument` with every fault, up to 100."""
    return structured(document, Case)


def case_document(case: Case) -> dict[str, Any]:
    """A case as JSON. What is not recorded is left out; what is recorded as none is an empty list."""
    return document_of(case)


def _structured(document: Json, record: type[T]) -> T | InvalidDocument:
    kind: Any = record
    with suppress(Exception):
        quick: T = _reader(kind)(document, [0])
        if encodable_throughout(document):
            return quick
    try:
        return _converter().structure(document, record)
    except Exception as error:  # noqa: BLE001 - every kind of error becomes faults without values
        from peersupport.records.codec.gathered import faults_of  # noqa: PLC0415

        return invalid(faults_of(error, ()))
