"""Any record from its document, and as a document."""

from typing import Any, TypeVar

from peersupport.errors import InvalidDocument
from peersupport.records.case import Case
from peersupport.records.codec.converter import CONVERTER
from peersupport.records.codec.faults import faults_of, invalid
from peersupport.records.codec.form import Json

T = TypeVar("T")


def structured(document: Json, record: type[T]) -> T:
    """Any record class from its document. Raises `InvalidDocument` with every fault, up to 100, and says if more."""
    made = _structured(document, record)
    # Raised out here: an error raised while another is handled carries that one, and with it the whole document.
    if isinstance(made, InvalidDocument):
        raise made
    return made


def document_of(value: Any) -> dict[str, Any]:
    """Any record as JSON. What is not recorded is left out; what is recorded as none is an empty list."""
    document: dict[str, Any] = CONVERTER.unstructure(value)
    return document


def case_from(document: Json) -> Case:
    """The case that a JSON document describes. Raises `InvalidDocument` with every fault, up to 100."""
    return structured(document, Case)


def case_document(case: Case) -> dict[str, Any]:
    """A case as JSON. What is not recorded is left out; what is recorded as none is an empty list."""
    return document_of(case)


def _structured(document: Json, record: type[T]) -> T | InvalidDocument:
    try:
        return CONVERTER.structure(document, record)
    except Exception as error:  # noqa: BLE001 - every kind of error becomes faults without values
        return invalid(faults_of(error, ()))
