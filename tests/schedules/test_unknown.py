"""What cannot be told is UNKNOWN, with what to ask; what is known stays known."""

from datetime import UTC, date, datetime

import attrs
import pytest
from tests.schedules.asking import NOTTINGHAM, activity, case, of, policy

from peersupport import DateRange, Period
from peersupport._attrs import evolve
from peersupport.errors import InvalidDate, PluginFaulty, UnknownName
from peersupport.policies.schedule import Due, Status, by_urgency, within
from peersupport.programmes.host import Host
from peersupport.records.encounters import Encounter, EncounterKind, EncounterStatus
from peersupport.records.enrolments import Enrolment
from peersupport.records.identifiers import (
    CaseId,
    EncounterId,
    EnrolmentId,
    PersonId,
    PlanId,
    ProgrammeId,
    ReferralId,
    SeriesId,
    SiteId,
)
from peersupport.records.people import Child
from peersupport.records.plans import Action, Goal, SupportPlan
from peersupport.records.referrals import Referral
from peersupport.records.sessions import SessionSeries
from peersupport.rules.parameters import Dated

PROGRAMME = "community-mothers"
JOINED = date(2026, 1, 31)


def visit(on: date | DateRange | None, status: EncounterStatus | None, programme: str | None = PROGRAMME) -> Encounter:
    """One home visit."""
    return Encounter(
        id=EncounterId("visit-1"),
        programme=None if programme is None else ProgrammeId(programme),
        kind=EncounterKind.HOME_VISIT,
        status=status,
        on=on,
    )


def visited(on: date, *visits: Encounter, start: date | None = JOINED) -> Due:
    """The next home visit of a family."""
    return of(policy(PROGRAMME).of_case(case(PROGRAMME, start, encounters=visits), on), "TC9")[-1]


@pytest.mark.requirement("TC9", "D6")
def test_a_month_is_a_calendar_month_with_a_weeks_tolerance() -> None:
    """From 31 January to the last of February; overdue when the tolerance is over, and not before."""
    found = visited(date(2026, 2, 28))
    assert (found.due, found.overdue_from, found.status) == (date(2026, 2, 28), date(2026, 3, 8), Status.DUE)
    assert visited(date(2026, 3, 7)).status is Status.DUE
    assert visited(date(2026, 3, 8)).status is Status.OVERDUE


@pytest.mark.requirement("TC9")
def test_a_visit_that_was_declined_was_offered_and_not_missed() -> None:
    """The next is due a month after the decline; one that was missed or cancelled leaves it due."""
    on = date(2026, 3, 10)
    found = of(
        policy(PROGRAMME).of_case(
            case(PROGRAMME, JOINED, encounters=(visit(date(2026, 2, 20), EncounterStatus.DECLINED),)), on
        ),
        "TC9",
    )
    assert [(one.status, one.on) for one in found] == [(Status.DECLINED, date(2026, 2, 20)), (Status.UPCOMING, None)]
    assert found[1].due == date(2026, 3, 20)
    for status in (EncounterStatus.MISSED, EncounterStatus.CANCELLED):
        assert visited(on, visit(date(2026, 2, 20), status)).status is Status.OVERDUE


@pytest.mark.requirement("TC9")
def test_what_may_have_been_a_visit_is_asked_for() -> None:
    """No status, no day, no programme, no records at all: it may be overdue, and nobody says that it is not."""
    on = date(2026, 3, 10)
    done = EncounterStatus.COMPLETED
    for given in (visit(date(2026, 3, 1), None), visit(None, done), visit(date(2026, 3, 1), done, programme=None)):
        found = visited(on, given)
        assert found.status is Status.UNKNOWN
        assert found.ask == ("Did the encounter `visit-1` take place, and on which day?",) or given.on is None
    unrecorded = of(policy(PROGRAMME).of_case(case(PROGRAMME, JOINED), on), "TC9")[0]
    assert unrecorded.status is Status.UNKNOWN
    assert unrecorded.ask == ("No encounters are recorded: which were there, and when?",)
    assert visited(on, start=None).ask == ("On which day did she join?",)


@pytest.mark.requirement("TC9")
def test_dates_that_are_known_in_part_stay_within_bounds() -> None:
    """A visit some day in February: overdue only when every day of February makes it so."""
    february = DateRange(first=date(2026, 2, 1), last=date(2026, 2, 28))
    given = visit(february, EncounterStatus.COMPLETED)
    found = visited(date(2026, 3, 20), given)
    assert (found.status, found.due) == (Status.UNKNOWN, DateRange(first=date(2026, 3, 1), last=date(2026, 3, 28)))
    assert visited(date(2026, 4, 5), given).status is Status.OVERDUE
    assert visited(date(2026, 2, 28), given).status is Status.UPCOMING


def test_who_may_have_joined_is_asked_for_and_others_are_left_alone() -> None:
    """Nothing is silently not due; a family that was referred elsewhere is not asked about."""
    referral = Referral(id=ReferralId("referral"), programme=ProgrammeId(PROGRAMME))
    family = evolve(case(PROGRAMME, JOINED), enrolments=None, referrals=(referral,))
    assert {one.status for one in policy(PROGRAMME).of_case(family, JOINED)} == {Status.UNKNOWN}
    elsewhere = evolve(family, referrals=(evolve(referral, programme=ProgrammeId("crafty-mummies")),))
    assert policy(PROGRAMME).of_case(elsewhere, JOINED) == ()


def test_nothing_is_due_of_a_family_that_has_left() -> None:
    """Nor of one at another site, nor at another offer; one that may have left is asked about."""
    on = date(2026, 3, 10)

    def spell(**changes: object) -> list[Due]:
        one = Enrolment(id=EnrolmentId("spell"), programme=ProgrammeId(PROGRAMME), start=JOINED)
        family = case(PROGRAMME, JOINED, encounters=(), enrolments=(evolve(one, **changes),))
        return of(policy(PROGRAMME).of_case(family, on), "TC9")

    assert spell(end=date(2026, 3, 1)) == []
    assert spell(site=SiteId("elsewhere")) == []
    assert spell(offer="groups") == []
    assert spell(offer="home-visits")[0].status is Status.OVERDUE
    assert spell()[0].ask == ("Which offer does she take?",)
    left = spell(offer="home-visits", end=DateRange(first=date(2026, 3, 1), last=date(2026, 3, 31)))[0]
    assert (left.status, left.ask) == (Status.UNKNOWN, ("Has she left?",))


def test_a_spell_of_another_offer_hides_none_that_comes_after_it() -> None:
    """Each spell is looked at by itself, in whichever order they are recorded."""
    spells = [
        Enrolment(id=EnrolmentId(offer), programme=ProgrammeId(PROGRAMME), offer=offer, start=JOINED)
        for offer in ("groups", "home-visits")
    ]
    for order in (spells, spells[::-1]):
        family = case(PROGRAMME, JOINED, encounters=(), enrolments=tuple(order))
        assert [one.status for one in of(policy(PROGRAMME).of_case(family, date(2026, 3, 10)), "TC9")] == [
            Status.OVERDUE
        ]


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        (date(2026, 3, 10), None, True),
        (date(2026, 3, 11), None, False),
        (None, date(2026, 3, 11), True),
        (None, date(2026, 3, 10), False),
    ],
)
def test_a_schedule_asks_for_something_only_while_it_is_in_force(
    start: date | None, end: date | None, due: bool
) -> None:
    """Its first day counts, its end does not (D4)."""
    whole = policy(PROGRAMME)
    period = Period(start=start, end=end)
    changed = attrs.evolve(whole, schedules=tuple(evolve(one, in_force=period) for one in whole.schedules))
    family = case(PROGRAMME, JOINED, encounters=())
    assert bool(of(changed.of_case(family, date(2026, 3, 10)), "TC9")) is due


def test_without_the_sites_own_records_all_that_rests_on_them_is_unknown() -> None:
    """A file that was not given must not read as a site that is up to date."""
    for found in (policy(PROGRAMME).of_site(None, JOINED), policy(PROGRAMME).of_site(activity(PROGRAMME), JOINED)):
        assert {one.status for one in found} == {Status.UNKNOWN}
        assert {one.schedule.partition("/")[2] for one in found} == {"TC12", "TC49", "TC51"}


def test_without_terms_an_evaluation_is_unknown() -> None:
    """Before the first term that is known, and after the last, the calendar is asked for."""
    records = activity("crafty-mummies", series=(), evaluations=())
    assert policy("crafty-mummies").of_site(records, JOINED) == ()
    group = SessionSeries(id=SeriesId("group"), programme=ProgrammeId("crafty-mummies"), first=date(2025, 9, 9))
    records = activity("crafty-mummies", series=(group,), evaluations=())
    found = of(policy("crafty-mummies").of_site(records, JOINED), "CM18")
    assert [one.status for one in found] == [Status.UNKNOWN]
    late = of(policy("crafty-mummies", calendar=NOTTINGHAM).of_site(records, date(2026, 8, 1)), "CM18")
    assert late[-1].status is Status.UNKNOWN
    assert "until 2026-07-27" in late[-1].ask[0]


def test_a_plugin_that_failed_leaves_nothing_silently_not_due() -> None:
    """No schedules is not the same as nothing due."""
    host = Host.load(expect=["absent"], overlays={"absent": [PROGRAMME]})
    with pytest.raises(PluginFaulty):
        host.schedule(PROGRAMME)
    with pytest.raises(UnknownName, match="did you mean `community-mothers`"):
        Host.load().schedule("community-mother")


def test_a_time_is_no_day() -> None:
    """As for decisions: the day is a plain date."""
    with pytest.raises(InvalidDate):
        policy(PROGRAMME).of_case(case(PROGRAMME, JOINED), datetime(2026, 1, 1))  # noqa: DTZ001


def test_the_most_urgent_stands_first_and_what_is_far_off_is_left_out() -> None:
    """What is settled is left out; UNKNOWN is not."""
    family = case(PROGRAMME, JOINED, encounters=(visit(date(2026, 2, 5), EncounterStatus.COMPLETED),), plans=())
    found = [*policy(PROGRAMME).of_case(family, date(2026, 2, 10)), *policy(PROGRAMME).of_site(None, date(2026, 2, 10))]
    statuses = [one.status for one in by_urgency(found)]
    assert statuses == [*[Status.UNKNOWN] * 3, Status.UPCOMING, Status.DONE]
    assert [one.status for one in within(found, date(2026, 3, 5))] == statuses[:4]
    assert [one.status for one in within(found, date(2026, 3, 4))] == statuses[:3]
    (upcoming,) = (one for one in found if one.status is Status.UPCOMING)
    two = [evolve(upcoming, case=CaseId(name)) for name in ("b", "a")]
    assert [one.case for one in by_urgency(two)] == ["a", "b"]
    early = evolve(upcoming, earliest=date(2026, 3, 1))
    assert within([early], date(2026, 3, 1)) == [early]
    assert within([early], date(2026, 2, 28)) == []


def test_at_a_site_that_no_longer_runs_nothing_is_due_again() -> None:
    """Its last day is known: no meeting and no visit of a family is overdue for ever."""
    over = evolve(policy(PROGRAMME), ended=date(2026, 2, 1))
    family = case(PROGRAMME, JOINED, encounters=(), plans=())
    assert [one.schedule for one in over.of_case(family, date(2026, 1, 31))] == [f"{PROGRAMME}/TC9"]
    assert over.of_case(family, date(2026, 2, 1)) == ()
    assert over.of_site(None, date(2026, 2, 1)) == ()


def test_where_the_calendar_ends_nothing_more_is_planned() -> None:
    """The last day that there is is no week of a series: nothing is due on it, and nobody asks for ever."""
    group = SessionSeries(
        id=SeriesId("group"), programme=ProgrammeId("crafty-mummies"), first=date(9999, 12, 20), every_days=7
    )
    records = activity("crafty-mummies", series=(group,), sessions=())
    told = of(policy("crafty-mummies").of_site(records, date(9999, 12, 28)), "CM4")
    assert [one.due for one in told] == [date(9999, 12, 27)]


def aim(on: date, agreed: date | None, *visits: Encounter, recorded: bool = True) -> Due:
    """The target of a family, set when the plan was agreed."""
    trying = Goal(words="sleep", actions=(Action(title="a song"),))
    plan = SupportPlan(id=PlanId("plan"), agreed=agreed, goals=(trying,))
    family = case(PROGRAMME, JOINED, encounters=visits if recorded else None, plans=(plan,))
    return of(policy(PROGRAMME).of_case(family, on), "TC17")[0]


@pytest.mark.requirement("TC17")
def test_a_target_whose_next_visit_is_not_sure_lies_within_bounds() -> None:
    """A visit that may have been makes it due earlier, perhaps; without a day of agreement it is asked for."""
    agreed, on = date(2026, 2, 10), date(2026, 3, 5)
    maybe = aim(on, agreed, visit(date(2026, 3, 1), None))
    assert (maybe.status, maybe.due) == (Status.UNKNOWN, DateRange(first=date(2026, 3, 1), last=date(2026, 3, 10)))
    unrecorded = aim(on, agreed, recorded=False)
    assert unrecorded.due == DateRange(first=date(2026, 2, 11), last=date(2026, 3, 10))
    sure = aim(on, agreed, visit(date(2026, 3, 1), EncounterStatus.COMPLETED))
    assert (sure.status, sure.due) == (Status.OVERDUE, date(2026, 3, 1))
    declined = aim(on, agreed, visit(date(2026, 3, 1), EncounterStatus.DECLINED))
    assert (declined.status, declined.due) == (Status.UPCOMING, date(2026, 3, 10))
    assert aim(on, None).ask == ("On which day was the plan agreed, and when is the next visit?",)


def test_the_plan_that_was_recorded_last_counts() -> None:
    """An older plan's day of review is no longer what she chose; where the order is not known, all are told."""

    def plan(name: str, on: date, recorded: int | None) -> SupportPlan:
        at = None if recorded is None else datetime(2026, 1, recorded, tzinfo=UTC)
        return SupportPlan(id=PlanId(name), next_review=on, reviews=(), recorded_at=at)

    def told(*plans: SupportPlan) -> list[str]:
        family = case("link-workers", JOINED, plans=plans)
        return [one.subject for one in of(policy("link-workers").of_case(family, date(2026, 6, 1)), "MM13")]

    older, newer = plan("older", date(2026, 3, 1), 1), plan("newer", date(2026, 5, 1), 2)
    assert told(newer, older) == ["newer"]
    assert told(older, plan("undated", date(2026, 5, 1), None)) == ["older", "undated"]


@pytest.mark.requirement("CM20")
def test_a_window_without_an_end_is_over_for_no_child() -> None:
    """Where the latest month of the review has no value that can be used, a child is asked about, and not left out."""
    review = policy("crafty-mummies")
    child = Child(id=PersonId("child"), birth_date=date(2023, 9, 1))
    family = case("crafty-mummies", JOINED, children=(child,), reviews=())
    name = "crafty-mummies.review_latest"
    unset = attrs.evolve(review, overrides={name: (Dated(since=None, value=0),)})
    (found,) = of(unset.of_case(family, date(2026, 2, 1)), "CM20")
    assert found.status is Status.UNKNOWN
