"""What a programme wants to achieve, as data with its words, and how that may be seen.

Where the source names no measure, the method is our choice, and the measure says so (`named` False): it is never
presented as the programme's own.
"""

from collections.abc import Iterable
from enum import Enum

from peersupport._attrs import evolve, frozen
from peersupport.citations import Citation, cited
from peersupport.rules.facts import EVERYBODY, Audience


class Subject(Enum):
    """Whose outcome it is (MM19)."""

    MOTHER = "mother"
    PARENT = "parent"
    INFANT = "infant"
    CHILD = "child"
    FAMILY = "family"
    GROUP = "group"
    SYSTEM = "system"
    PROFESSIONAL = "professional"


class Method(Enum):
    """How it is seen in the records, and which fold of `peersupport.outcomes` counts it."""

    SCORES = "scores of an instrument before and after"
    ANSWERS = "answers to a matter before and after"
    FEEDBACK = "feedback"
    STORIES = "quotations, case studies and interviews"
    REVIEWS = "reviews of children at 27 months"
    READINESS = "good level of development at the end of reception"
    SATISFACTION = "evaluations of the group"
    CONTACTS = "contacts with services in equal times before and after"
    WORTH = "quality-adjusted life years and costs"
    DIFFICULTIES = "early difficulties and what became of them"


@frozen
class Measure:
    """One outcome of a programme: a carrier of the statement that promises it.

    `domains` are what the statement names, and each makes a matter of answers or feedback, `programme.domain`.
    `instruments` are ids, the first one first; `named` says that the source itself names how it is measured. `offer`
    is the offer that it is an outcome of, `visible_to` who may see what was recorded for it.
    """

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation
    subjects: tuple[Subject, ...]
    method: Method
    domains: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    named: bool = False
    offer: str | None = None
    visible_to: frozenset[Audience] = EVERYBODY
    programme: str = ""

    @property
    def name(self) -> str:
        """The id with the programme's before it."""
        return f"{self.programme}/{self.id}"

    @property
    def matters(self) -> tuple[str, ...]:
        """The matters that answers and feedback are recorded under."""
        return tuple(f"{self.programme}.{domain}" for domain in self.domains)

    def shown_to(self, audience: Audience) -> bool:
        """Whether a reader may see what was recorded for it (HL14)."""
        return audience in self.visible_to


@frozen
class Caveat:
    """What a source says about the results of all its programme's measures: carried by each that looks harmless."""

    id: str
    requirements: tuple[str, ...]
    citation: Citation
    text: str


def measure(
    requirement: str | Iterable[str],
    title: str,
    *,
    id: str,
    quote: str,
    subjects: Subject | Iterable[Subject],
    method: Method,
    domains: Iterable[str] = (),
    instruments: Iterable[str] = (),
    named: bool = False,
    offer: str | None = None,
    visible_to: frozenset[Audience] = EVERYBODY,
    mark: str = "seed",
    note: str = "",
) -> Measure:
    """Declare a measure; `Programme(measures=(...))` binds it. Raises `RuleError` for a mark that there is not.

    Where the source names no way to measure, `note` says what was chosen.
    """
    given = (subjects,) if isinstance(subjects, Subject) else tuple(subjects)
    return Measure(
        id=id,
        title=title,
        requirements=(requirement,) if isinstance(requirement, str) else tuple(requirement),
        citation=cited(quote, mark=mark, note=note or ("" if named else f"no measure named; {method.value} [default]")),
        subjects=given,
        method=method,
        domains=tuple(domains),
        instruments=tuple(instruments),
        named=named,
        offer=offer,
        visible_to=visible_to,
    )


def caveat(requirement: str, text: str, *, id: str, quote: str, mark: str = "seed") -> Caveat:
    """Declare a caveat; `Programme(caveats=(...))` binds it. Raises `RuleError` for a mark that there is not."""
    return Caveat(id=id, requirements=(requirement,), citation=cited(quote, mark=mark), text=text)


def bound_measures(measures: Iterable[Measure], programme: str, document: str) -> tuple[Measure, ...]:
    """The measures with their programme, and its document where they name none."""
    return tuple(evolve(one, programme=programme, citation=_in(one.citation, document)) for one in measures)


def bound_caveats(caveats: Iterable[Caveat], document: str) -> tuple[Caveat, ...]:
    """The caveats with the programme's document where they name none."""
    return tuple(evolve(one, citation=_in(one.citation, document)) for one in caveats)


def _in(citation: Citation, document: str) -> Citation:
    return citation if citation.document else evolve(citation, document=document)
