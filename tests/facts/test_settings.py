"""A setting without a value is unknown, also where a fact reads it (design.md, Parameters)."""

from datetime import date

import pytest
from tests.facts.test_erasure import HOST, UNKNOWN, keeps, told

from peersupport import Case, Child, Participant, Referral, Residence
from peersupport.dates import LeapDay
from peersupport.records.areas import Area
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Setting
from peersupport.rules.values import RecordValues

DAYS = (date(2026, 2, 28), date(2026, 3, 1))
"""The days on which the two readings of a birthday on 29 February part."""
CASE = Case(
    id=CaseId("case"),
    participant=Participant(id=PersonId("mother"), birth_date=date(2000, 2, 29)),
    children=(Child(id=PersonId("child"), birth_date=date(2024, 2, 29)),),
    residences=(Residence(local_authority="E06000064", lsoa="E01013814"),),
    referrals=(Referral(id=ReferralId("one"), programme=ProgrammeId("any"), received=DAYS[0]),),
)
VALUES: dict[str, list[Setting]] = {
    "core.leap_day": [*LeapDay],
    "core.areas": [{"E01013814": (Area(code="E01013814", local_authority="E06000018", imd_decile=1),)}, {}],
    "link-workers.own_criteria_in": [frozenset({"E06000064"}), frozenset({"E06000018"})],
}
"""Values of each setting that a fact reads, by which the fact differs for `CASE`."""
READING = {one.name: one for one in HOST.facts.values() if one.reads}


def _told(fact: Fact, setting: Setting) -> list[object]:
    """What the fact tells on each of the days."""
    subject = CASE.children[0] if fact.subject == "Child" and CASE.children else CASE
    given = {one.name: setting for _, one in fact.reads}
    return [told(fact, RecordValues(subject, day, given)) for day in DAYS]


@pytest.mark.parametrize("name", READING)
def test_a_setting_that_nobody_gave_decides_nothing(name: str) -> None:
    """What a fact says without the setting, it says with every value of it."""
    fact = READING[name]
    ((_, parameter),) = fact.reads
    told_with = [_told(fact, value) for value in VALUES[parameter.name]]
    assert len({str(one) for one in told_with}) > 1, "the case has to turn on the setting"
    without = _told(fact, None)
    assert all(keeps(less, more) for one in told_with for less, more in zip(without, one, strict=True))


def test_an_unknown_setting_is_unknown_here() -> None:
    """The comparison above is made of `keeps`: a fact that is unknown without the setting passes it."""
    assert keeps(UNKNOWN, "anything")
    assert not keeps(False, True)
