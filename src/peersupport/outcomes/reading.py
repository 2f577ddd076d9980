"""What a score may be read as: a band or a case, where every score that is still possible says the same."""

from collections.abc import Sequence

from peersupport.outcomes.instruments import Band, CutOff, Direction, Population, Scale
from peersupport.rules.bounds import Bounds
from peersupport.truth import Truth, truth_of


def band_of(scale: Scale, bounds: Bounds, population: Population | None) -> str | None:
    """The name of the band that holds every possible score, for every possible population; None where there is none.

    Between two bands (a prorated score may be no whole number) the lower one holds.
    """
    named = {_band([one for one in scale.bands if one.population in {None, who}], bounds) for who in _of(population)}
    return named.pop() if len(named) == 1 else None


def case_of(cut_offs: Sequence[CutOff], scale: Scale, bounds: Bounds, population: Population | None) -> Truth | None:
    """Whether it is a case: UNKNOWN where possible scores or populations disagree; None where there is no cut-off."""
    if not cut_offs:
        return None
    judged: set[Truth] = set()
    for who in _of(population):
        own = [one for one in cut_offs if one.population in {None, who}]
        reached = {_reached(end, scale, one) for one in own for end in (bounds.low, bounds.high)}
        judged.add(truth_of(reached.pop()) if len(reached) == 1 else Truth.UNKNOWN)
    return judged.pop() if len(judged) == 1 else Truth.UNKNOWN


def screens_of(scale: Scale, bounds: Bounds, population: Population | None) -> tuple[tuple[str, Truth], ...]:
    """Each further cut-off by its name, and whether it is reached."""
    named = {name: [one for one in scale.screens if one.name == name] for name in [one.name for one in scale.screens]}
    return tuple(
        (name, truth) for name, own in named.items() if (truth := case_of(own, scale, bounds, population)) is not None
    )


def _of(population: Population | None) -> Sequence[Population]:
    return tuple(Population) if population is None else (population,)


def _reached(value: float, scale: Scale, cut_off: CutOff) -> bool:
    return value >= cut_off.at if scale.direction is Direction.LOWER else value <= cut_off.at


def _band(bands: Sequence[Band], bounds: Bounds) -> str | None:
    for one in bands:
        if one.low <= bounds.low and bounds.high < one.high + 1:
            return one.name
    return None
