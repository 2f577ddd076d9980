"""What a completed questionnaire comes to: alerts first, then totals within what the missing answers leave open."""

from collections.abc import Iterable, Sequence

from peersupport._attrs import record
from peersupport.errors import Fault, InvalidDocument
from peersupport.outcomes.alerts import AlertState, alerts
from peersupport.outcomes.instruments import TOTAL, Instrument, Population, Scale
from peersupport.outcomes.measures import Caveat
from peersupport.outcomes.reading import band_of, case_of, screens_of
from peersupport.records.assessments import Assessment
from peersupport.rules.bounds import Bounds
from peersupport.truth import Truth

Items = Sequence[int | None]


@record
class ScaleScore:
    """One scale. `bounds` hold every way in which the missing items can be answered; exact when nothing is missing.

    `band` is None where it cannot be told, or there are none; `case` where the scale has no cut-off.
    `screens` are its further cut-offs, by name.
    """

    scale: str
    bounds: Bounds
    missing: tuple[int, ...]
    band: str | None
    case: Truth | None
    screens: tuple[tuple[str, Truth], ...] = ()
    prorated: bool = False

    @property
    def exact(self) -> float | None:
        """The score; None while an item is missing."""
        return self.bounds.low if self.bounds.low == self.bounds.high else None


@record
class Score:
    """One questionnaire, scored. `profile` holds the items of an instrument that has no scale (EQ-5D)."""

    instrument: str
    alerts: tuple[AlertState, ...]
    scales: tuple[ScaleScore, ...]
    profile: tuple[int, ...] | None = None
    caveats: tuple[Caveat, ...] = ()

    @property
    def total(self) -> ScaleScore | None:
        """The scale of all items; None where there is none."""
        return self.scale(TOTAL)

    def scale(self, name: str) -> ScaleScore | None:
        """A scale by its id; None where there is none."""
        return next((one for one in self.scales if one.scale == name), None)


def score(
    assessment: Assessment,
    instrument: Instrument,
    *,
    population: Population | None = None,
    caveats: Iterable[Caveat] = (),
) -> Score:
    """Score an assessment. Item scores are taken as they are stored: nothing is turned round.

    A missing item means that there is no total, only bounds, unless the scale says that it is prorated; a total that is
    recorded beside missing items is not used. `population` None is not known: what differs between populations is then
    not told. Caveats are carried by every result that is not a sure case. Raises `InvalidDocument` with every item and
    total that cannot be; `alerts` does not wait for that.
    """
    faults = score_faults(assessment, instrument)
    if faults:
        raise InvalidDocument("an assessment has faults", faults)
    items = _answered(assessment, instrument)
    found = [_scored(one, instrument, items, assessment.total, population) for one in instrument.scales]
    scales = tuple(one for one in found if one is not None)
    known = tuple(one for one in items or () if one is not None)
    return Score(
        instrument=instrument.id,
        alerts=alerts(assessment, instrument),
        scales=scales,
        profile=known if instrument.items and not instrument.scales and len(known) == len(instrument.items) else None,
        caveats=() if any(one.case is Truth.TRUE for one in scales) else tuple(caveats),
    )


def score_faults(assessment: Assessment, instrument: Instrument) -> tuple[Fault, ...]:
    """Every item and total that cannot be, by its path inside the assessment; never the value."""
    if not instrument.items:
        return ()
    faults: list[Fault] = []
    items, total, scale = assessment.items, assessment.total, instrument.total
    if items is not None and len(items) != len(instrument.items):
        message = f"`{instrument.id}` has {len(instrument.items)} items"
        return (Fault(code="score-items", message=message, path=("items",), help="null is an item not answered"),)
    for place, (given, item) in enumerate(zip(items or (), instrument.items, strict=False)):
        if given is not None and given not in item.values:
            message = f"an item of `{instrument.id}` is one of {', '.join(map(str, item.values))}"
            faults.append(Fault(code="score-range", message=message, path=("items", place)))
    if total is None:
        return tuple(faults)
    if scale is None:
        return (*faults, Fault(code="score-total", message=f"`{instrument.id}` has no total", path=("total",)))
    low, high = instrument.ends(scale)
    if not low <= total <= high:
        message = f"a total of `{instrument.id}` is from {low} to {high}"
        faults.append(Fault(code="score-total", message=message, path=("total",)))
    elif items is not None and None not in items and not faults and _reach(scale, instrument, items).low != total:
        faults.append(Fault(code="score-differs", message="the items do not add up to the total", path=("total",)))
    return tuple(faults)


def _answered(assessment: Assessment, instrument: Instrument) -> Items | None:
    """The items, where any was answered or nothing else is known."""
    items = assessment.items if instrument.items else None
    blank = items is not None and all(one is None for one in items)
    return None if blank and assessment.total is not None else items


def _scored(
    scale: Scale, instrument: Instrument, items: Items | None, total: int | None, population: Population | None
) -> ScaleScore | None:
    prorated = False
    if items is not None:
        given = [items[number - 1] for number in scale.items]
        answered = [one for one in given if one is not None]
        missing = tuple(number for number in scale.items if items[number - 1] is None)
        prorated = bool(answered) and 0 < len(missing) <= scale.prorated
        filled = sum(answered) * len(given) / len(answered) if prorated else 0
        bounds = Bounds(low=filled, high=filled) if prorated else _reach(scale, instrument, items)
    elif total is not None and scale.id == TOTAL:
        bounds, missing = Bounds(low=total, high=total), scale.items
    else:
        return None
    return ScaleScore(
        scale=scale.id,
        bounds=bounds,
        missing=missing,
        band=band_of(scale, bounds, population),
        case=case_of(scale.case, scale, bounds, population),
        screens=screens_of(scale, bounds, population),
        prorated=prorated,
    )


def _reach(scale: Scale, instrument: Instrument, items: Items) -> Bounds:
    """The lowest and the highest sum, however the missing items would be answered."""
    low = high = 0
    for number in scale.items:
        given, values = items[number - 1], instrument.items[number - 1].values
        low += min(values) if given is None else given
        high += max(values) if given is None else given
    return Bounds(low=low, high=high)
