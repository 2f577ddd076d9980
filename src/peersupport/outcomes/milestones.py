"""Children: the review at 27 months (CM20), and a good level of development at the end of reception (CM21).

Children are counted, and families beside them: twins are two children of one family.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from peersupport._attrs import frozen
from peersupport.dates import Period, add_months
from peersupport.errors import InvalidDocument
from peersupport.facts.latest import ends_of_day
from peersupport.outcomes.instruments import Instrument
from peersupport.outcomes.scoring import score
from peersupport.outcomes.stories import consented
from peersupport.records.assessments import ChildReview
from peersupport.records.case import Case
from peersupport.records.people import Child
from peersupport.truth import Truth, all_of, truth_of

MONTHS, EARLIEST, LATEST = 27, 24, 30
"""The age at which the review is due (CM20), and the national window in which it counts [default]."""


@frozen
class Milestones:
    """Children whose review fell due in a period: the denominator. The numerator are those who reached.

    `perhaps_due` were born on a day known only in part; they are in no other number. `families` is theirs who are due.
    """

    due: int
    families: int
    reached: int
    not_reached: int
    declined: int
    not_reviewed: int
    not_known: int
    perhaps_due: int


@frozen
class Readiness:
    """Children whose level of development was linked by consent that stands; the others are `not_linked`."""

    children: int
    good: int
    not_known: int
    not_linked: int


def milestones(cases: Iterable[Case], period: Period, instruments: Mapping[str, Instrument]) -> Milestones:
    """The reviews that fell due in a period, and what they found."""
    found = Counter[str]()
    due = families = perhaps = 0
    for case in cases:
        here = 0
        for child in case.children or ():
            falls = {None} if child.birth_date is None else {_due(day, period) for day in ends_of_day(child.birth_date)}
            if falls == {True}:
                here += 1
                found[_outcome(case, child, instruments)] += 1
            elif falls != {False}:
                perhaps += 1
        due += here
        families += here > 0
    return Milestones(
        due=due,
        families=families,
        reached=found["reached"],
        not_reached=found["not_reached"],
        declined=found["declined"],
        not_reviewed=found["not_reviewed"],
        not_known=found["not_known"],
        perhaps_due=perhaps,
    )


def domains(review: ChildReview, case: Case, instruments: Mapping[str, Instrument]) -> tuple[tuple[str, Truth], ...]:
    """Each domain of the ASQ-3 of a review, and whether it is above its cut-off: by the user's own table."""
    given = next((one for one in case.assessments or () if one.id == review.assessment), None)
    instrument = None if given is None else instruments.get(given.instrument)
    if given is None or instrument is None or given.about != review.about:
        return ()
    try:
        scored = score(given, instrument)
    except InvalidDocument:
        return ()
    return tuple((one.scale, ~one.case) for one in scored.scales if one.case is not None)


def readiness(cases: Iterable[Case], at: datetime) -> Readiness:
    """Good levels of development at the end of reception, of those children for whom a consent to link stands."""
    children = good = unknown = apart = 0
    for case in cases:
        for one in case.readiness or ():
            subject = case.participant.id
            if not consented(case.consent or (), subject, one.consent, "child_development", "evaluation", at):
                apart += 1
                continue
            children += 1
            good += one.good_level is True
            unknown += one.good_level is None
    return Readiness(children=children, good=good, not_known=unknown, not_linked=apart)


def _due(born: date, period: Period) -> bool:
    return period.contains(add_months(born, MONTHS))


def _outcome(case: Case, child: Child, instruments: Mapping[str, Instrument]) -> str:
    first, last = ends_of_day(child.birth_date)
    own = [one for one in case.reviews or () if one.about == child.id]
    held = [one for one in own if one.declined is not True and one.on is not None and _in_window(one, first, last)]
    if not held:
        declined = any(one.declined is True for one in own)
        return "declined" if declined else "not_known" if case.reviews is None or own else "not_reviewed"
    truths = {_reached(one, case, instruments) for one in held}
    if truths == {Truth.TRUE}:
        return "reached"
    return "not_reached" if truths == {Truth.FALSE} else "not_known"


def _in_window(review: ChildReview, first: date, last: date) -> bool:
    earliest, latest = ends_of_day(review.on)
    return add_months(last, EARLIEST) <= earliest and latest <= add_months(first, LATEST)


def _reached(review: ChildReview, case: Case, instruments: Mapping[str, Instrument]) -> Truth:
    told = truth_of(review.reached)
    each = [truth for _, truth in domains(review, case, instruments)]
    if not each:
        return told
    scored = all_of(each)
    if told is Truth.UNKNOWN or told is scored:
        return scored
    return told if scored is Truth.UNKNOWN else Truth.UNKNOWN
