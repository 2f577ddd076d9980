"""One mutated document: it is accepted and comes back equal, or refused with faults that name places and no values."""

import json
import re
from contextlib import suppress
from functools import cache
from random import Random
from time import process_time
from typing import Any
from zlib import crc32

from tests.records.documents.corpus import Kind, kinds
from tests.records.documents.mutations import BYTES, CANARY, mutated

from peersupport._attrs import frozen
from peersupport.errors import InvalidDocument, Path
from peersupport.records.codec import document_of, from_json, parse_json, structured, to_json
from peersupport.records.codec.converter import CONVERTER
from peersupport.rules.criterion_shape import CriterionDocument

LONGEST = 0.050
"""Seconds of processor time that a document may take."""
LARGEST = 64 * 1024
"""Bytes that are taken of a document here; some are larger."""
CODE = re.compile(r"[a-z]+(-[a-z]+)+")


@frozen
class Judged:
    """What came of one document. `wrong` says what must not be; empty where all is well."""

    kind: str
    accepted: bool
    codes: frozenset[str]
    seconds: float
    wrong: str = ""


@cache
def trees() -> dict[bytes, Any]:
    """Every text of the corpus as a tree."""
    return {text: json.loads(text) for kind in kinds() for text in kind.texts}


def drawn(number: int, seed: int) -> tuple[Kind, bytes]:
    """A mutated document: the same for the same number and seed."""
    random = Random(seed * 1_000_000_007 + number)
    kind = random.choice(kinds())
    document = mutated(random, trees()[random.choice(kind.texts)])
    text = json.dumps(document, ensure_ascii=random.random() < 0.85).encode("utf-8", "surrogatepass")
    if random.random() < 0.15:
        text = random.choice(BYTES)(random, text)
    if random.random() < 0.002:
        text = text + b" " * random.choice((LARGEST - 1, LARGEST, 10 * LARGEST))
    return kind, text


def judged(kind: Kind, text: bytes) -> Judged:
    """Read one document, and judge what comes of it."""
    found = _once(kind, text)
    for _ in range(2):
        if found.seconds <= LONGEST:
            break
        # Once may be a pause of the machine, and no document of its own.
        found = min(found, _once(kind, text), key=lambda one: one.seconds)
    return found if found.seconds <= LONGEST else _slow(found)


def _slow(found: Judged) -> Judged:
    return Judged(
        kind=found.kind,
        accepted=found.accepted,
        codes=found.codes,
        seconds=found.seconds,
        wrong=found.wrong or f"took {found.seconds * 1000:.0f} ms",
    )


def _once(kind: Kind, text: bytes) -> Judged:
    document: Any = None
    value: Any = None
    refused: InvalidDocument | None = None
    wrong = ""
    started = process_time()
    try:
        document = parse_json(text, kind.made, largest=LARGEST)
        value = structured(document, kind.made)
    except InvalidDocument as error:
        refused = error
    except Exception as error:  # noqa: BLE001 - whatever else is raised is what is looked for
        wrong = f"raised {type(error).__name__}"
    seconds = process_time() - started
    if refused is not None:
        wrong = _told(refused, document) or _refused_quickly(kind, text)
    elif not wrong:
        try:
            wrong = _comes_back(kind, value) or _taken_quickly(kind, value, document, text)
            wrong = wrong or _further(kind, document, text)
        except Exception as error:  # noqa: BLE001 - what was taken must be written, and read again
            wrong = f"was taken, and then raised {type(error).__name__}"
    codes = frozenset(one.code for one in refused.faults) if refused is not None else frozenset[str]()
    return Judged(kind=kind.name, accepted=refused is None, codes=codes, seconds=seconds, wrong=wrong)


def _comes_back(kind: Kind, value: Any) -> str:
    written = document_of(value)
    again = structured(parse_json(json.dumps(written), kind.made), kind.made)
    if again != value or document_of(again) != written:
        return "does not come back equal"
    return ""


def _taken_quickly(kind: Kind, value: Any, document: Any, text: bytes) -> str:
    """What differs between the quick way and the thorough one, for what both must take."""
    if CONVERTER.structure(document, kind.made) != value:
        return "is read otherwise by the thorough way"
    if kind.made is CriterionDocument:
        return ""
    if from_json(text, kind.made, largest=LARGEST) != value:
        return "is read otherwise by `from_json`"
    return "" if json.loads(to_json(value)) == document_of(value) else "is written otherwise by `to_json`"


def _refused_quickly(kind: Kind, text: bytes) -> str:
    """Whether `from_json` takes what must be refused; every fourth is tried."""
    if crc32(text) % 4 == 0:
        with suppress(InvalidDocument):
            from_json(text, kind.made, largest=LARGEST)
            return "is taken by `from_json`"
    return ""


def _further(kind: Kind, document: Any, text: bytes) -> str:
    """What is wrong with what a reader of more than shape says of every fourth: it compiles what it reads."""
    if kind.further is None or crc32(text) % 4:
        return ""
    try:
        kind.further(document)
    except InvalidDocument as error:
        return _told(error, document)
    return ""


def _told(error: InvalidDocument, document: Any) -> str:
    """What is wrong with what is told."""
    told = [str(error), repr(error), *map(repr, error.faults)]
    if any(CANARY in one for one in told):
        return "repeats what the document says"
    if error.__context__ is not None or error.__cause__ is not None:
        return "carries another error"
    if not 0 < len(error.faults) <= 101:
        return f"tells {len(error.faults)} faults"
    for fault in error.faults:
        if CODE.fullmatch(fault.code) is None or not fault.message:
            return "has a fault without code or message"
        if document is not None and not _leads(document, fault.path):
            return f"has a path that leads nowhere [{fault.code}]"
    return ""


def _leads(document: Any, path: Path) -> bool:
    """Whether a path leads to a value of the document, or to a key that is missing there."""
    for place, step in enumerate(path):
        if isinstance(document, dict):
            if step in document:
                document = document[step]
                continue
            if isinstance(step, str):
                return place == len(path) - 1
            document = list(document.values())
        if not isinstance(document, list) or not isinstance(step, int) or step >= len(document):
            return False
        document = document[step]
    return True
