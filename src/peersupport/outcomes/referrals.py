"""Measures of referral and connection: how long families wait, and how many services they reach."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from peersupport.dates import DateRange, PartialDate
from peersupport.records.case import Case
from peersupport.records.encounters import EncounterStatus
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.referrals import Connection, OnwardReferral
from peersupport.rules.bounds import Bounds


def days_from_referral_to_first_contact(case: Case, programme: ProgrammeId) -> Bounds | None:
    """Days from the first referral to a programme to the first completed encounter in it (HL8).

    Exact when both dates are, else within bounds; None while there is no referral with a date, or no contact. The
    source gives no target, so there is none here.
    """
    received = [one.received for one in case.referrals or () if one.programme == programme]
    met = [
        one.on
        for one in case.encounters or ()
        if one.programme == programme and one.status is EncounterStatus.COMPLETED
    ]
    return _days(_first(received), _first(met))


def days_from_concern_to_referral(onward: OnwardReferral) -> Bounds | None:
    """Days from when a concern was first told to the onward referral that followed it (CM27)."""
    return _days(_first([onward.concern_raised]), _first([onward.made]))


def days_from_concern_to_first_contact(onward: OnwardReferral) -> Bounds | None:
    """Days from when a concern was first told to the first contact with the service (CM27, MM15)."""
    return _days(_first([onward.concern_raised]), _first([onward.attended]))


def connections(cases: Iterable[Case]) -> Mapping[Connection | None, int]:
    """How many onward referrals stand at each status (MM15); None: those of which the status is not recorded.

    Cases whose onward referrals are not recorded count nowhere: tell how many they are beside it.
    """
    return Counter(one.status for case in cases for one in case.onward_referrals or ())


def services_reached(case: Case) -> frozenset[str] | None:
    """The services that a family reached through onward referral: accepted or attended (TC66, MM15).

    None when onward referrals are not recorded.
    """
    if case.onward_referrals is None:
        return None
    reached = {Connection.ACCEPTED, Connection.ATTENDED}
    return frozenset(one.service for one in case.onward_referrals if one.service is not None and one.status in reached)


def _first(days: Iterable[PartialDate | None]) -> tuple[date, date] | None:
    """The bounds of the earliest day; None when there is none, or one is not recorded and might be earlier."""
    found: list[tuple[date, date]] = []
    for day in days:
        if day is None:
            return None
        found.append((day.first, day.last) if isinstance(day, DateRange) else (day, day))
    if not found:
        return None
    return min(first for first, _ in found), min(last for _, last in found)


def _days(start: tuple[date, date] | None, end: tuple[date, date] | None) -> Bounds | None:
    if start is None or end is None:
        return None
    low, high = (end[0] - start[1]).days, (end[1] - start[0]).days
    return Bounds(low=low, high=high)
