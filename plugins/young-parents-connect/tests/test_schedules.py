from datetime import date

import pytest

from peersupport import Host, Period, Site
from peersupport.plugin import OutputKind
from peersupport.policies.schedule import Due, Status
from peersupport.records.activity import Activity
from peersupport.records.calendar import Closure, ClosureKind, calendar_of
from peersupport.records.community import Output
from peersupport.records.sessions import Session, SessionSeries

HOST = Host.load(allow=["young-parents-connect"])
BEGUN = date(2022, 1, 10)


def asked(
    on: date, *, begun: date | None = BEGUN, ended: date | None = None, **records: object
) -> dict[str, list[Due]]:
    """What is due at a site, by schedule."""
    site = Site(id="here", programme="young-parents-connect", runs=Period(start=begun, end=ended))
    given = Activity(programme="young-parents-connect", **records)
    found: dict[str, list[Due]] = {}
    for one in HOST.at_site(site).schedule("young-parents-connect").of_site(given, on):
        found.setdefault(one.schedule.partition("/")[2], []).append(one)
    return found


@pytest.mark.requirement("YP6", "D5")
def test_groups_are_weekly() -> None:
    """Seven days from the first; a series that is recorded otherwise is told."""
    group = SessionSeries(id="group", programme="young-parents-connect", first=date(2022, 2, 1), every_days=14)
    held = (Session(id="first", series="group", on=date(2022, 2, 1), cancelled=False),)
    present, following = asked(date(2022, 2, 2), series=(group,), sessions=held)["YP6"]
    assert (present.status, following.due) == (Status.DONE, date(2022, 2, 8))
    assert "the series is recorded as every 14 days" in {each.text for each in present.why}


@pytest.mark.requirement("YP6")
def test_a_week_in_which_the_site_is_closed_has_no_group() -> None:
    """The site's calendar says when: nothing is then due, or missed."""
    group = SessionSeries(id="group", programme="young-parents-connect", first=date(2022, 2, 1), every_days=7)
    half_term = Closure(kind=ClosureKind.HALF_TERM, start=date(2022, 2, 14), end=date(2022, 2, 18))
    calendar = calendar_of(terms=(), closures=(half_term,), closed=frozenset({ClosureKind.HALF_TERM}))
    given = Activity(programme="young-parents-connect", series=(group,), sessions=())
    site = Site(id="here", programme="young-parents-connect", calendar=calendar)
    found = HOST.at_site(site).schedule("young-parents-connect").of_site(given, date(2022, 2, 15))
    closed = next(one for one in found if one.schedule == "young-parents-connect/YP6")
    assert closed.status is Status.CLOSED


@pytest.mark.requirement("YP25")
def test_the_toolkit_is_due_on_its_day_though_the_site_is_closed() -> None:
    """The end of the programme does not wait for the end of the holidays."""
    holidays = Closure(kind=ClosureKind.HALF_TERM, start=date(2025, 1, 6), end=date(2025, 1, 17))
    calendar = calendar_of(terms=(), closures=(holidays,), closed=frozenset({ClosureKind.HALF_TERM}))
    runs = Period(start=BEGUN, end=None)
    site = Site(id="here", programme="young-parents-connect", runs=runs, calendar=calendar)
    given = Activity(programme="young-parents-connect", outputs=(), series=())
    found = HOST.at_site(site).schedule("young-parents-connect").of_site(given, date(2025, 1, 10))
    assert [one.due for one in found if one.schedule == "young-parents-connect/YP25"] == [date(2025, 1, 10)]


@pytest.mark.requirement("YP25", "YP21")
def test_the_toolkit_is_due_by_the_end_of_three_years() -> None:
    """36 months after the site's first day, which the source does not give: without one it is asked for."""
    end = date(2025, 1, 10)
    for on, status in ((date(2025, 1, 9), Status.UPCOMING), (end, Status.DUE), (date(2025, 1, 11), Status.OVERDUE)):
        (found,) = asked(on, outputs=())["YP25"]
        assert (found.requirements, found.due, found.status) == (("YP25", "YP21"), end, status)
    made = Output(kind=OutputKind.TOOLKIT, done=date(2024, 11, 1))
    briefing = Output(kind=OutputKind.THEMED_BRIEFING, done=date(2024, 11, 1))
    assert asked(date(2025, 2, 1), outputs=(made,))["YP25"][0].status is Status.DONE
    assert asked(date(2025, 2, 1), outputs=(briefing,))["YP25"][0].status is Status.OVERDUE
    over = asked(date(2025, 2, 1), ended=end, series=(), outputs=())
    assert {name: one.status for name, (one, *_) in over.items()} == {"YP25": Status.OVERDUE}
    (unknown,) = asked(end, begun=None, outputs=())["YP25"]
    assert (unknown.status, unknown.due) == (Status.UNKNOWN, None)
