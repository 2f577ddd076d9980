"""A setting without a value is unknown, also where a fact reads it (design.md, Parameters)."""

from datetime import date

import pytest
from tests.facts.test_erasure import HOST, UNKNOWN, keeps, told

from peersupport import Case, Child, Participant, Referral, Residence
from peersupport.dates import LeapDay
from peersupport.facts import child_until_birthday
from peersupport.records.areas import Area
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId
from peersupport.rules.facts import Fact
from peersupport.rules.values import RecordValues

DAY = date(2025, 2, 28)
LEAPLING = date(2024, 2, 29)
CASE = Case(
    id=CaseId("case"),
    participant=Participant(id=PersonId("mother"), birth_date=date(2000, 2, 29)),
    children=(Child(id=PersonId("child"), birth_date=LEAPLING),),
    residences=(Residence(local_authority="E06000064", lsoa="E01013814"),),
    referrals=(Referral(id=ReferralId("one"), programme=ProgrammeId("any"), received=DAY),),
)
VALUES = {
    "core.leap_day": list(LeapDay),
    "core.areas": [{"E01013814": (Area(code="E01013814", local_authority="E06000018", imd_decile=1),)}, {}],
    "link-workers.own_criteria_in": [frozenset({"E06000064"}), frozenset({"E06000018"})],
}
"""Values of each setting that a fact reads, by which the fact differs for `CASE`."""
READING = {one.name: one for one in (*HOST.facts.values(), child_until_birthday(1)) if one.reads}
GUESSING = ("core.age_years", "core.child_age_years", "core.child_until_birthday_1", "link-workers.own_criteria_apply")


def _told(fact: Fact, setting: object) -> object:
    subject = CASE.children[0] if fact.subject == "Child" and CASE.children else CASE
    return told(fact, RecordValues(subject, DAY, dict.fromkeys((one.name for _, one in fact.reads), setting)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason="it takes a value for granted")])
        if name in GUESSING
        else name
        for name in READING
    ],
)
def test_a_setting_that_nobody_gave_decides_nothing(name: str) -> None:
    """What a fact says without the setting, it says with every value of it."""
    fact = READING[name]
    ((_, parameter),) = fact.reads
    told_with = [_told(fact, value) for value in VALUES[parameter.name]]
    assert len({str(one) for one in told_with}) > 1, "the case has to turn on the setting"
    assert all(keeps(_told(fact, None), one) for one in told_with)


def test_an_unknown_setting_is_unknown_here() -> None:
    """The comparison above is made of `keeps`: a fact that is unknown without the setting passes it."""
    assert keeps(UNKNOWN, "anything")
    assert not keeps(False, True)
