"""Instruments whose labels or cut-offs are licensed: built from what a user supplies, in the shape of all others."""

from collections.abc import Iterable

from peersupport._attrs import frozen
from peersupport.citations import Mark
from peersupport.errors import RuleError
from peersupport.outcomes.built_in import ASQ_3
from peersupport.outcomes.instruments import Age, CutOff, Direction, Instrument, Scale, Source, Threshold, alike

STAR_CHANGE = Threshold(
    better=1, worse=1, source=Source(text="moved by 1 or more: the publisher's usual report", mark=Mark.MEMORY)
)
DOMAINS = ("communication", "gross-motor", "fine-motor", "problem-solving", "personal-social")
"""The five domains of the ASQ-3, six items each, in its order (standards.md 2.2)."""
OMITTED = 2
"""How many items of a domain may be left out."""


@frozen
class DomainCutOffs:
    """One domain at one age: at or below `cut_off` is the referral zone, at or below `monitoring` the one above it."""

    domain: str
    cut_off: float
    monitoring: float


def outcome_star(*, id: str, title: str, scales: Iterable[str], source: str, licence: str) -> Instrument:
    """An Outcome Star (MM16): one reading from 1 to 10 on each scale that the user names, 10 the best, and no total.

    Nothing is added up: the scales stand beside each other. A change of 1 is what the publisher reports (memory).
    """
    names = tuple(scales)
    return Instrument(
        id=id,
        title=title,
        source=Source(text=source),
        licence=licence,
        items=alike(len(names), range(1, 11)),
        scales=tuple(
            Scale(id=name, items=(place,), direction=Direction.HIGHER, important=STAR_CHANGE)
            for place, name in enumerate(names, 1)
        ),
    )


def asq_3(*, interval: str, source: str, youngest: Age, oldest: Age, cut_offs: Iterable[DomainCutOffs]) -> Instrument:
    """The ASQ-3 of one age interval, by the user's own table: five domains of 0 to 60, no total.

    Up to two items of a domain may be left out and are filled in by the mean of the others (CM20; the filling in is
    memory). Raises `RuleError` unless each domain has its cut-offs once, the monitoring zone above the referral zone.
    """
    given = {one.domain: one for one in cut_offs}
    if sorted(given) != sorted(DOMAINS) or any(not 0 < one.cut_off < one.monitoring <= 60 for one in given.values()):
        message = (
            "an interval of the ASQ-3 needs two ascending cut-offs, above 0 and up to 60, for each of five domains"
        )
        raise RuleError(message, code="asq-cut-offs")
    table = Source(text=source)
    return Instrument(
        id=f"asq-3/{interval}",
        title=f"{ASQ_3.title}, {interval}",
        source=ASQ_3.source,
        licence=ASQ_3.licence,
        items=alike(6 * len(DOMAINS), (0, 5, 10)),
        youngest=youngest,
        oldest=oldest,
        scales=tuple(
            Scale(
                id=name,
                items=tuple(range(6 * place + 1, 6 * place + 7)),
                direction=Direction.HIGHER,
                prorated=OMITTED,
                case=(CutOff(at=given[name].cut_off, name="referral zone", source=table),),
                screens=(CutOff(at=given[name].monitoring, name="monitoring zone", source=table),),
            )
            for place, name in enumerate(DOMAINS)
        ),
    )
