"""What keeps an instrument from being used: checked when a plugin or a file hands it over, never while scoring."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from peersupport.errors import Fault
from peersupport.outcomes.instruments import CutOff, Instrument, Population, Scale, Threshold

ID = re.compile(r"[a-z0-9][a-z0-9/-]*")


def instrument_faults(one: Instrument) -> list[Fault]:
    """Every fault of one instrument."""
    if faults := list(_of_items(one)):
        return faults
    return [fault for scale in one.scales for fault in _of_scale(one, scale)]


def duplicates(instruments: Iterable[Instrument]) -> Iterator[Fault]:
    """Instruments of one id: which of them is meant would depend on their order."""
    for name, times in sorted(Counter(one.id for one in instruments).items()):
        if times > 1:
            message = f"the instrument `{name}` is given {times} times"
            yield Fault(code="instrument-duplicate", message=message, help="give each an id of its own")


def _of_items(one: Instrument) -> Iterator[Fault]:
    if ID.fullmatch(one.id) is None:
        message = "an instrument needs an id of small letters, digits, dashes and slashes"
        yield Fault(code="instrument-id", message=message)
    if not (one.title and one.source.text and one.licence):
        message = f"`{one.id}` does not say where it is from and what its licence asks"
        yield Fault(code="instrument-uncited", message=message, help="give `title`, `source` and `licence`")
    if any(not item.values or len(set(item.values)) < len(item.values) for item in one.items):
        yield Fault(code="instrument-items", message=f"`{one.id}` has an item without scores, or with one score twice")
    if len({scale.id for scale in one.scales}) < len(one.scales):
        yield Fault(code="instrument-scale", message=f"`{one.id}` has two scales of one id")
    there = range(1, len(one.items) + 1)
    for scale in one.scales:
        if not scale.items or len(set(scale.items)) < len(scale.items) or not set(scale.items) <= set(there):
            message = f"the scale `{scale.id}` of `{one.id}` adds up items that are not there, none, or one twice"
            yield Fault(code="instrument-scale", message=message, help="items are numbered from 1")
        if scale.id == "total" and set(scale.items) != set(there):
            message = f"the total of `{one.id}` does not add up all items"
            yield Fault(code="instrument-scale", message=message, help="name the scale otherwise")
        if not 0 <= scale.prorated < max(len(scale.items), 1):
            message = f"the scale `{scale.id}` of `{one.id}` is prorated from no answer at all"
            yield Fault(code="instrument-scale", message=message)
    for alert in one.alerts:
        if alert.item not in there or not alert.advice:
            message = f"`{one.id}` has an alert on an item that is not there, or without advice"
            yield Fault(code="instrument-alert", message=message, help="items are numbered from 1")


def _of_scale(one: Instrument, scale: Scale) -> Iterator[Fault]:
    name = f"the scale `{scale.id}` of `{one.id}`"
    low, high = one.ends(scale)
    for who in Population:
        bands = sorted((band.low, band.high) for band in scale.bands if band.population in {None, who})
        joined = [low - 1, *(end for band in bands for end in band), high + 1]
        if bands and any(second != first + 1 for first, second in zip(joined[::2], joined[1::2], strict=True)):
            message = f"the bands of {name} leave a gap, overlap or do not reach from {low} to {high}"
            yield Fault(code="instrument-bands", message=message)
            break
    if any(band.low > band.high or not band.name for band in scale.bands) or (scale.bands and not scale.bands_source):
        message = f"a band of {name} ends before it starts, has no name, or no source"
        yield Fault(code="instrument-bands", message=message)
    for cut_off in (*scale.case, *scale.screens):
        if not low <= cut_off.at <= high or not cut_off.source.text:
            message = f"a cut-off of {name} lies beyond its scores, or has no source"
            yield Fault(code="instrument-cut-off", message=message)
    if scale.case and not all(_one(scale.case, who) for who in Population):
        message = f"{name} does not have one cut-off of caseness for each population"
        yield Fault(code="instrument-cut-off", message=message)
    for threshold in (scale.reliable, scale.important):
        if threshold is not None and not _right(threshold):
            message = f"a change of {name} is not above 0 points, or has no source"
            yield Fault(code="instrument-change", message=message)


def _one(cut_offs: Iterable[CutOff], who: Population) -> bool:
    return sum(one.population in {None, who} for one in cut_offs) == 1


def _right(threshold: Threshold) -> bool:
    return threshold.better > 0 and threshold.worse > 0 and bool(threshold.source.text)
