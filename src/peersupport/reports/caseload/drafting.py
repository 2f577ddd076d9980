"""From what was gathered to tables whose cells are counts of cases by name, before small numbers are hidden."""

from collections.abc import Iterable
from math import inf

import attrs

from peersupport.findings import Outcome
from peersupport.outcomes.suppression import Suppression
from peersupport.reports.caseload.ages import Band
from peersupport.reports.caseload.counting import Counting, hang_together
from peersupport.reports.caseload.gathering import Gathering
from peersupport.reports.caseload.windows import MONTHS, Whose
from peersupport.reports.draft import Draft, DraftTable, People
from peersupport.reports.review import OfferReview, Review

MANY = 3
"""How many questions of an offer are counted: the rest are of few cases, and would hide others for their sake."""
FINE = 2000
"""From so many cases on, ages are told in narrow bands."""
WIDE = {Whose.PARENT: 5 * MONTHS, Whose.CHILD: MONTHS}
HEADINGS = {
    Outcome.ELIGIBLE: "May join",
    Outcome.NOT_ELIGIBLE: "May not",
    Outcome.UNDETERMINED: "Cannot be told yet",
}


@attrs.frozen(eq=False)
class Drafted:
    """The tables of the page, as drafts over one system of counts."""

    draft: Draft
    everybody: People
    somewhere: People
    perhaps: People
    nowhere: People
    outcomes: DraftTable
    out: tuple[DraftTable, ...]
    questions: tuple[DraftTable, ...]
    ages: dict[Whose, DraftTable]


def drafted(found: Gathering, review: Review, policy: Suppression, names: tuple[str, ...]) -> Drafted:
    """All counts of the page with what hangs together among them. `names` are the offers' as the page calls them."""
    draft = Draft(title="", counted="")
    everybody = (1 << found.cases) - 1
    counting = Counting(draft, policy, everybody)
    whole = counting.count(everybody)
    somewhere, perhaps = _union(found, Outcome.ELIGIBLE), _union(found, Outcome.UNDETERMINED)
    perhaps &= ~somewhere
    nowhere = everybody & ~somewhere & ~perhaps
    counting.adds_up(everybody, (somewhere, perhaps, nowhere))
    made = Drafted(
        draft=draft,
        everybody=whole,
        somewhere=counting.count(somewhere),
        perhaps=counting.count(perhaps),
        nowhere=counting.count(nowhere),
        outcomes=_outcomes(found, counting, names),
        out=tuple(_out(found, counting, place, name) for place, name in enumerate(names)),
        questions=tuple(
            _questions(found, counting, place, name, _asked(review, found, place)) for place, name in enumerate(names)
        ),
        ages={whose: _ages(found, counting, whose) for whose in Whose},
    )
    hang_together(found, counting)
    return made


def _union(found: Gathering, outcome: Outcome) -> int:
    together = 0
    for place in range(len(found.asked)):
        together |= found.counted("outcome", str(place), outcome.value)
    return together


def _outcomes(found: Gathering, counting: Counting, names: Iterable[str]) -> DraftTable:
    rows = tuple(
        (
            name,
            tuple(counting.count(found.counted("outcome", str(place), outcome.value)) for outcome in HEADINGS),
            False,
        )
        for place, name in enumerate(names)
    )
    return DraftTable("outcomes", "Outcomes by programme", ("Programme", *HEADINGS.values()), rows)


def _out(found: Gathering, counting: Counting, place: int, name: str) -> DraftTable:
    counts = [
        (rule, counting.count(found.counted("failed", str(place), rule.id))) for rule in found.asked[place].visible
    ]
    rows = tuple((f"“{rule.citation.quotation}” ({rule.id})", (count,), False) for rule, count in counts)
    note = "A case may fall short of several requirements, so that the numbers add up to more than are kept out."
    return DraftTable(
        f"out-{place}",
        f"What keeps people out: {name}",
        ("Requirement, in the words of the source", "Not met by"),
        rows,
        note,
    )


def _asked(review: Review, found: Gathering, place: int) -> OfferReview | None:
    rules = found.asked[place].rules
    own = (rules.address, rules.provenance.site)
    return next((one for one in review.offers if (one.address, one.site) == own), None)


def _questions(found: Gathering, counting: Counting, place: int, name: str, review: OfferReview | None) -> DraftTable:
    asked = review.questions[:MANY] if review is not None else ()
    rows = tuple(
        (
            f"{one.question} (Asked of the {one.asked_of}.)",
            (
                counting.count(found.counted("waiting", str(place), one.name)),
                counting.count(found.counted("alone", str(place), one.name)),
            ),
            False,
        )
        for one in asked
    )
    headings = ("Question", "Wait for it", "Wait for it alone")
    note = (
        "Open cases that wait for the answer, and those that wait for no other; "
        f"at most {MANY} questions, those that settle most."
    )
    return DraftTable(f"questions-{place}", f"What to ask: {name}", headings, rows, note)


def _ages(found: Gathering, counting: Counting, whose: Whose) -> DraftTable:
    groups = _grouped(found, whose)
    counting.adds_up((1 << found.cases) - 1, groups.values())
    rows = tuple((label, (counting.count(cases),), False) for label, cases in groups.items())
    title = "Ages of the parents" if whose is Whose.PARENT else "Ages of the youngest children"
    return DraftTable(f"ages-{whose.value}", title, ("Age in years", "Cases"), rows)


def _grouped(found: Gathering, whose: Whose) -> dict[str, int]:
    """The cases by band, then those of no known age."""
    known = found.bands[whose]
    groups: dict[str, int] = {}
    for band in grouped_bands(found, whose):
        groups[band.label] = 0
        for one in known:
            if band.low <= one.low < band.high:
                groups[band.label] |= found.counted(whose.value, one.label)
    for label in found.labels(whose)[len(known) :]:
        groups[label] = found.counted(whose.value, label)
    return groups


def grouped_bands(found: Gathering, whose: Whose) -> tuple[Band, ...]:
    """The bands that are told: narrow ones where there are many cases, else wide ones that end where a window does."""
    known = found.bands[whose]
    if found.cases >= FINE:
        return known
    edges = {edge for one in found.asked if (window := one.windows[whose]) is not None for edge in window.edges}
    starts = [one.low for one in known if not one.low or one.low % WIDE[whose] == 0 or one.low in edges]
    return tuple(Band(low=low, high=high) for low, high in zip(starts, [*starts[1:], inf], strict=True))
