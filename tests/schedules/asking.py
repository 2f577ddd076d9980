"""The five programmes' schedules asked about small records."""

from datetime import date

from peersupport import Host, Period, Site
from peersupport.policies.schedule import Due, Scheduling
from peersupport.records.activity import Activity
from peersupport.records.calendar import Calendar, Closure, ClosureKind, SchoolTerm, calendar_of
from peersupport.records.case import Case
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import CaseId, EnrolmentId, PersonId, ProgrammeId, SiteId
from peersupport.records.people import Participant

NOTTINGHAM = calendar_of(
    terms=(
        SchoolTerm(year=2025, name="autumn", start=date(2025, 9, 2), end=date(2025, 12, 19)),
        SchoolTerm(year=2025, name="spring", start=date(2026, 1, 5), end=date(2026, 3, 27)),
        SchoolTerm(year=2025, name="summer", start=date(2026, 4, 13), end=date(2026, 7, 27)),
    ),
    closures=(
        Closure(kind=ClosureKind.HALF_TERM, start=date(2025, 10, 20), end=date(2025, 10, 31)),
        Closure(kind=ClosureKind.BANK_HOLIDAY, start=date(2025, 12, 25), end=date(2025, 12, 26)),
    ),
    closed=frozenset({ClosureKind.BANK_HOLIDAY, ClosureKind.HALF_TERM}),
)
"""Nottingham City, 2025-26 (`standards.md` 2.11), at a site that closes for half terms and bank holidays."""
HOST = Host.load()


def policy(programme: str, *, calendar: Calendar | None = None, begun: date | None = None) -> Scheduling:
    """A programme's schedules at a site with a calendar, or at none."""
    site = Site(
        id=SiteId("here"),
        programme=ProgrammeId(programme),
        runs=Period(start=begun, end=None),
        calendar=calendar,
    )
    return HOST.at_site(site).schedule(programme)


def of(found: tuple[Due, ...], schedule: str) -> list[Due]:
    """The answers of one schedule."""
    return [one for one in found if one.schedule.partition("/")[2] == schedule]


def case(programme: str, start: date | None, **records: object) -> Case:
    """A family that joined on a day, for home visits where there are several offers."""
    offer = "home-visits" if programme == "community-mothers" else None
    spell = Enrolment(id=EnrolmentId("spell"), programme=ProgrammeId(programme), offer=offer, start=start)
    given: dict[str, object] = {
        "id": CaseId("family"),
        "participant": Participant(id=PersonId("mother")),
        "enrolments": (spell,),
        **records,
    }
    return Case(**given)  # type: ignore[arg-type]


def activity(programme: str, **records: object) -> Activity:
    """A site's own records."""
    return Activity(programme=ProgrammeId(programme), **records)  # type: ignore[arg-type]
