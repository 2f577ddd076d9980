"""Which provider covers which authority (MM6, MM7), and who may refer (MM8, MM9): every one that the page names."""

from datetime import date

import pytest

from peersupport import Case, CaseId, Decision, Host, Participant, PersonId, ProgrammeId, Referral, ReferralId, Role
from peersupport.records.answers import Answer
from peersupport.records.areas import Residence
from peersupport.records.identifiers import SiteId
from peersupport.records.sites import DatedValue, Site

HERE = ProgrammeId("link-workers")
HOST = Host.load()
TODAY = date(2023, 6, 12)
NORTH_CUMBRIA = {"E06000063", "E07000026", "E07000028", "E07000029", "E07000030"}
"""Cumberland, and the districts of before 2023 that belong to North Cumbria."""
TEES_VALLEY = {"E06000001", "E06000002", "E06000003", "E06000004", "E06000005"}
ELSEWHERE = {"E09000011", "E99999999"}
"""Greenwich, and the code by which an address outside every authority is recorded."""


def decided(
    at_referral: str,
    today: str = "",
    role: Role = Role.MIDWIFE,
    in_north_cumbria: bool | None = None,
    **parameters: object,
) -> Decision:
    """The answer to a mother who was referred from one authority, and lives in the same or another today."""
    homes = [Residence(local_authority=at_referral, end=date(2023, 6, 5) if today else None)]
    homes += [Residence(local_authority=today, start=date(2023, 6, 5))] if today else []
    referral = Referral(id=ReferralId("r"), programme=HERE, received=date(2023, 6, 1), referrer_role=role)
    values = {f"{HERE}.{name}": (DatedValue(value=value),) for name, value in parameters.items()}  # type: ignore[arg-type]
    said = Answer(matter=f"{HERE}.in_north_cumbria", value=in_north_cumbria, given_on=date(2023, 6, 2))
    case = Case(
        id=CaseId("c"),
        participant=Participant(id=PersonId("she")),
        residences=tuple(homes),
        referrals=(referral,),
        answers=() if in_north_cumbria is None else (said,),
    )
    return (
        HOST.at_site(Site(id=SiteId("here"), programme=HERE, parameters=values)).eligibility(HERE).decide(case, TODAY)
    )


def providers(decision: Decision) -> set[str]:
    """Who would take the case."""
    return {target for one in decision.routes for target in one.targets}


@pytest.mark.requirement("MM6", "MM7")
@pytest.mark.parametrize(
    ("provider", "authorities"),
    [
        ("together-we", NORTH_CUMBRIA),
        ("sunderland-counselling-service", {"E08000024"}),
        ("teesside-mind", {"E06000002"}),
        ("everyturn", {"E06000057"}),
    ],
)
def test_each_provider_covers_its_own_authorities_and_no_other(provider: str, authorities: set[str]) -> None:
    """By the address at referral; of Teesside only Middlesbrough, unless the site reads it wider."""
    known = NORTH_CUMBRIA | TEES_VALLEY | ELSEWHERE | {"E08000024", "E06000057"}
    assert {one for one in known if provider in providers(decided(one))} == authorities
    for one in authorities:
        assert (providers(decided(one)), decided(one).truths["MM6"].value) == ({provider}, "true")


@pytest.mark.requirement("MM7")
def test_the_tees_valley_is_five_boroughs_where_the_site_reads_it_so() -> None:
    """The page names it beside Middlesbrough."""
    known = NORTH_CUMBRIA | TEES_VALLEY | ELSEWHERE | {"E08000024", "E06000057"}
    found = {one for one in known if "teesside-mind" in providers(decided(one, teesside_reading="tees_valley"))}
    assert found == TEES_VALLEY
    assert {decided(one, teesside_reading="tees_valley").truths["MM6"].value for one in TEES_VALLEY} == {"true"}


@pytest.mark.requirement("MM6")
def test_whoever_moves_within_the_areas_needs_no_review() -> None:
    """In their widest reading: the Tees Valley, and all of Westmorland and Furness."""
    areas = NORTH_CUMBRIA | TEES_VALLEY | {"E06000064", "E08000024", "E06000057"}
    reviewed = {one for one in areas | ELSEWHERE if decided("E08000024", one).advice}
    assert reviewed == ELSEWHERE


@pytest.mark.requirement("MM6")
def test_whoever_moves_out_of_any_of_the_areas_is_reviewed() -> None:
    """And whoever was never in one is not told that she moved away."""
    served = NORTH_CUMBRIA | {"E06000002", "E08000024", "E06000057"}
    never = (TEES_VALLEY - served) | ELSEWHERE
    assert {one for one in served | never if decided(one, "E09000011").advice} == served
    wider = {one for one in served | never if decided(one, "E09000011", teesside_reading="tees_valley").advice}
    assert wider == served | TEES_VALLEY


@pytest.mark.requirement("MM6", "MM7")
@pytest.mark.parametrize(("in_part", "reviewed"), [(True, ("link-workers/MM6-moved",)), (False, ()), (None, ())])
def test_of_westmorland_and_furness_only_the_part_in_north_cumbria_counts(
    in_part: bool | None, reviewed: tuple[str, ...]
) -> None:
    """As the co-ordinator says of the address."""
    found = decided("E06000064", "E09000011", in_north_cumbria=in_part)
    assert tuple(one.rule for one in found.advice) == reviewed


@pytest.mark.requirement("MM8", "MM9")
def test_five_professions_may_refer_and_a_sixth_where_the_site_says_so() -> None:
    """The list of the page is closed; another healthcare professional is named where mothers are told whom to ask."""
    five = {
        Role.GP,
        Role.MIDWIFE,
        Role.HEALTH_VISITOR,
        Role.PERINATAL_MENTAL_HEALTH,
        Role.COMMUNITY_MENTAL_HEALTH,
    }
    assert {role for role in Role if decided("E08000024", role=role).truths["MM8"].value == "true"} == five
    wider = {
        role for role in Role if decided("E08000024", role=role, other_professionals=True).truths["MM8"].value == "true"
    }
    assert wider == five | {Role.OTHER_HEALTH_PROFESSIONAL}
