"""Five hundred different values of persons, of ten kinds, in the forms in which they are written: the canaries.

None of them is anybody's: the dates lie in the 1870s, the telephone numbers among those kept for drama, the postcodes
in no area; words hold letters that stand together in no language.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import NamedTuple

from tests.durability.listening import Words

SIZE = 500
FIRST = ("Zqanna", "Zqbéa", "Zqcarol", "Zqdóra", "Zqelif")
LAST = ("Quillfeather", "Ambersnipe", "Hartwhistle", "Ó Zqbriain", "Mossgrave")
STREETS = ("Zqerry Lane", "Zqolly Row", "Zqeech Close", "Zqilver Mews", "Zqorn Walk")
ILLS = ("Zqellian syndrome", "Zqostic fever", "Zqumbral psychosis", "Zqinnic anaemia", "Zqatral depression")
SAID = ("told us of Zqevin", "cried about Zqasper", "is afraid of Zqoran", "hides from Zqurt", "lost Zqilly")
HINTS = re.compile(r"zq|187\d|7700 ?900|999 ?0", re.IGNORECASE)
"""What any of them holds: a text without a hint is not searched for each."""


class Bird(NamedTuple):
    """One canary, and every form in which it may come out."""

    kind: str
    text: str
    forms: tuple[str, ...]


def _nhs_number(number: int) -> str:
    """Ten digits with their check digit, from a range that is not given out."""
    while True:
        nine = f"9990{number:05}"
        check = 11 - sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11
        if check != 10:
            return f"{nine}{check % 11}"
        number += 1000


def _texts(number: int) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    one = number % 5
    born = date(1871, 1, 1) + timedelta(days=61 * number)
    nhs = _nhs_number(number)
    yield "name", f"{FIRST[one]} {LAST[number // 5 % 5]} {number}", ()
    yield "nhs number", nhs, (f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}",)
    yield (
        "birth date",
        born.isoformat(),
        (f"{born:%d/%m/%Y}", f"{born.year}, {born.month}, {born.day}", f"{born.day} {born:%B %Y}", f"{born:%Y%m%d}"),
    )
    yield "postcode", f"ZQ{number} {one}QZ", (f"ZQ{number}{one}QZ",)
    yield "address", f"{number} {STREETS[one]}", ()
    yield "telephone", f"07700 900{number:03}", (f"07700900{number:03}", f"+447700900{number:03}")
    yield "note", f"she {SAID[one]} on visit {number}", ()
    yield "email", f"zqmother.{number}@example.org", ()
    yield "diagnosis", f"{ILLS[one]} type {number}", ()
    yield "id", f"zq-{number:04}-{one}f", ()


def flock(size: int = SIZE) -> tuple[Bird, ...]:
    """So many canaries, all different, the kinds by turns."""
    found = [
        Bird(kind, text, tuple(dict.fromkeys((text, text.lower(), json.dumps(text)[1:-1], repr(text)[1:-1], *forms))))
        for number in range(1, size // 10 + 2)
        for kind, text, forms in _texts(number)
    ]
    return tuple(found[:size])


class Flock(Words):
    """Gives the canaries by turns, and knows which were given: in the place of the words of the other harness."""

    def __init__(self, birds: tuple[Bird, ...], random: Random) -> None:
        super().__init__(random)
        self.birds = birds
        self.given = set[str]()
        self._turn = cycle(birds)

    def word(self, what: str) -> str:
        """The next one, of whatever kind."""
        del what
        bird = next(self._turn)
        self.given.add(bird.text)
        return bird.text

    def email(self) -> str:
        """The next one: no place is only for what belongs there."""
        return self.word("email")

    def heard_in(self, text: str) -> Bird | None:
        """A canary that a text holds, in whatever form."""
        if HINTS.search(text) is None:
            return None
        return next((bird for bird in self.birds if any(form in text for form in bird.forms)), None)
