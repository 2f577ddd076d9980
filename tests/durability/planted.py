"""Words that occur nowhere else, planted where a person's data stand, and searched for in raw bytes."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

MARK = "zqPlantedCanary"
"""Long enough that what base64 makes of its middle stands in no megabytes of random bytes."""
_PATTERN = re.compile(MARK.encode() + rb"-(\d{6})-([a-z]+)-")


def canary(number: int, what: str) -> str:
    """The word for one thing (a lower-case name) about one person."""
    return f"{MARK}-{number:06}-{what}-"


class Hit(NamedTuple):
    """A word that was found somewhere."""

    number: int
    what: str
    place: str


def _encoded() -> tuple[bytes, ...]:
    mark = MARK.encode()
    turned = [mark.hex().encode(), mark.hex().upper().encode(), MARK.encode("utf-16-le"), mark[::-1]]
    # What base64 makes of it, wherever it begins, without the ends that depend on what stands beside it.
    for lead in range(3):
        text = b64encode(bytes(lead) + mark)
        turned.append(text[4 if lead else 0 : -4])
    return tuple(turned)


_ENCODED = _encoded()


def hits(content: bytes, place: str) -> Iterator[Hit]:
    """Every canary in raw bytes; of one that is written in hexadecimal, base64 or UTF-16, the number is not told."""
    for found in _PATTERN.finditer(content):
        yield Hit(int(found[1]), found[2].decode(), place)
    for encoded in _ENCODED:
        if encoded in content:
            yield Hit(-1, "encoded", place)
    if not _PATTERN.search(content) and MARK.encode() in content:
        yield Hit(-1, "partial", place)


def files(*places: Path) -> Iterator[tuple[str, bytes]]:
    """The files, and all files of the folders, with what they hold."""
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            try:
                if path.is_file():
                    yield str(path), path.read_bytes()
            except FileNotFoundError:
                # A running server takes files away while they are looked at.
                continue


def beside(path: Path) -> list[Path]:
    """A database and the files that SQLite keeps beside it."""
    return [one for end in ("", "-wal", "-journal", "-shm") if (one := path.with_name(path.name + end)).exists()]


def secrets_in(content: bytes, secrets: Iterable[bytes]) -> int:
    """How many of these bytes stand somewhere."""
    return sum(secret in content for secret in secrets)
