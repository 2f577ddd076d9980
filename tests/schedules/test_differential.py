from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.schedules.differential import differences
from tests.schedules.drawing import KINDS
from tests.schedules.oracle import pages

from peersupport.policies.schedule.windows import later

HISTORIES = 3_000
STATUSES = {"overdue", "due", "unknown", "upcoming", "done", "declined", "cancelled", "closed"}


@pytest.mark.requirement("D3", "D5", "D6", "D7", "D8", "D9")
def test_the_policy_and_the_oracle_say_the_same() -> None:
    """On every day of every history that is drawn; `nox -s schedules` draws 100,000."""
    seen, found = differences(HISTORIES, seed=1)
    assert found == []
    assert {name.partition(" ")[0] for name in seen} == {kind.__name__ for kind in KINDS}
    assert {name.partition(" ")[2] for name in seen} == STATUSES


@pytest.mark.requirement("D3")
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1)), st.integers(0, 40))
def test_a_month_later_is_a_page_later(day: date, months: int) -> None:
    """The clamp of D3 is what somebody does with a wall calendar."""
    assert later(day, months=months) == pages(day, months)


def test_what_lies_beyond_the_calendar_is_its_last_day() -> None:
    """One absurd date in a caseload must not keep everybody else's from being told."""
    assert later(date(9999, 12, 1), months=1) == later(date(9999, 12, 31), days=1) == date.max
