from datetime import date

import pytest

from peersupport import Case, Host, Participant, Role, Site
from peersupport._attrs import evolve
from peersupport.plugin import EncounterKind, MeetingKind
from peersupport.policies.schedule import Due, Scheduling, Status
from peersupport.records.activity import Activity
from peersupport.records.calendar import Closure, ClosureKind, calendar_of
from peersupport.records.community import Meeting
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.enrolments import Enrolment
from peersupport.records.plans import Action, Goal, SupportPlan
from peersupport.records.sessions import InformationSheet
from peersupport.records.supporters import Supervision, SupervisionKind, Supporter

HOST = Host.load(allow=["community-mothers"])
JOINED = date(2026, 1, 31)
CLOSED = calendar_of(
    terms=(),
    closures=(Closure(kind=ClosureKind.HALF_TERM, start=date(2026, 2, 23), end=date(2026, 3, 1)),),
    closed=frozenset({ClosureKind.HALF_TERM}),
)


def family(*encounters: Encounter, plan: SupportPlan | None = None) -> Case:
    """A family that is visited at home."""
    spell = Enrolment(id="spell", programme="community-mothers", offer="home-visits", start=JOINED)
    return Case(
        id="family",
        participant=Participant(id="mother"),
        enrolments=(spell,),
        encounters=encounters,
        plans=() if plan is None else (plan,),
    )


def visit(on: date, status: EncounterStatus = EncounterStatus.COMPLETED) -> Encounter:
    """A home visit."""
    return Encounter(
        id=f"visit-{on}", programme="community-mothers", kind=EncounterKind.HOME_VISIT, status=status, on=on
    )


def of(schedule: str, found: tuple[Due, ...]) -> list[Due]:
    """The answers of one schedule."""
    return [one for one in found if one.schedule == f"community-mothers/{schedule}"]


def due() -> Scheduling:
    """What is due in the programme."""
    return HOST.schedule("community-mothers")


def site(**records: object) -> Activity:
    """The site's own records."""
    return Activity(programme="community-mothers", **records)


@pytest.mark.requirement("TC9", "D6")
def test_home_visits_are_offered_monthly() -> None:
    """A month after the last, by the clamp of D3; a decline is an answer, and the next is due a month later."""
    (first,) = of("TC9", due().of_case(family(), JOINED))
    assert (first.due, first.overdue_from) == (date(2026, 2, 28), date(2026, 3, 8))
    declined = family(visit(date(2026, 2, 20), EncounterStatus.DECLINED))
    settled, following = of("TC9", due().of_case(declined, date(2026, 3, 10)))
    assert (settled.status, following.status, following.due) == (
        Status.DECLINED,
        Status.UPCOMING,
        date(2026, 3, 20),
    )
    missed = family(visit(date(2026, 2, 20), EncounterStatus.MISSED))
    assert [one.status for one in of("TC9", due().of_case(missed, date(2026, 3, 10)))] == [Status.OVERDUE]


@pytest.mark.requirement("TC17")
def test_a_target_is_due_at_the_next_visit() -> None:
    """The first visit after it was set, or the day on which that is due; the parent's own day comes first."""
    trying = Action(title="a song before bed", author=Role.PARTICIPANT)
    plan = SupportPlan(id="plan", agreed=date(2026, 2, 10), goals=(Goal(words="sleep", actions=(trying,)),))
    before = visit(date(2026, 2, 10))
    (found,) = of("TC17", due().of_case(family(before, plan=plan), date(2026, 3, 1)))
    assert (found.status, found.due) == (Status.UPCOMING, date(2026, 3, 10))
    (found,) = of("TC17", due().of_case(family(before, visit(date(2026, 3, 4)), plan=plan), date(2026, 3, 5)))
    assert (found.status, found.due) == (Status.OVERDUE, date(2026, 3, 4))
    own = Action(title="a song", due=date(2026, 2, 14), done=date(2026, 2, 13))
    plan = SupportPlan(id="plan", agreed=date(2026, 2, 10), goals=(Goal(words="sleep", actions=(own,)),))
    (found,) = of("TC17", due().of_case(family(before, plan=plan), date(2026, 3, 5)))
    assert (found.status, found.on) == (Status.DONE, date(2026, 2, 13))


@pytest.mark.requirement("TC49", "D7")
def test_the_group_meets_every_two_weeks() -> None:
    """Fourteen days after the last: not twice a week, and no other meeting counts."""
    met = [
        Meeting(kind=MeetingKind.GROUP_SUPPORT, on=date(2026, 3, 2), cancelled=False),
        Meeting(kind=MeetingKind.EVALUATION_GROUP, on=date(2026, 3, 9), cancelled=False),
        Meeting(kind=MeetingKind.GROUP_SUPPORT, on=date(2026, 3, 10), cancelled=True),
    ]
    for on, status in ((15, Status.UPCOMING), (16, Status.DUE), (17, Status.OVERDUE)):
        found = of("TC49", due().of_site(site(meetings=tuple(met)), date(2026, 3, on)))
        assert (found[-1].due, found[-1].status) == (date(2026, 3, 16), status)


@pytest.mark.requirement("TC51", "TC52", "D8")
def test_each_volunteer_is_visited_every_two_to_three_months() -> None:
    """Of Community Mothers who have not left, from the day on which each began."""
    supporters = (
        Supporter(id="a", role=Role.COMMUNITY_MOTHER, start=date(2025, 11, 30), supervisions=()),
        Supporter(id="b", role=Role.COMMUNITY_MOTHER, start=date(2025, 1, 1), end=date(2026, 1, 1)),
        Supporter(id="c", role=Role.TRAINER, start=date(2025, 1, 1)),
    )
    (found,) = of("TC51", due().of_site(site(supporters=supporters), date(2026, 3, 1)))
    assert found.requirements == ("TC51", "TC52")
    assert (found.subject, found.earliest, found.due) == ("a", date(2026, 1, 30), date(2026, 2, 28))
    assert found.status is Status.OVERDUE


@pytest.mark.requirement("TC9", "TC49")
def test_what_is_due_on_a_day_on_which_the_site_is_closed_waits_until_it_opens() -> None:
    """Visits and meetings; the supervision of a volunteer does not wait."""
    here = Site(id="tilbury", programme="community-mothers", calendar=CLOSED)
    policy = HOST.at_site(here).schedule("community-mothers")
    (offered,) = of("TC9", policy.of_case(family(), JOINED))
    assert offered.due == date(2026, 3, 2)
    met = (Meeting(kind=MeetingKind.GROUP_SUPPORT, on=date(2026, 2, 12), cancelled=False),)
    assert of("TC49", policy.of_site(site(meetings=met), date(2026, 2, 20)))[-1].due == date(2026, 3, 2)
    mary = Supporter(id="mary", role=Role.COMMUNITY_MOTHER, start=date(2025, 11, 26), supervisions=())
    assert of("TC51", policy.of_site(site(supporters=(mary,)), date(2026, 2, 1)))[0].due == date(2026, 2, 26)


@pytest.mark.requirement("TC9")
def test_visits_are_due_to_whoever_takes_home_visits_and_by_visits_alone() -> None:
    """A family in a group is not waiting for one; a talk on the telephone is none."""
    group = Enrolment(id="spell", programme="community-mothers", offer="groups", start=JOINED)
    assert of("TC9", due().of_case(evolve(family(), enrolments=(group,)), JOINED)) == []
    called = evolve(visit(date(2026, 2, 20)), kind=EncounterKind.TELEPHONE)
    assert [one.due for one in of("TC9", due().of_case(family(called), date(2026, 2, 21)))] == [date(2026, 2, 28)]


@pytest.mark.requirement("TC51", "TC52")
def test_one_to_one_is_for_community_mothers_and_a_group_or_a_decline_does_not_do() -> None:
    """Other supporters have no such visit; what she declined leaves it due."""
    each = tuple(Supporter(id=role.value, role=role, start=date(2026, 1, 5), supervisions=()) for role in Role)
    found = of("TC51", due().of_site(site(supporters=each), date(2026, 2, 1)))
    assert {one.subject for one in found} == {"community_mother"}
    for kind, declined in ((SupervisionKind.ONE_TO_ONE, True), (SupervisionKind.GROUP, False)):
        met = Supervision(kind=kind, on=date(2026, 2, 1), declined=declined)
        mary = Supporter(id="mary", role=Role.COMMUNITY_MOTHER, start=date(2025, 11, 30), supervisions=(met,))
        found = of("TC51", due().of_site(site(supporters=(mary,)), date(2026, 3, 1)))
        assert [one.status for one in found][-1] is Status.OVERDUE


@pytest.mark.requirement("TC12")
def test_a_sheet_past_its_day_of_review_is_told() -> None:
    """Information is to be clear and based on evidence; a sheet without a day of review is asked about."""
    sheets = (
        InformationSheet(id="sleep", review_by=date(2026, 3, 1)),
        InformationSheet(id="teeth", review_by=date(2027, 3, 1)),
        InformationSheet(id="play"),
    )
    found = of("TC12", due().of_site(site(sheets=sheets), date(2026, 3, 2)))
    assert {one.subject: one.status for one in found} == {
        "sleep": Status.OVERDUE,
        "teeth": Status.UPCOMING,
        "play": Status.UNKNOWN,
    }
