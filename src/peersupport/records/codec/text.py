"""JSON as text, strictly: what readers of JSON let pass or repair is a fault."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from peersupport.errors import Fault, Path
from peersupport.records.codec.faults import invalid
from peersupport.records.codec.fields import names_of
from peersupport.records.codec.form import Json
from peersupport.records.codec.values import encodable

DEEPEST = 64
LARGEST_DOCUMENT = 16 * 1024 * 1024
"""In bytes; as much as an entry of a ledger holds."""


def parse_json(text: str | bytes, kind: Any = None, *, largest: int = LARGEST_DOCUMENT) -> Json:
    """Strict JSON in UTF-8: no repeated keys, NaN, infinity or lone surrogates, at most 64 deep and `largest` bytes.

    `kind` is the class that will be made of the document: a path names its fields, and any other key by its place,
    since a key may be somebody's name. Raises `InvalidDocument` with every fault, up to 100.
    """
    reader = _Reader()
    document, fault = reader.read(text, largest)
    # Raised out here: an error raised while another is handled carries that one, and with it the whole document.
    if fault is not None:
        raise invalid([fault])
    if reader.marked:
        raise invalid(_marked(document, (), frozenset() if kind is None else names_of(kind)))
    return document  # type: ignore[no-any-return]


def parse_quickly(text: str | bytes, largest: int = LARGEST_DOCUMENT) -> tuple[Json, int]:
    """What `parse_json` gives but for repeated keys, of which the last counts; and how many colons the text holds.

    Each key has its colon: where a document has as many keys as its text has colons, no key was repeated. Raises,
    whatever it raises, where anything else may be wrong, and does not say what is.
    """
    # A character takes at most four bytes.
    if len(text) > (largest if isinstance(text, bytes) else largest // 4):
        raise OverflowError
    decoded = (text.decode() if isinstance(text, bytes) else text).strip(" \t\r\n")
    document, end = _QUICK.scan_once(decoded, 0)
    if end != len(decoded) or _too_deep(decoded, document):
        raise ValueError
    if "\\" in decoded and not encodable_throughout(document):
        raise ValueError
    return document, decoded.count(":")


def _no_constant(_: str) -> Json:
    raise ValueError


_QUICK: Any = json.JSONDecoder(parse_constant=_no_constant)


class _Repeated(dict[str, Json]):
    """An object of which the text gives a key twice."""


class _NoNumber:
    """What stands for NaN and infinity until their places are told."""


class _Reader:
    """Reads one document. `marked` is whether it holds something that is wrong, to be told with its place."""

    marked = False

    def read(self, text: str | bytes, largest: int) -> tuple[Any, Fault | None]:
        """What the text says, or why it cannot be read."""
        try:
            return self._document(text, largest), None
        except UnicodeError:
            return None, Fault(code="json-encoding", message="the document is not UTF-8")
        except json.JSONDecodeError as error:
            message = f"this is not JSON, at line {error.lineno}, column {error.colno}"
            return None, Fault(code="json-syntax", message=message)
        except RecursionError:
            return None, Fault(code="json-depth", message=f"the document is nested more than {DEEPEST} deep")
        except OverflowError:
            return None, Fault(code="json-size", message=f"the document is larger than {largest:,} bytes")
        except ValueError:
            return None, Fault(code="json-number", message="a number has too many digits")

    def _document(self, text: str | bytes, largest: int) -> Any:
        content = text.encode() if isinstance(text, str) else text
        if len(content) > largest:
            raise OverflowError
        decoded = content.decode() if isinstance(text, bytes) else text
        document = json.loads(decoded, object_pairs_hook=self._object, parse_constant=self._constant)
        if _too_deep(decoded, document):
            raise RecursionError
        # Only an escape can bring a lone surrogate into UTF-8.
        if "\\u" in decoded and not encodable_throughout(document):
            self.marked = True
        return document

    def _object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        self.marked = True
        return _Repeated(made)

    def _constant(self, _: str) -> _NoNumber:
        self.marked = True
        return _NoNumber()


def _marked(document: Any, path: Path, names: Collection[str]) -> Iterator[Fault]:
    """What is wrong in a document that could be read, in its order."""
    kind = document.__class__
    if kind is _Repeated:
        yield Fault(code="json-duplicate", message="an object has the same key twice", path=path)
    if kind is _NoNumber:
        yield Fault(code="json-number", message="NaN and Infinity are no JSON numbers", path=path)
    elif kind is str and not encodable_throughout(document):
        yield Fault(code="value-text", message="expected text without lone surrogates", path=path)
    elif kind is list:
        for place, one in enumerate(document):
            yield from _marked(one, (*path, place), names)
    elif kind in {dict, _Repeated}:
        for place, (key, one) in enumerate(document.items()):
            if not encodable(key):
                yield Fault(code="value-text", message="expected keys without lone surrogates", path=path)
            yield from _marked(one, (*path, key if key in names else place), names)


def encodable_throughout(document: Any) -> bool:
    """Whether there is no lone surrogate in any text or key."""
    kind = document.__class__
    if kind is str:
        return encodable(document)
    if kind is dict or kind is _Repeated:
        return all(map(encodable, document)) and all(map(encodable_throughout, document.values()))
    return kind is not list or all(map(encodable_throughout, document))


def _too_deep(text: str, document: Any) -> bool:
    """Whether a document is nested too deeply, which few brackets cannot do."""
    return text.count("[") + text.count("{") > DEEPEST and _depth(document, 0) > DEEPEST


def _depth(document: Any, depth: int) -> int:
    """How many objects and lists are nested, counted from `depth`, up to one more than are allowed."""
    kind = document.__class__
    if depth > DEEPEST or kind not in {dict, _Repeated, list}:
        return depth
    inner = document if kind is list else document.values()
    return max((_depth(one, depth + 1) for one in inner), default=depth + 1)
