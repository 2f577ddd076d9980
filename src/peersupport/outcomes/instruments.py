"""Questionnaires as data: which scores an answer can have, what is added up, and what a total may be read as.

Numbers only. The wording of items belongs to those who hold the rights in it and is never part of this library.
An item's score is the one that counts, as the keyed form gives it: nothing that is stored is ever turned round again.
"""

from collections.abc import Iterable
from enum import Enum

from peersupport._attrs import frozen
from peersupport.citations import Mark

TOTAL = "total"
"""The scale of all items: what `Assessment.total` holds."""


class Direction(Enum):
    """Which way a score is better."""

    LOWER = "lower"
    HIGHER = "higher"


class Population(Enum):
    """Whom a band or cut-off was made for: before the birth, or in the year after it."""

    ANTENATAL = "antenatal"
    POSTNATAL = "postnatal"


@frozen
class Source:
    """Where a figure was read, or that it was not: `memory` is not confirmed, `default` is our own choice."""

    text: str
    mark: Mark = Mark.PUBLISHED


@frozen
class Item:
    """One question, by its number alone. `values` are the scores that it can have.

    `printed_reversed`: the paper lists its answers from the highest score to the lowest. Only `keyed` reads that.
    """

    values: tuple[int, ...]
    printed_reversed: bool = False


@frozen
class Band:
    """A name for the scores from `low` to `high`, both included."""

    name: str
    low: int
    high: int
    population: Population | None = None


@frozen
class CutOff:
    """A score from which on (towards the worse) it is a case. `population` None: of everybody."""

    at: float
    name: str
    source: Source
    population: Population | None = None


@frozen
class Threshold:
    """By how many points a score must have moved: `better` and `worse` are counted each in its own direction."""

    better: float
    worse: float
    source: Source


@frozen
class Scale:
    """What is added up, and read. Items are numbered from 1.

    `case` holds one cut-off for each population: what recovery rests on. `screens` are further cut-offs.
    `reliable` is the change beyond what measuring alone makes; `important` the smallest that people notice. `prorated`
    says how many items may be missing and be filled in by the mean of the others; none unless the instrument says so.
    """

    id: str
    items: tuple[int, ...]
    direction: Direction = Direction.LOWER
    bands: tuple[Band, ...] = ()
    bands_source: Source | None = None
    case: tuple[CutOff, ...] = ()
    screens: tuple[CutOff, ...] = ()
    reliable: Threshold | None = None
    important: Threshold | None = None
    prorated: int = 0


@frozen
class Alert:
    """An answer that somebody must act on the same day: it waits for no other item and for no total."""

    item: int
    at: int
    advice: str
    source: Source


@frozen
class Age:
    """An age that is reached on a day: in years, or in months and days."""

    years: int = 0
    months: int = 0
    days: int = 0


@frozen
class Instrument:
    """One questionnaire. Without items it is left to configuration: a site supplies it under the same id.

    `licence` says what must be known before it is used. `youngest` is the age from which it may be used, `oldest` the
    age on which it may no more.
    """

    id: str
    title: str
    source: Source
    licence: str
    items: tuple[Item, ...] = ()
    scales: tuple[Scale, ...] = ()
    alerts: tuple[Alert, ...] = ()
    youngest: Age | None = None
    oldest: Age | None = None
    recall: str = ""

    @property
    def total(self) -> Scale | None:
        """The scale of all items; None where the instrument has no total."""
        return self.scale(TOTAL)

    def scale(self, name: str) -> Scale | None:
        """A scale by its id; None where there is none."""
        return next((one for one in self.scales if one.id == name), None)

    def ends(self, scale: Scale) -> tuple[int, int]:
        """The lowest and the highest score of a scale."""
        values = [self.items[number - 1].values for number in scale.items]
        return sum(map(min, values)), sum(map(max, values))


def alike(number: int, values: Iterable[int], printed_reversed: Iterable[int] = ()) -> tuple[Item, ...]:
    """So many items with the same scores; those that the paper prints the other way round, by number."""
    scores, turned = tuple(values), set(printed_reversed)
    return tuple(Item(values=scores, printed_reversed=place in turned) for place in range(1, number + 1))


def keyed(instrument: Instrument, ticked: Iterable[int | None]) -> tuple[int | None, ...]:
    """The scores of a form on paper, from the place of each tick counted from the top, the first being 0.

    For paper alone: items that are stored as scores, as every record here is, are never turned round again. A place
    that an item does not have is no score (`None`): it is asked again.
    """
    given = list(ticked)
    scores = [
        sorted(item.values, reverse=item.printed_reversed)[place]
        if place is not None and 0 <= place < len(item.values)
        else None
        for item, place in zip(instrument.items, given, strict=False)
    ]
    return tuple(scores + [None] * (len(instrument.items) - len(scores)))
