"""Quotations, case studies and interviews: what may be published, and under which name (MM17, MM40, YP38)."""

from collections.abc import Iterable
from datetime import datetime

from peersupport._attrs import frozen
from peersupport.policies.disclosure.lifecycle import status
from peersupport.policies.disclosure.register import Register, register
from peersupport.policies.disclosure.statements import dated
from peersupport.records.consent import ConsentStatement, ConsentStatus, StatementKind
from peersupport.records.feedback import Attribution, Story, StoryKind
from peersupport.records.identifiers import PersonId
from peersupport.records.vocabulary import CATEGORIES, PURPOSES, Hierarchy

PURPOSE = {StoryKind.QUOTATION: "quotation", StoryKind.CASE_STUDY: "case_study", StoryKind.INTERVIEW: "case_study"}
"""What each kind is published for."""


@frozen
class Stories:
    """How many there are, and how many may be published."""

    told: int
    publishable: int


def publishable(story: Story, statements: Iterable[ConsentStatement], subject: PersonId, at: datetime) -> bool:
    """Whether it may be published at an instant (UTC): only on a grant of hers that the story names, and that stands.

    The grant covers her words and this purpose. A refusal or withdrawal that touches either bars it, whatever else was
    agreed to; what is not known bars it too.
    """
    return consented(statements, subject, story.consent, "words", PURPOSE[story.kind], at)


def consented(
    statements: Iterable[ConsentStatement],
    subject: PersonId,
    named: str | None,
    category: str,
    purpose: str,
    at: datetime,
) -> bool:
    """Whether a named grant of a subject's covers a category and a purpose and stands at an instant (UTC)."""
    asked = register(statements, subject)
    grant = next((one for one in asked.statements if one.id == named and one.kind is StatementKind.GRANT), None)
    if grant is None or not status(asked, grant.id, at).valid:
        return False
    if not (_covers(grant.categories, category, CATEGORIES) and _covers(grant.purposes, purpose, PURPOSES)):
        return False
    others = [one for one in asked.statements if one.kind is not StatementKind.GRANT]
    barring = [
        one
        for one in others
        if _touches(one.categories, category, CATEGORIES)
        and _touches(one.purposes, purpose, PURPOSES)
        and one.target in {None, grant.id}
    ]
    return not any(_bars(one, grant, asked, at) for one in barring)


def attributed(story: Story, names: Iterable[str] | None) -> str:
    """What may stand under her words: never more than was agreed, and nothing where that is not known.

    The group alone stands for herself where she agreed to her name and no name is recorded.
    """
    known = " ".join(names or ())
    if story.attribution is Attribution.FULL_NAME and known:
        return known
    if story.attribution is Attribution.FIRST_NAME and known:
        return known.split()[0]
    named = {Attribution.GROUP, Attribution.FIRST_NAME, Attribution.FULL_NAME}
    return story.group or "" if story.attribution in named else ""


def _bars(one: ConsentStatement, grant: ConsentStatement, asked: Register, at: datetime) -> bool:
    if one.kind is StatementKind.REFUSAL:
        return status(asked, one.id, at) is ConsentStatus.REFUSED
    withdrawn = dated(one)
    return withdrawn.begins_low <= at and dated(grant).given_low <= withdrawn.begins_high


def _covers(given: tuple[str, ...] | None, name: str, terms: Hierarchy) -> bool:
    return any(terms.covers(one, name) for one in given or ())


def _touches(given: tuple[str, ...] | None, name: str, terms: Hierarchy) -> bool:
    return given is None or any(terms.touches(one, name) for one in given)
