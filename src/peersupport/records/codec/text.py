"""JSON as text, strictly: what readers of JSON let pass or repair is a fault."""

import json
from datetime import date
from typing import Any

from peersupport.errors import Fault
from peersupport.records.codec.faults import Mismatch, invalid

Json = dict[str, Any] | list[Any] | str | int | float | bool | date | None
"""A JSON value; one that was read from TOML or YAML holds dates as dates."""
DEEPEST = 64


def parse_json(text: str | bytes) -> Json:
    """Strict JSON: UTF-8, no repeated keys, no NaN or infinity, at most 64 deep. Raises `InvalidDocument`."""
    document, fault = _parsed(text)
    # Raised out here: an error raised while another is handled carries that one, and with it the whole document.
    if fault is not None:
        raise invalid([fault])
    return document


def _parsed(text: str | bytes) -> tuple[Json, Fault | None]:
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        document: Json = json.loads(decoded, object_pairs_hook=_unique, parse_constant=_no_constant)
    except Mismatch as error:
        return None, Fault(code=error.code, message=error.expected)
    except UnicodeDecodeError:
        return None, Fault(code="json-encoding", message="the document is not UTF-8")
    except json.JSONDecodeError as error:
        message = f"this is not JSON, at line {error.lineno}, column {error.colno}"
        return None, Fault(code="json-syntax", message=message)
    except (RecursionError, ValueError):
        return None, Fault(code="json-depth", message="the document is nested too deeply or holds a number too long")
    if _depth(document, 0) > DEEPEST:
        return None, Fault(code="json-depth", message=f"the document is nested more than {DEEPEST} deep")
    return document, None


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Mismatch("json-duplicate", "an object has the same key twice")
    return made


def _no_constant(_: str) -> None:
    raise Mismatch("json-number", "NaN and Infinity are no JSON numbers")


def _depth(document: Json, depth: int) -> int:
    """How many objects and lists are nested, counted from `depth`, up to one more than are allowed."""
    if not isinstance(document, dict | list) or depth > DEEPEST:
        return depth
    inner = document.values() if isinstance(document, dict) else document
    return max((_depth(one, depth + 1) for one in inner), default=depth + 1)
