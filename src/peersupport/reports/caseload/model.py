"""The page of a reviewed caseload as it may leave: every count of cases in it has passed the rule for small numbers."""

from peersupport._attrs import frozen
from peersupport.reports.caseload.windows import Window
from peersupport.reports.model import Table


@frozen
class Span:
    """The ages that an offer lets in, under the offer's name."""

    label: str
    window: Window


@frozen
class Ages:
    """How old they are. `starts` are the ages in months at which the bands of the table begin; rows beyond are of no
    known age. `spans` are what offers let in."""

    table: Table
    starts: tuple[float, ...]
    spans: tuple[Span, ...]


@frozen
class RuleShown:
    """A rule in words, beside the words of the source that it rests on; `where` names sites, if it differs by site."""

    name: str
    requirements: str
    does: str
    words: str
    when: str
    quotation: str
    mark: str
    document: str
    reading: str
    note: str
    then: str
    turn: str
    where: str = ""


@frozen
class ValueShown:
    """A parameter that rules read: what it means, what it is here, and who says so."""

    name: str
    meaning: str
    value: str
    mark: str
    origin: str
    quotation: str


@frozen
class OfferShown:
    """An offer at a site: what keeps people out of it, and what to ask."""

    id: str
    title: str
    answers: str
    unavailable: tuple[str, ...]
    out: Table
    questions: Table


@frozen
class ProgrammeShown:
    """A programme: its offers, its rules beside its source, the values that they read."""

    id: str
    title: str
    source: str
    offers: tuple[OfferShown, ...]
    rules: tuple[RuleShown, ...]
    values: tuple[ValueShown, ...]
    hidden: bool


@frozen
class CaseloadPage:
    """All that stands on the page. `banner` warns where small numbers are not hidden."""

    title: str
    subtitle: str
    banner: str
    small_numbers: str
    said: tuple[str, ...]
    outcomes: Table
    questions: Table
    parents: Ages
    children: Ages
    programmes: tuple[ProgrammeShown, ...]
    provenance: tuple[tuple[str, str], ...]
