"""Records to and from JSON, strictly: a wrong document gives every fault with its path, and nothing of it is taken.

Nothing is coerced: `"false"` is no bool, `True` no number, `3.9` no whole number. Faults name the path and what was
expected, never a value. A string value of an `Answer` stays a string; a date there is written `{"date": "2025-01-31"}`.
"""

from peersupport.records.codec.documents import (
    case_document,
    case_from,
    document_of,
    from_json,
    structured,
    to_json,
)
from peersupport.records.codec.faults import MOST_FAULTS
from peersupport.records.codec.form import Json
from peersupport.records.codec.text import DEEPEST, LARGEST_DOCUMENT, parse_json

__all__ = [
    "DEEPEST",
    "LARGEST_DOCUMENT",
    "MOST_FAULTS",
    "Json",
    "case_document",
    "case_from",
    "document_of",
    "from_json",
    "parse_json",
    "structured",
    "to_json",
]
