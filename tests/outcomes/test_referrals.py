"""Measures of referral: waiting times and services reached."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport import Case, DateRange, Participant, Referral
from peersupport.outcomes.referrals import (
    connections,
    days_from_concern_to_first_contact,
    days_from_concern_to_referral,
    days_from_referral_to_first_contact,
    services_reached,
)
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.identifiers import CaseId, EncounterId, PersonId, ProgrammeId, ReferralId
from peersupport.records.referrals import Connection, OnwardReferral
from peersupport.rules.bounds import Bounds

HLM = ProgrammeId("healthy-little-minds")
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def case(received: object, met: object) -> Case:
    """A family referred to, and met by, Healthy Little Minds."""
    return Case(
        id=CaseId("c"),
        participant=Participant(id=PersonId("p")),
        referrals=(Referral(id=ReferralId("r"), programme=HLM, received=received),),
        encounters=(Encounter(id=EncounterId("e"), programme=HLM, status=EncounterStatus.COMPLETED, on=met),),
    )


@pytest.mark.requirement("HL8")
@given(DAYS, DAYS)
def test_waiting_is_the_difference_of_the_two_days(received: date, met: date) -> None:
    """HL8: the days from referral to first contact are counted on the calendar."""
    days = (met - received).days
    assert days_from_referral_to_first_contact(case(received, met), HLM) == Bounds(low=days, high=days)


@given(DAYS, DAYS, DAYS)
def test_a_month_only_date_gives_bounds_that_hold_every_day_of_it(one: date, other: date, met: date) -> None:
    """A wait from a date known in part is never told as if it were exact."""
    first, last = sorted((one, other))
    whole = days_from_referral_to_first_contact(case(DateRange(first=first, last=last), met), HLM)
    assert whole == Bounds(low=(met - last).days, high=(met - first).days)


def test_a_wait_is_not_known_while_a_date_is_missing_or_a_visit_was_declined() -> None:
    """A missing date is no wait of zero days, and a declined visit is no contact (TC9)."""
    assert days_from_referral_to_first_contact(case(None, date(2025, 1, 2)), HLM) is None
    assert days_from_referral_to_first_contact(case(date(2025, 1, 1), None), HLM) is None
    declined = Encounter(id=EncounterId("e"), programme=HLM, status=EncounterStatus.DECLINED, on=date(2025, 1, 2))
    family = Case(
        id=CaseId("c"),
        participant=Participant(id=PersonId("p")),
        referrals=(Referral(id=ReferralId("r"), programme=HLM, received=date(2025, 1, 1)),),
        encounters=(declined,),
    )
    assert days_from_referral_to_first_contact(family, HLM) is None


@pytest.mark.requirement("CM27")
def test_days_from_concern_to_referral_of_a_child() -> None:
    """CM27: how timely the referral of a child into diagnostic or support services was."""
    onward = OnwardReferral(id=ReferralId("o"), concern_raised=date(2025, 2, 27), made=date(2025, 3, 2))
    assert days_from_concern_to_referral(onward) == Bounds(low=3, high=3)
    assert days_from_concern_to_referral(OnwardReferral(id=ReferralId("o"), made=date(2025, 3, 2))) is None


@pytest.mark.requirement("TC66", "MM15")
def test_services_reached_are_those_accepted_or_attended_once_each() -> None:
    """TC66 and MM15: an offer is no service reached, and a service reached twice counts once."""
    states = [("food bank", Connection.ATTENDED), ("food bank", Connection.ACCEPTED), ("library", Connection.OFFERED)]
    onward = tuple(
        OnwardReferral(id=ReferralId(str(place)), service=service, status=status)
        for place, (service, status) in enumerate(states)
    )
    family = Case(id=CaseId("c"), participant=Participant(id=PersonId("p")), onward_referrals=onward)
    assert services_reached(family) == {"food bank"}
    assert services_reached(Case(id=CaseId("c"), participant=Participant(id=PersonId("p")))) is None


@pytest.mark.requirement("CM27", "MM15")
def test_days_from_concern_to_the_first_contact_with_the_service() -> None:
    """A referral that was made helps nobody until somebody was seen (CM27)."""
    onward = OnwardReferral(
        id=ReferralId("o"), concern_raised=date(2025, 2, 27), made=date(2025, 3, 2), attended=date(2025, 3, 30)
    )
    assert days_from_concern_to_first_contact(onward) == Bounds(low=31, high=31)
    assert days_from_concern_to_first_contact(OnwardReferral(id=ReferralId("o"), made=date(2025, 3, 2))) is None


@pytest.mark.requirement("MM15")
def test_connections_are_counted_at_the_status_they_have() -> None:
    """An offer, an answer and a visit are three things; a status that is not recorded is none of them (MM15)."""
    states = [Connection.OFFERED, Connection.OFFERED, Connection.ATTENDED, None]
    onward = tuple(OnwardReferral(id=ReferralId(str(place)), status=one) for place, one in enumerate(states))
    families = [
        Case(id=CaseId("c"), participant=Participant(id=PersonId("p")), onward_referrals=onward),
        Case(id=CaseId("d"), participant=Participant(id=PersonId("q"))),
    ]
    assert connections(families) == {Connection.OFFERED: 2, Connection.ATTENDED: 1, None: 1}
