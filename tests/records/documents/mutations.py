"""Changes of a document: of its values, keys, lists and bytes. What is put in names nobody: it holds a canary."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

CANARY = "CANARY"
"""In every text that a mutation puts in; no fault may repeat it."""
Change = Callable[[Random, Any], Any]
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    3.9,
    3.0,
    2**63,
    -(2**63),
    2**63 - 1,
    2**53 + 1,
    10**400,
    1e308,
    5e-324,
    "",
    "false",
    "None",
    "abc",
    "1",
    "\ud800",
    "\udfff" + CANARY,
    "\x00" + CANARY,
    CANARY * 3,
    CANARY * 400,
    "2021-02-29",
    "2021-02-28",
    "0000-01-01",
    "9999-12-31",
    "2021-01-01T00:00:00",
    "2021-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "2026-10-25T01:30:00.1234567Z",
    "25:00",
    [],
    {},
    [CANARY],
    {CANARY: CANARY},
    {"date": "2020-01-01"},
    {"date": CANARY},
    {"first": "2020-01-02", "last": "2020-01-01"},
    {"first": "2020-01-01", "last": "2020-01-02"},
    {"low": 2, "high": 1},
    {"low": None, "high": 1.5},
    {"table": -1},
    {"unknown": []},
    {"not": {"unknown": []}},
    [[[[[]]]]],
    float("nan"),
    float("inf"),
    float("-inf"),
)
KEYS = (CANARY, CANARY * 300, "\ud800" + CANARY, "", "id", "names", "value", "birth_dat", "Participant", "fact", "all")


def _another(random: Random, _: Any) -> Any:
    return random.choice(VALUES)


def _emptied(_: Random, value: Any) -> Any:
    return type(value)() if isinstance(value, str | list | dict) else None


def _wrapped(random: Random, value: Any) -> Any:
    deep = random.choice((1, 1, 2, 3, 63, 64, 65))
    for _ in range(deep):
        value = [value] if random.random() < 0.5 else {random.choice(KEYS): value}
    return value


def _keyed(random: Random, value: Any) -> Any:
    if not isinstance(value, dict):
        return {random.choice(KEYS): value}
    changed = dict(value)
    if changed and random.random() < 0.5:
        held = changed.pop(random.choice(list(changed)))
        if random.random() < 0.5:
            changed[random.choice(KEYS)] = held
    else:
        changed[random.choice(KEYS)] = random.choice(VALUES)
    return changed


def _listed(random: Random, value: Any) -> Any:
    if not isinstance(value, list):
        return [value] * random.choice((1, 2))
    changed = list(value)
    if changed and random.random() < 0.5:
        changed.pop(random.randrange(len(changed)))
    else:
        changed.insert(random.randint(0, len(changed)), random.choice(VALUES))
    return changed


def _multiplied(random: Random, value: Any) -> Any:
    """Once to a document at most: twice a hundredfold would be more than is read of one."""
    return (value if isinstance(value, list) and value else [value]) * random.choice((2, 3, 60, 120))


def _alike(random: Random, value: Any) -> Any:
    """Another value of the same JSON type, which gets further than one of another."""
    return random.choice([one for one in VALUES if type(one) is type(value)] or [None])


CHANGES: tuple[Change, ...] = (_another, _another, _alike, _alike, _alike, _emptied, _wrapped, _keyed, _keyed, _listed)


def mutated(random: Random, document: Any) -> Any:
    """The document with none, one or several changes."""
    if random.random() < 0.05:
        document = changed(random, document, (_multiplied,))
    for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3, 5, 12))):
        document = changed(random, document)
    return document


def changed(random: Random, document: Any, changes: Sequence[Change] = CHANGES) -> Any:
    """The document with one change somewhere in it; what is not on the way there is shared."""
    if isinstance(document, dict) and document and random.random() < 0.85:
        key = random.choice(list(document))
        return {**document, key: changed(random, document[key], changes)}
    if isinstance(document, list) and document and random.random() < 0.85:
        place = random.randrange(len(document))
        return [*document[:place], changed(random, document[place], changes), *document[place + 1 :]]
    return random.choice(changes)(random, document)


def _cut(random: Random, text: bytes) -> bytes:
    return text[: random.randint(0, len(text))]


def _flipped(random: Random, text: bytes) -> bytes:
    place = random.randrange(len(text) + 1)
    return text[:place] + bytes([random.randrange(256)]) + text[place + random.randint(0, 1) :]


def _twice(random: Random, text: bytes) -> bytes:
    """An object with a key twice: what stands behind a comma again, where a key stands there."""
    at = [place for place, one in enumerate(text) if one == ord(",")]
    start = random.choice(at) if at else 0
    end = text.find(b",", start + 1)
    return text[:end] + text[start:end] + text[end:] if at and end > 0 else text


PIECES = (b"\xc3", b"\xed\xa0\x80", b"\\ud83d", b"NaN", b"1e999", b"9" * 5000, b"\xef\xbb\xbf", b"[" * 70, b"-0.0")


def _spliced(random: Random, text: bytes) -> bytes:
    piece = random.choice(
        (b"\xc3", b"\xed\xa0\x80", b"\\ud83d", b"NaN", b"1e999", b"9" * 5000, b"\xef\xbb\xbf", b"[" * 70)
    )
    place = random.randint(0, len(text))
    return text[:place] + piece + text[place:]


def _encoded(random: Random, text: bytes) -> bytes:
    return text.decode("utf-8", "replace").encode(random.choice(("utf-16", "utf-32", "utf-8-sig")))


BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (_cut, _flipped, _flipped, _twice, _twice, _spliced, _encoded)
