"""What can be told, and what for: names in hierarchies, each perhaps with a day from which it exists.

A grant covers what lies under its names, by the hierarchy of the day on which it was given, so that a name added later
never widens it (consent.md, property 30). A refusal only needs to touch: something lies under both.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import attrs

from peersupport._attrs import frozen
from peersupport.errors import RuleError, did_you_mean

ALWAYS = datetime.min.replace(tzinfo=UTC)


@frozen
class Term:
    """A category or a purpose. `since` is the instant, in UTC, from which it exists; None: always."""

    name: str
    parents: tuple[str, ...] = ()
    since: datetime | None = None
    meaning: str = ""


@attrs.frozen(eq=False, repr=False)
class Hierarchy:
    """Names and what lies under them. Build it with `hierarchy`."""

    terms: Mapping[str, Term]
    above: Mapping[str, Mapping[str, datetime]]
    """By name: every name that it lies under, itself included, with the instant from which it does."""
    touching: Mapping[str, frozenset[str]]
    """By name: every name with which it has something under both."""

    def covers(self, upper: str, lower: str, on: datetime | None = None) -> bool:
        """Whether `lower` lies under `upper`, by the hierarchy as it stood at `on` (None: as it stands now).

        A name that is not here covers nothing and is covered by nothing.
        """
        since = self.above.get(lower, {}).get(upper)
        return since is not None and (on is None or since <= on)

    def touches(self, one: str, other: str) -> bool:
        """Whether something lies under both; a name that is not here touches everything."""
        return one not in self.touching or other not in self.touching or other in self.touching[one]

    def joined(self, terms: Iterable[Term]) -> "Hierarchy":
        """This hierarchy with further names. Raises `RuleError`."""
        return hierarchy((*self.terms.values(), *terms))


def hierarchy(terms: Iterable[Term]) -> Hierarchy:
    """Put names in order. Raises `RuleError` for a name that stands twice, an unknown parent, and a circle."""
    known: dict[str, Term] = {}
    for term in terms:
        if known.setdefault(term.name, term) is not term:
            raise RuleError(f"`{term.name}` stands twice in a hierarchy", code="term-duplicate")
    for term in known.values():
        for parent in term.parents:
            if parent not in known:
                help = did_you_mean(parent, known)
                raise RuleError(f"`{term.name}` lies under a name that is not there", code="term-unknown", help=help)
    above: dict[str, dict[str, datetime]] = {}
    for name in known:
        _climb(name, known, above, ())
    under: dict[str, set[str]] = {name: set() for name in known}
    for name, uppers in above.items():
        for upper in uppers:
            under[upper].add(name)
    touching = {
        name: frozenset(upper for lower in under[name] for upper in above[lower]) | frozenset({name}) for name in known
    }
    return Hierarchy(terms=known, above=above, touching=touching)


def hierarchy_document(terms: Hierarchy) -> list[list[object]]:
    """A hierarchy as JSON: of each name its parents, and the instant (RFC 3339, or null) from which it exists."""
    return [[one.name, list(one.parents), one.since and one.since.isoformat()] for one in terms.terms.values()]


def hierarchy_from(document: Iterable[tuple[str, Iterable[str], str | None]]) -> Hierarchy:
    """The hierarchy that a document describes. Raises `RuleError`, and `ValueError` for what is no such document."""
    return hierarchy(
        Term(name=name, parents=tuple(parents), since=None if since is None else datetime.fromisoformat(since))
        for name, parents, since in document
    )


def _climb(
    name: str, known: Mapping[str, Term], above: dict[str, dict[str, datetime]], path: tuple[str, ...]
) -> dict[str, datetime]:
    """All that a name lies under, and since when: a way up is as old as its youngest name, and the oldest counts."""
    if name in path:
        raise RuleError(f"`{name}` lies under itself", code="term-circle")
    if name not in above:
        since = known[name].since or ALWAYS
        found = {name: since}
        for parent in known[name].parents:
            for upper, when in _climb(parent, known, above, (*path, name)).items():
                reached = max(since, when)
                found[upper] = min(reached, found.get(upper, reached))
        above[name] = found
    return above[name]


CATEGORIES = hierarchy(
    (
        Term(name="identity", meaning="who she and her family are"),
        Term(name="name", parents=("identity",)),
        Term(name="birth_date", parents=("identity",)),
        Term(name="contact", parents=("identity",), meaning="address, telephone, e-mail"),
        Term(name="health", meaning="health of the parent or of a child"),
        Term(name="physical_health", parents=("health",)),
        Term(name="mental_health", parents=("health",)),
        Term(name="pregnancy", parents=("health",)),
        Term(name="child_development", parents=("health",)),
        Term(name="circumstances", meaning="how the family lives"),
        Term(name="relationships", parents=("circumstances",)),
        Term(name="housing", parents=("circumstances",)),
        Term(name="money", parents=("circumstances",)),
        Term(name="work_and_training", parents=("circumstances",)),
        Term(name="support", meaning="what the programme does with her (TC40)"),
        Term(name="visits", parents=("support",), meaning="who is visited, and how visits go"),
        Term(name="issues", parents=("support",), meaning="what was raised"),
        Term(name="targets", parents=("support",)),
        Term(name="attendance", parents=("support",)),
        Term(name="images", meaning="photographs and recordings (CM28)"),
        Term(name="words", meaning="quotations and case studies (MM40, YP38)"),
        Term(name="safeguarding", meaning="what must be known to protect a child or a visitor"),
        Term(name="concern", parents=("safeguarding",), meaning="what is suspected, and why"),
        Term(name="child_identity", parents=("safeguarding",), meaning="which child it is about"),
        Term(name="whereabouts", parents=("safeguarding",), meaning="where the child can be found"),
        Term(name="child_protection", parents=("safeguarding",), meaning="child protection issues (TC30)"),
        Term(name="violence_risk", parents=("safeguarding",), meaning="a risk of violence to a visitor (TC31)"),
    )
)
"""The core's categories. A plugin may add names under them or beside them."""

NEED_TO_KNOW = frozenset({"safeguarding"})
"""What may be told by duty, with all that lies under it. No plugin has a say in it (consent.md, clause 4)."""

PURPOSES = hierarchy(
    (
        Term(name="care", meaning="supporting her and her family"),
        Term(name="visiting", parents=("care",)),
        Term(name="group", parents=("care",)),
        Term(name="supervision", parents=("care",), meaning="of a supporter by the co-ordinator (TC40, TC51)"),
        Term(name="referral", parents=("care",), meaning="mobilising a service at her wish (TC42)"),
        Term(name="vetting", parents=("care",), meaning="of a referral before a supporter is allocated (TC28)"),
        Term(name="advice", meaning="asking a professional for the best course of action (TC34)"),
        Term(name="safeguarding", meaning="protecting a child from significant harm (TC35)"),
        Term(name="evaluation", meaning="showing what the programme does (CM18, YP26)"),
        Term(name="research", meaning="academic studies (MM44)"),
        Term(name="publication"),
        Term(name="social_media", parents=("publication",), meaning="(CM28)"),
        Term(name="case_study", parents=("publication",), meaning="(YP38, MM17)"),
        Term(name="quotation", parents=("publication",), meaning="(MM40)"),
    )
)
"""The core's purposes."""

CORE_ROUTES = NEED_TO_KNOW | {"advice", "safeguarding"}
"""The names that the core's own routes rest on: no programme adds names under them (consent.md, clauses 1 to 3)."""
