from datetime import date

import pytest

from peersupport import Host
from peersupport_healthy_little_minds.window import first_1001_days


@pytest.mark.requirement("HL18")
def test_the_first_1001_days_are_a_time_and_no_count() -> None:
    """From conception to the second birthday; what is not known is counted from what is."""
    born = date(2024, 2, 29)
    assert first_1001_days(conceived=date(2023, 6, 8), born=born).end == date(2026, 3, 1)
    assert first_1001_days(born=born).start == date(2023, 6, 8)
    early = first_1001_days(expected=born, born=date(2024, 2, 1))
    assert (early.start, early.end) == (date(2023, 6, 8), date(2026, 2, 1))
    assert first_1001_days(conceived=date(2023, 6, 8)).end == date(2026, 3, 1)
    with pytest.raises(ValueError, match="give the day of birth"):
        first_1001_days()


@pytest.mark.requirement("HL18", "HL6")
def test_the_programme_says_so_and_has_no_schedule() -> None:
    """A name for a time is not a number that any rule counts, nor a time that is due."""
    host = Host.load(allow=["healthy-little-minds"])
    details = dict(host.programmes["healthy-little-minds"].details)
    assert details["HL18"].startswith("the crucial importance of the first 1001 days")
    assert host.schedules == ()
