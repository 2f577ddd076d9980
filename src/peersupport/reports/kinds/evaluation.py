"""Before and after: the same people's first and last score of each questionnaire (HL9), never counted as zero."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from itertools import pairwise

from peersupport.errors import InvalidDocument
from peersupport.facts.latest import ends_of_day
from peersupport.outcomes.before_after import scored
from peersupport.outcomes.change import Change, reliable_change
from peersupport.outcomes.instruments import Instrument, Scale
from peersupport.outcomes.measures import Method
from peersupport.outcomes.paired import Paired, paired
from peersupport.outcomes.scoring import ScaleScore
from peersupport.records.assessments import Assessment
from peersupport.records.case import Case
from peersupport.reports.draft import Average, Cell, Draft, DraftFigure, People
from peersupport.reports.kinds.quotations import quoted
from peersupport.reports.material import Material, Tick
from peersupport.truth import Truth

Pair = tuple[ScaleScore, ScaleScore]
HEADINGS = ("Scale", "Mean before", "Mean after", "Mean change", "95% interval", "p", "People")


def evaluation(material: Material, tick: Tick | None = None) -> Draft:
    """Each scale of which somebody has a first score and a later one in the period."""
    draft = Draft(title="Before and after", counted="Parents are counted, once for each scale; children are not.")
    instruments = chosen_instruments(material)
    pairs: dict[tuple[str, str], list[Pair]] = {}
    open_to: Counter[tuple[str, str]] = Counter()
    for case in material.families:
        for name, scale_id, pair in pairs_of(case, instruments, material):
            if pair is None:
                open_to[name, scale_id] += 1
            else:
                pairs.setdefault((name, scale_id), []).append(pair)
        if tick is not None:
            tick()
    rows: list[tuple[str, tuple[Cell, ...], bool]] = []
    moved: list[tuple[str, tuple[Cell, ...], bool]] = []
    intervals: dict[str, tuple[float, float]] = {}
    for (name, scale_id), found in sorted(pairs.items()):
        instrument = instruments[name]
        scale = next(one for one in instrument.scales if one.id == scale_id)
        label = instrument.title if len(instrument.scales) == 1 else f"{instrument.title}: {scale_id}"
        result = paired(found, scale)
        people = draft.people(f"pairs of {label}", len(found))
        rows.append((label, (*(Average(text, people) for text in _texts(result)), people), False))
        if result.low is not None and result.high is not None:
            intervals[label] = (result.low, result.high)
        draft.say(
            f"{label}: {{}} points on average ({{}}), of {{}} people.",
            *(Average(text, people) for text in _texts(result)[2:4]),
            people,
            requirements=("HL9",),
        )
        if scale.reliable is not None:
            moved.append((label, _moved(draft, label, found, scale, people), False))
    draft.table("before and after", "Scores before and after", HEADINGS, rows, note="The change is after less before.")
    if intervals:
        draft.figures.append(
            DraftFigure("Mean change with its 95% interval", "points", "before and after", 2, intervals)
        )
    if moved:
        names = ("Scale", *(one.value.capitalize() for one in Change))
        draft.table("reliable", "Change beyond what measuring alone makes", names, moved, note="Parents are counted.")
    for (name, scale_id), count in sorted(open_to.items()):
        waiting = draft.people(f"one score of {name}: {scale_id}", count)
        draft.say(f"Of {{}} people with a score of {instruments[name].title} in the period there is no pair.", waiting)
    silent = sum(one.assessments is None for one in material.families)
    if silent:
        draft.say("Of {} families questionnaires are not recorded.", draft.people("no questionnaires recorded", silent))
    quoted(draft, material)
    draft.caveats += [
        "Pairs without both scores are not counted, and never as zero.",
        "A change of those who stayed is no proof of what caused it: there is no group to compare with.",
        *(one.text for one in material.programme.caveats),
    ]
    if not any(one.named for one in material.programme.measures if one.method is Method.SCORES):
        draft.caveats.append("The source names no instrument: those here are our choice.")
    if len(moved) < len(rows):
        draft.caveats.append("Of some scales no reliable change is known: nothing is told of it.")
    return draft


def chosen_instruments(material: Material) -> dict[str, Instrument]:
    """The instruments that the programme's measures name, else all that the host has and that can be scored."""
    named = {name for one in material.programme.measures if one.method is Method.SCORES for name in one.instruments}
    return {one.id: one for one in material.instruments if one.items and (not named or one.id in named)}


def pairs_of(
    case: Case, instruments: Mapping[str, Instrument], material: Material
) -> Iterator[tuple[str, str, Pair | None]]:
    """Each scale of which one score lies in the period: instrument, scale, and the pair; None where there is no pair.

    A pair counts in the period of its second score (standards.md 2.4).
    """
    for name, given in _by_instrument(case, instruments).items():
        ordered = sorted(given, key=lambda one: ends_of_day(one.on))
        inside = [one for one in ordered if material.within(one.on) is Truth.TRUE]
        sure = bool(inside) and _in_order(ordered)
        for scale in instruments[name].scales if inside else ():
            yield name, scale.id, _pair(case, ordered[0], inside[-1], instruments[name], scale) if sure else None


def _in_order(ordered: list[Assessment]) -> bool:
    """Whether the days tell which came first and which last; of an undated one they never do."""
    return all(ends_of_day(one.on)[1] < ends_of_day(other.on)[0] for one, other in pairwise(ordered))


def _by_instrument(case: Case, known: Container[str]) -> dict[str, list[Assessment]]:
    found: dict[str, list[Assessment]] = {}
    for one in case.assessments or ():
        if one.instrument in known and one.about in {None, case.participant.id}:
            found.setdefault(one.instrument, []).append(one)
    return found


def _pair(case: Case, before: Assessment, after: Assessment, instrument: Instrument, scale: Scale) -> Pair | None:
    first, last = _scored(case, before, instrument, scale), _scored(case, after, instrument, scale)
    if first is None or last is None or before is after or first.exact is None or last.exact is None:
        return None
    return first, last


def _scored(case: Case, one: Assessment, instrument: Instrument, scale: Scale) -> ScaleScore | None:
    try:
        return scored(case, one, instrument).scale(scale.id)
    except InvalidDocument:
        return None


def _texts(result: Paired) -> tuple[str, ...]:
    interval = "-" if result.low is None or result.high is None else f"{result.low:.1f} to {result.high:.1f}"
    p_value = "-" if result.p_value is None else "below 0.001" if result.p_value < 0.001 else f"{result.p_value:.3f}"
    return (*(_number(one) for one in (result.before, result.after, result.change)), interval, p_value)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _moved(draft: Draft, label: str, found: list[Pair], scale: Scale, people: People) -> tuple[Cell, ...]:
    changes = [reliable_change(before, after, scale) for before, after in found]
    parts = [draft.people(f"{label}: {one.value}", changes.count(one)) for one in Change]
    draft.adds_up(people, parts)
    return tuple(parts)
