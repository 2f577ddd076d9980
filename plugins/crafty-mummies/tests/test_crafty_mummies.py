from datetime import date, timedelta
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport import Case, Child, Host, Outcome, Participant, Truth
from peersupport.plugin import Overlay, core, hookimpl, require, since

HOST = Host.load(allow=["crafty-mummies"])


def test_requirements_are_carried() -> None:
    """Every statement on eligibility, referral and the programme itself has its rule or its detail."""
    carried = {one for rules in HOST.rules.values() for rule in rules for one in rule.requirements}
    carried |= {one for one, _ in HOST.programmes["crafty-mummies"].details}
    assert carried >= {"CM1", "CM2", "CM3", "CM14", "CM25", "CM26", "CM27", "CM29", "CM30"}


@pytest.mark.requirement("CM1")
@pytest.mark.parametrize("name", ["core.severity", "core.imd_decile", "core.ethnicity", "core.single_parent"])
def test_seal(name: str) -> None:
    """No council may narrow the group by what the programme has promised not to decide on (CM1)."""
    overlay = Overlay(programme="crafty-mummies", source="council.txt", runs=since("2020-01-01"))
    rules = overlay.rules(require("C1", HOST.facts[name].is_known(), quote="a council's wish"))
    council = ModuleType("council")
    vars(council)["eligibility_rules"] = hookimpl(lambda: rules)
    host = Host.load(plugins=[council], allow=["crafty-mummies"], overlays={"council": ["crafty-mummies"]})
    assert [fault.code for one in host.plugins if one.name == "council" for fault in one.faults] == ["rule-sealed"]


def fifth_birthday(born: date) -> date:
    """The oracle of CM2 and D2: no fifth year after a leap year is one."""
    return date(born.year + 5, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + 5)


@pytest.mark.requirement("CM2")
@given(born=st.dates(date(2013, 1, 1), date(2025, 12, 31)) | st.just(date(2020, 2, 29)), days=st.integers(-3, 3))
def test_a_child_counts_from_birth_until_the_fifth_birthday(born: date, days: int) -> None:
    """A day too early or too late turns a family away, or lets one in that is sent home (CM2, D1, D2)."""
    family = Case(
        id="case", participant=Participant(id="she"), children=(Child(id="child", birth_date=born),), pregnancies=()
    )
    for day in (born + timedelta(days), fifth_birthday(born) + timedelta(days)):
        if day >= date(2017, 2, 6):
            counts = born <= day < fifth_birthday(born)
            assert HOST.eligibility("crafty-mummies").decide(family, day).truths["CM2"] is (
                Truth.TRUE if counts else Truth.FALSE
            )


def test_the_check_at_27_months_falls_due_on_the_last_of_february() -> None:
    """A child born on 30 November must not wait for a 30 February that never comes (CM20, CM25, D3)."""
    child = Child(id="child", birth_date=date(2022, 11, 30))
    ages = [core.child_age_months.function(child, date(2025, 2, 27) + timedelta(days)) for days in range(3)]
    assert ages == [26, 27, 27]


def test_a_mother_without_records_is_asked_and_not_refused() -> None:
    """Nothing recorded is no ground for a no (D12)."""
    nothing = HOST.eligibility("crafty-mummies").decide(
        Case(id="case", participant=Participant(id="she")), date(2025, 3, 10)
    )
    assert nothing.outcome is Outcome.UNDETERMINED
    assert {one.name for one in nothing.missing} >= {"core.health_visiting_level", "core.parent_role", "Case.children"}
