"""Facts about the referral that is being judged: of those to this programme, the latest. Its risks reach staff only."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from peersupport.facts.latest import agreed, ends_of_day, possibly_latest
from peersupport.records.case import Case
from peersupport.records.referrals import Referral, Severity, Vetting
from peersupport.records.roles import Role
from peersupport.rules.facts import STAFF, AskedOf, fact

V = TypeVar("V")


@fact(
    "core.referred",
    meaning="she was referred",
    question="Was she referred, and to which programme?",
    asked_of=AskedOf.SERVICE,
)
def referred(case: Case, day: date) -> bool | None:
    """Whether a referral to this programme, a self-referral included, is recorded."""
    if not case.referrals:
        return None if case.referrals is None else False
    return True if any(one.programme is not None for one in case.referrals) else None


@fact(
    "core.referrer_role",
    meaning="who referred her",
    question="Who referred her?",
    asked_of=AskedOf.SERVICE,
    presupposes=referred,
)
def referrer_role(case: Case, day: date) -> Role | None:
    """The role of whoever made the referral; PARTICIPANT for a self-referral (MM8)."""
    return _of_referral(case, lambda one: one.referrer_role)


@fact(
    "core.severity",
    meaning="the severity of her mental health needs, as the referrer judges it",
    question="How severe do you judge her mental health needs to be: none, mild, moderate or severe?",
    asked_of=AskedOf.REFERRER,
    visible_to=STAFF,
    presupposes=referred,
)
def severity(case: Case, day: date) -> Severity | None:
    """The referrer's judgement (MM2); never computed from a score."""
    return _of_referral(case, lambda one: one.severity)


@fact(
    "core.child_protection",
    meaning="there are child protection issues",
    question="Are there any child protection issues to be aware of?",
    asked_of=AskedOf.REFERRER,
    visible_to=STAFF,
    presupposes=referred,
)
def child_protection(case: Case, day: date) -> bool | None:
    """The mandatory vetting answer of TC30."""
    return _of_referral(case, lambda one: one.child_protection)


@fact(
    "core.violence_risk",
    meaning="there is a risk of violence to a visitor",
    question="Is there any risk of violence to a visitor?",
    asked_of=AskedOf.REFERRER,
    visible_to=STAFF,
    presupposes=referred,
)
def violence_risk(case: Case, day: date) -> bool | None:
    """The mandatory vetting answer of TC31."""
    return _of_referral(case, lambda one: one.violence_risk)


@fact(
    "core.vetting",
    meaning="what the vetting of the referral decided",
    question="What has the vetting of the referral decided?",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
    presupposes=referred,
)
def vetting(case: Case, day: date) -> Vetting | None:
    """The co-ordinator's decision on the referral (TC28)."""
    return _of_referral(case, lambda one: one.vetting)


def judged(case: Case) -> list[Referral]:
    """The referrals of which any may be the one to judge: the latest to this programme, and later ones that may be."""
    given = case.referrals or ()
    if len(given) == 1:
        return [] if given[0].programme is None else [given[0]]
    latest = possibly_latest([one for one in given if one.programme is not None], lambda one: one.received)
    since = max((ends_of_day(one.received)[0] for one in latest), default=date.max)
    perhaps = [one for one in given if one.programme is None and ends_of_day(one.received)[1] >= since]
    return [*latest, *perhaps] if latest else []


def _of_referral(case: Case, field: Callable[[Referral], V | None]) -> V | None:
    given = judged(case)
    return field(given[0]) if len(given) == 1 else agreed([field(one) for one in given])
