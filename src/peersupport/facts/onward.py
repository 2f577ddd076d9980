"""Facts about a referral of a parent or child to another service."""

from datetime import date

from peersupport.records.referrals import OnwardReferral
from peersupport.records.roles import Role
from peersupport.rules.facts import STAFF, AskedOf, fact


@fact("core.onward_on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def onward_on(onward: OnwardReferral, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact(
    "core.onward_wished",
    meaning="the parent wishes the referral",
    question="Do you wish to be referred to this service?",
)
def onward_wished(onward: OnwardReferral, day: date) -> bool | None:
    """Whether the parent wishes it (TC42, CM27)."""
    return onward.wished


@fact(
    "core.onward_safeguarding",
    meaning="the referral is made to protect a child",
    question="Is the referral made to protect a child?",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
def onward_safeguarding(onward: OnwardReferral, day: date) -> bool | None:
    """Whether the referral is a safeguarding one, for which the parent's wish is not needed (CM27)."""
    return onward.safeguarding


@fact(
    "core.onward_through_co_ordinator",
    meaning="the request was passed on to the co-ordinator",
    question="Who passed the request on, from first to last?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def onward_through_co_ordinator(onward: OnwardReferral, day: date) -> bool | None:
    """Whether the request went parent, supporter, co-ordinator (TC43)."""
    return None if onward.path is None else Role.CO_ORDINATOR in onward.path
