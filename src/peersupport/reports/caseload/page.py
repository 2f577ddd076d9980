"""From what was gathered of a review to its page, with small numbers hidden."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version

from peersupport._attrs import evolve
from peersupport.citations import cited
from peersupport.outcomes.suppression import DEFAULT_POLICY, Shown, Suppression
from peersupport.outcomes.suppression.policies import HIDDEN
from peersupport.outcomes.suppression.protect import protected
from peersupport.programmes.host import Host
from peersupport.reports.caseload.asking import first_questions
from peersupport.reports.caseload.describing import rules_shown, values_shown
from peersupport.reports.caseload.drafting import HEADINGS, Drafted, drafted, grouped_bands
from peersupport.reports.caseload.gathering import Gathering
from peersupport.reports.caseload.model import Ages, CaseloadPage, OfferShown, ProgrammeShown, Span
from peersupport.reports.caseload.windows import Whose
from peersupport.reports.draft import Cell
from peersupport.reports.model import Row, Table
from peersupport.reports.releasing import cell_of, number_of, table_of
from peersupport.reports.review import OfferReview, Review
from peersupport.rules.render import shown as in_words

NOTHING_HIDDEN = Suppression(
    id="none", title="nothing is hidden", smallest=1, largest=0, base=1, stand_in=HIDDEN, protection=0,
    citation=cited("", mark="default"),
)  # fmt: skip
BANNER = (
    "Small numbers are not hidden on this page: it can tell of single people. It is for those who work with these "
    "cases, and not to be passed on or published."
)

NEARLY_ALL = 3
"""How many hidden numbers to one that is printed and not nought are nearly all."""
FEW = (
    " Nearly all are hidden here, because the cases are few: --no-suppression shows the numbers to those who may see "
    "them."
)


def caseload_page(
    host: Host,
    found: Gathering,
    review: Review,
    policy: Suppression | None = DEFAULT_POLICY,
    *,
    left_out: bool = False,
) -> CaseloadPage:
    """The page of a review. `policy` None hides nothing, and the page warns of it; `left_out` says that cases were
    left out for their faults.

    Raises `RuleError` for counts that do not hold together, which would be a mistake of ours.
    """
    rule = policy or NOTHING_HIDDEN
    names = _names(found)
    drafts = drafted(found, review, rule, names)
    counts = drafts.draft.counts()
    shown = protected(counts, rule) if policy else {name: rule.shown(number) for name, number in counts.values.items()}
    tell = partial(table_of, shown=shown, policy=rule, draft=drafts.draft)
    told = [tell(one) for one in (drafts.outcomes, *drafts.ages.values(), *drafts.out)]
    return CaseloadPage(
        title="Review of a caseload",
        subtitle=_subtitle(found),
        banner="" if policy else BANNER,
        small_numbers=_small_numbers(policy, told),
        said=(*_said(found, drafts, shown, rule), *_warned(review.hidden, left_out)),
        outcomes=tell(drafts.outcomes),
        questions=first_questions([tell(one) for one in drafts.questions], names),
        parents=_ages(found, Whose.PARENT, tell(drafts.ages[Whose.PARENT]), names),
        children=_ages(found, Whose.CHILD, tell(drafts.ages[Whose.CHILD]), names),
        programmes=_programmes(host, found, review, tell, drafts),
        provenance=_provenance(host, found),
    )


def _names(found: Gathering) -> tuple[str, ...]:
    """What each offer is called: by its site too, where it is asked at several."""
    titles = [one.rules.title for one in found.asked]
    sites = [one.rules.provenance.site for one in found.asked]
    return tuple(
        f"{title}, {site}" if titles.count(title) > 1 else title for title, site in zip(titles, sites, strict=True)
    )


def _subtitle(found: Gathering) -> str:
    rules = "that day" if found.rules_as_of == found.day else in_words(found.rules_as_of)
    return f"Answers of {in_words(found.day)}, by the rules of {rules}, as a {found.audience.value} may see them."


def _small_numbers(policy: Suppression | None, told: Iterable[Table]) -> str:
    if policy is None:
        return ""
    cells = [cell for table in told for row in table.rows for cell in row.cells]
    printed = sum(bool(number_of(cell)) for cell in cells)
    few = cells.count(HIDDEN) >= NEARLY_ALL * max(1, printed)
    return (
        f"Small numbers are hidden: {policy.title} (rule {policy.id}). * stands for a hidden number; further numbers "
        f"are hidden where a hidden one could be worked out from them.{FEW if few else ''}"
    )


def _said(found: Gathering, drafts: Drafted, shown: Mapping[str, Shown], policy: Suppression) -> tuple[str, ...]:
    def told(cell: Cell) -> str:
        text = cell_of(cell, shown, policy, drafts.draft)
        return "a hidden number" if text == HIDDEN else text

    offers = len({one.rules.address for one in found.asked})
    programmes = len({one.rules.programme for one in found.asked})
    everywhere = ", at every site" if len(found.asked) > offers else ""
    return (
        f"Cases reviewed: {told(drafts.everybody)}, each for {_many(offers, 'offer')} of "
        f"{_many(programmes, 'programme')}{everywhere}.",
        f"May join at least one: {told(drafts.somewhere)}.",
        f"May join none yet, with at least one answer still open: {told(drafts.perhaps)}.",
        f"May join none of them: {told(drafts.nowhere)}.",
    )


def _warned(hidden: bool, left_out: bool) -> Iterator[str]:
    if hidden:
        yield "Some of what was judged is not shown to this reader; the answers rest on it all the same."
    if left_out:
        yield "Some cases are not on this page: they were left out for faults in what was recorded of them."


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def ordered(table: Table, column: int = 0) -> Table:
    """The rows by the numbers that are printed, greatest first; hidden ones last, so that their place tells nothing."""
    told = [(-1.0 if (number := number_of(row.cells[column])) is None else number, row) for row in table.rows]
    return evolve(table, rows=tuple(row for _, row in sorted(told, key=lambda pair: (-pair[0], pair[1].label))))


def _ages(found: Gathering, whose: Whose, table: Table, names: Sequence[str]) -> Ages:
    spans = [
        Span(label=name, window=window)
        for name, one in zip(names, found.asked, strict=True)
        if (window := one.windows[whose]) is not None
    ]
    starts = tuple(one.low for one in grouped_bands(found, whose))
    return Ages(table=table, starts=starts, spans=tuple(spans))


def _programmes(
    host: Host, found: Gathering, review: Review, tell: "partial[Table]", drafts: Drafted
) -> tuple[ProgrammeShown, ...]:
    reviews = {(one.address, one.site): one for one in review.offers}
    outcomes = tell(drafts.outcomes)
    names = [row.label for row in outcomes.rows]
    made: list[ProgrammeShown] = []
    for programme in dict.fromkeys(one.rules.programme for one in found.asked):
        places = [place for place, one in enumerate(found.asked) if one.rules.programme == programme]
        sets = [found.asked[place].rules for place in places]
        own = host.programmes.get(programme)
        made.append(
            ProgrammeShown(
                id=programme,
                title=own.title if own is not None else programme,
                source=own.source if own is not None else "",
                offers=tuple(
                    _offer(
                        place,
                        names[place],
                        outcomes.rows[place],
                        reviews.get((one.address, one.provenance.site)),
                        ordered(tell(drafts.out[place])),
                        ordered(tell(drafts.questions[place])),
                    )
                    for place, one in zip(places, sets, strict=True)
                ),
                rules=rules_shown(sets, found.audience),
                values=values_shown(host, sets, found.audience, found.rules_as_of),
                hidden=not all(found.asked[place].whole for place in places),
            )
        )
    return tuple(made)


def _offer(place: int, name: str, outcome: Row, review: OfferReview | None, out: Table, questions: Table) -> OfferShown:
    answers = "; ".join(
        f"{heading.lower()}: {'hidden' if cell == HIDDEN else cell}"
        for heading, cell in zip(HEADINGS.values(), outcome.cells, strict=True)
    )
    return OfferShown(
        id=f"offer-{place}",
        title=name,
        answers=f"{answers[:1].upper()}{answers[1:]}.",
        unavailable=review.unavailable if review is not None else (),
        out=out,
        questions=questions,
    )


def _provenance(host: Host, found: Gathering) -> tuple[tuple[str, str], ...]:
    versions = dict.fromkeys(pair for one in found.asked for pair in one.rules.provenance.versions)
    sites = dict.fromkeys(
        (source.site, source.site_digest) for one in found.asked if (source := one.rules.provenance).site
    )
    return (
        ("Library", f"peersupport {version('peersupport')}"),
        *((f"Plugin {name}", number) for name, number in versions),
        ("Host", host.digest),
        *((f"Site {name}", digest) for name, digest in sites),
    )
