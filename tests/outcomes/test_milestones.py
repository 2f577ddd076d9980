"""Children: reviews that fell due, five domains, and what is linked by consent alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.outcomes.families import ANNA, child, family

from peersupport._attrs import evolve
from peersupport.dates import DateRange, Period, since
from peersupport.outcomes.ages import fits_age, fitting
from peersupport.outcomes.built_in import CORE_10
from peersupport.outcomes.instruments import Age, CutOff, Direction, Instrument, Scale, alike
from peersupport.outcomes.licensed import DOMAINS, DomainCutOffs, asq_3
from peersupport.outcomes.milestones import Milestones, domains, milestones, readiness
from peersupport.outcomes.scoring import score
from peersupport.records.assessments import Assessment, ChildReview, SchoolReadiness
from peersupport.records.case import Case
from peersupport.records.consent import ConsentStatement, Party, StatementKind
from peersupport.records.identifiers import AssessmentId, PersonId, StatementId
from peersupport.records.roles import Role
from peersupport.truth import Truth

YEAR = since("2025-04-01", "2026-04-01")
BORN = date(2023, 3, 10)  # 27 months on 10 June 2025
ASQ = asq_3(
    interval="27-months",
    source="a made-up table",
    youngest=Age(months=25, days=16),
    oldest=Age(months=28, days=16),
    cut_offs=[DomainCutOffs(domain=one, cut_off=25.5, monitoring=35) for one in DOMAINS],
)
INSTRUMENTS = {ASQ.id: ASQ}


def review(name: str, reached: bool | None, on: date | None = date(2025, 6, 20), **more: Any) -> ChildReview:
    """A review of a child."""
    return ChildReview(about=PersonId(name), on=on, reached=reached, **more)


def counted(*cases: Case, period: Period = YEAR) -> Milestones:
    """The reviews of these families."""
    return milestones(cases, period, INSTRUMENTS)


@pytest.mark.requirement("CM20")
def test_trap_11_twins_are_two_children_of_one_family() -> None:
    """Twins: one family, two children, counted once or twice as the report says."""
    twins = family(
        children=(child("ben", BORN), child("bea", BORN)), reviews=(review("ben", True), review("bea", False))
    )
    found = counted(twins)
    assert (found.families, found.due) == (1, 2)
    assert (found.reached, found.not_reached) == (1, 1)


def test_trap_02_27_months_from_30_november_is_the_last_of_february() -> None:
    """D3: a day that a month does not have is its last day."""
    for born, due in ((date(2021, 11, 30), date(2024, 2, 29)), (date(2022, 11, 30), date(2025, 2, 28))):
        day = Period(start=due, end=date.fromordinal(due.toordinal() + 1))
        assert counted(family(children=(child("ben", born),)), period=day).due == 1


def test_the_denominator_are_the_children_whose_review_fell_due() -> None:
    """CM20: not all children, and not only those who were reviewed."""
    ben, bea, bob, bill = (child(name, BORN) for name in ("ben", "bea", "bob", "bill"))
    young = child("new", date(2025, 1, 1))
    found = counted(
        family("1", children=(ben, young), reviews=(review("ben", True),)),
        family("2", children=(bea,), reviews=()),
        family("3", children=(bob,), reviews=(review("bob", None, declined=True),)),
        family("4", children=(bill,)),
    )
    assert found == Milestones(
        due=4, families=4, reached=1, not_reached=0, declined=1, not_reviewed=1, not_known=1, perhaps_due=0
    )


def test_a_birth_of_a_year_is_only_perhaps_due() -> None:
    """A child whose review may have fallen due is in no numerator and no denominator."""
    birth = DateRange(first=date(2022, 12, 1), last=date(2023, 1, 31))
    found = counted(family(children=(child("ben", birth), child("bea", None)), reviews=(review("ben", True),)))
    assert (found.due, found.reached, found.perhaps_due) == (0, 0, 2)


def test_a_review_outside_24_to_30_months_does_not_count() -> None:
    """It is not this review, and what it found is not known at 27 months."""
    late = counted(family(children=(child("ben", BORN),), reviews=(review("ben", True, date(2025, 9, 11)),)))
    assert (late.reached, late.not_known) == (0, 1)
    last = counted(family(children=(child("ben", BORN),), reviews=(review("ben", True, date(2025, 9, 10)),)))
    assert last.reached == 1


def reviewed(items: tuple[int | None, ...], told: bool | None = None, instrument: str = ASQ.id) -> Case:
    """A review with an ASQ-3."""
    given = Assessment(id=AssessmentId("a"), instrument=instrument, about=PersonId("ben"), items=items)
    return family(
        children=(child("ben", BORN),),
        assessments=(given,),
        reviews=(review("ben", told, assessment=AssessmentId("a")),),
    )


@pytest.mark.requirement("CM20")
@pytest.mark.parametrize(
    ("first", "told", "wanted"),
    [
        ((10, 10, 10, 0, 0, 0), None, "reached"),  # 30 is above 25.5
        ((5, 5, 5, 5, 5, 0), None, "not_reached"),  # 25 is not
        ((5, 5, 5, 5, None, None), None, "reached"),  # filled in by the mean: 30
        ((5, 5, 5, None, None, None), None, "not_known"),
        ((5, 5, 5, 5, 5, 0), True, "not_known"),  # the review and its questionnaire differ
        ((5, 5, 5, None, None, None), False, "not_reached"),
    ],
)
def test_five_domains_of_the_asq_3(first: tuple[int | None, ...], told: bool | None, wanted: str) -> None:
    """All five domains above their cut-offs, by the user's own table; what is open or contradicts is not known."""
    case = reviewed((*first, *[10] * 24), told)
    found = counted(case)
    assert {name for name in ("reached", "not_reached", "not_known") if getattr(found, name)} == {wanted}
    assert [name for name, _ in domains((case.reviews or ())[0], case, INSTRUMENTS)] == list(DOMAINS)


def test_a_score_at_the_cut_off_is_in_the_referral_zone() -> None:
    """At or below it; the monitoring zone above it is told beside it."""
    scale = Scale(
        id="x",
        items=(1,),
        direction=Direction.HIGHER,
        case=(CutOff(at=5, name="referral", source=ASQ.source),),
        screens=(CutOff(at=10, name="monitoring", source=ASQ.source),),
    )
    one = Instrument(id="x", title="x", source=ASQ.source, licence="x", items=alike(1, (0, 5, 10)), scales=(scale,))
    found = []
    for value in (0, 5, 10):
        (scored,) = score(Assessment(id=AssessmentId("a"), instrument="x", items=(value,)), one).scales
        found.append((scored.case, scored.screens))
    monitoring = (("monitoring", Truth.TRUE),)
    assert found == [(Truth.TRUE, monitoring), (Truth.TRUE, monitoring), (Truth.FALSE, monitoring)]


def test_a_questionnaire_that_cannot_be_read_is_no_result() -> None:
    """An item out of range, another child's form, or no table: nothing is told of the domains."""
    wrong = reviewed((7, *[10] * 29))
    assert domains((wrong.reviews or ())[0], wrong, INSTRUMENTS) == ()
    assert counted(wrong).not_known == 1
    anothers = evolve(reviewed((10,) * 30), reviews=(review("bea", None, assessment=AssessmentId("a")),))
    assert domains((anothers.reviews or ())[0], anothers, INSTRUMENTS) == ()
    unknown = reviewed((10,) * 30, instrument="asq-3/other")
    assert domains((unknown.reviews or ())[0], unknown, INSTRUMENTS) == ()


@pytest.mark.parametrize(
    ("instrument", "on", "fits"),
    [
        (ASQ, date(2025, 4, 25), Truth.FALSE),
        (ASQ, date(2025, 4, 26), Truth.TRUE),
        (ASQ, date(2025, 7, 25), Truth.TRUE),
        (ASQ, date(2025, 7, 26), Truth.FALSE),
        (ASQ, None, Truth.UNKNOWN),
        (CORE_10, date(2040, 3, 9), Truth.FALSE),
        (CORE_10, date(2040, 3, 10), Truth.TRUE),
    ],
)
def test_ages_in_months_and_days(instrument: Instrument, on: date | None, fits: Truth) -> None:
    """An interval starts on its first day and ends before its last; an age in years starts on the birthday."""
    assert fits_age(instrument, BORN, on) is fits


def test_the_interval_of_an_age() -> None:
    """The one that surely fits, or none."""
    assert fitting(INSTRUMENTS.values(), "asq-3", BORN, date(2025, 6, 10)) is ASQ
    assert fitting(INSTRUMENTS.values(), "asq-3", BORN, date(2025, 8, 10)) is None
    month = DateRange(first=date(2025, 4, 1), last=date(2025, 4, 30))
    assert fitting(INSTRUMENTS.values(), "asq-3", BORN, month) is None


def linked(*more: ConsentStatement, categories: tuple[str, ...] = ("child_development",)) -> Case:
    """A child's level of development, and the consent by which it was linked."""
    grant = ConsentStatement(
        id=StatementId("g"),
        kind=StatementKind.GRANT,
        subject=ANNA,
        giver=ANNA,
        given_at=date(2023, 5, 1),
        recorded_at=datetime(2023, 5, 1, 12, tzinfo=UTC),
        sender=Party(role=Role.CHILDRENS_CENTRE),
        recipient=Party(role=Role.CO_ORDINATOR),
        categories=categories,
        purposes=("evaluation",),
    )
    level = SchoolReadiness(about=PersonId("ben"), good_level=True, consent=StatementId("g"))
    return family(readiness=(level,), consent=(grant, *more))


@pytest.mark.requirement("CM21")
def test_a_level_of_development_counts_by_consent_alone() -> None:
    """Measured years later by a school: withdrawn, expired, of another scope, or not there, it is not linked."""
    at = datetime(2027, 9, 1, tzinfo=UTC)
    withdrawn = ConsentStatement(
        id=StatementId("w"),
        kind=StatementKind.WITHDRAWAL,
        subject=ANNA,
        giver=ANNA,
        given_at=date(2026, 1, 1),
        recorded_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
    )
    assert readiness([linked()], at).good == 1
    for case in (linked(withdrawn), linked(categories=("housing",)), family(readiness=linked().readiness)):
        found = readiness([case], at)
        assert (found.children, found.good, found.not_linked) == (0, 0, 1)
    assert readiness([linked(withdrawn)], datetime(2025, 9, 1, tzinfo=UTC)).good == 1
