"""What the sources say about the programmes themselves: their own words in the host, and where records hold it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from peersupport import Case, Host, PersonId
from peersupport.dates import Period
from peersupport.interop.activity import read_activity
from peersupport.interop.areas import areas_from
from peersupport.interop.site_files import read_sites
from peersupport.records.activity import Activity
from peersupport.records.areas import Setting
from peersupport.records.codec import case_document, case_from
from peersupport.records.community import MeetingKind, OutputKind
from peersupport.records.people import FamilyMember, Need, Participant
from peersupport.records.sites import Partner

EXAMPLES = Path(__file__).parents[2] / "examples"
LINK_WORKERS, YOUNG_PARENTS = "link-workers", "young-parents-connect"


def activity(programme: str) -> Activity:
    """The example records of a site of a programme."""
    return read_activity(EXAMPLES / "activity" / f"{programme}.json")


def words(programme: str, requirement: str) -> list[str]:
    """What the host holds of a statement, in the source's own words."""
    details = Host.load().programmes[programme].details
    return [text.partition("\n")[0] for one, text in details if one == requirement]


SAID = [
    pytest.param(programme, requirement, said, marks=pytest.mark.requirement(requirement), id=f"{requirement} {said}")
    for programme, requirement, said in [
        ("crafty-mummies", "CM25", "a high number of women with poor maternal mental health"),
        ("crafty-mummies", "CM25", "underperform at the 27-month development review"),
        ("crafty-mummies", "CM25", "demonstrate poor readiness when starting school"),
        ("crafty-mummies", "CM29", "named by the women who attend"),
        ("crafty-mummies", "CM30", "Dorset Healthcare University Foundation Trust"),
        ("crafty-mummies", "CM30", "The local children’s centre"),
        ("community-mothers", "TC7", "experienced mothers (called Community Mothers)"),
        ("community-mothers", "TC57", "Thameside NHS Trust volunteer policies"),
        ("community-mothers", "TC63", "introduced into the UK in 1991"),
        ("community-mothers", "TC63", "The Essex Area Child Protection Committee Award 1993"),
        ("community-mothers", "TC63", "A Regional Healthy Alliances Award 1995"),
        ("community-mothers", "TC63", "Tilbury Health Centre"),
        ("community-mothers", "TC67", "strong emphasis on inter-agency collaboration"),
        ("community-mothers", "TC67", "Several joint projects have been initiated"),
        ("healthy-little-minds", "HL15", "addressing families’ needs as a whole"),
        ("healthy-little-minds", "HL19", "Commissioned by Small Steps Big Changes"),
        ("healthy-little-minds", "HL19", "funded by the National Lottery Community Fund"),
        ("healthy-little-minds", "HL21", "only 46 specialised parent infant relationships services"),
        (LINK_WORKERS, "MM24", "co-designed with the link workers themselves"),
        (LINK_WORKERS, "MM28", "regional workshops to seek feedback and a steer"),
        (LINK_WORKERS, "MM29", "rural and urban places and the unique needs of younger parents"),
        (LINK_WORKERS, "MM30", "Interim evaluation report March 2023"),
        (LINK_WORKERS, "MM30", "Summary evaluation report 2024"),
        (LINK_WORKERS, "MM30", "Learning report: presenting learning and guidance for replication"),
        (LINK_WORKERS, "MM31", "test and learn approach"),
        (LINK_WORKERS, "MM32", "urban/rural mix of prototypes"),
        (LINK_WORKERS, "MM37", "leveraging new peer support services"),
        (LINK_WORKERS, "MM38", "Project delivery started in Spring 2022"),
        (LINK_WORKERS, "MM38", "North East and North Cumbria Integrated Care System"),
        (LINK_WORKERS, "MM39", "VONNE"),
        (LINK_WORKERS, "MM39", "North Cumbria CVS"),
        (LINK_WORKERS, "MM39", "ARC NENC"),
        (LINK_WORKERS, "MM39", "Maternity Voices Partnerships"),
        (LINK_WORKERS, "MM41", "better connected to Primary Care Network services"),
        (LINK_WORKERS, "MM42", "into maternal mental health service pathways"),
        (YOUNG_PARENTS, "YP5", "single mothers, Black, Asian and minority ethnic mothers and mothers at risk"),
        (YOUNG_PARENTS, "YP22", "MumsAid"),
        (YOUNG_PARENTS, "YP22", "The Motherhood Group"),
        (YOUNG_PARENTS, "YP22", "Nottingham City Council"),
        (YOUNG_PARENTS, "YP23", "previous version, Young Mums Connect"),
        (YOUNG_PARENTS, "YP32", "how you can set up a group in your area"),
        (YOUNG_PARENTS, "YP33", "two-strand approach"),
        (YOUNG_PARENTS, "YP34", "whole-family approach"),
        (YOUNG_PARENTS, "YP34", "shared experiences"),
    ]
]


@pytest.mark.parametrize(("programme", "requirement", "said"), SAID)
def test_the_programme_says_it_in_its_own_words(programme: str, requirement: str, said: str) -> None:
    """What a report or a page tells of a programme is the source's, to the letter."""
    assert any(said in text for text in words(programme, requirement))


@pytest.mark.requirement("CM25")
def test_an_area_has_a_profile_of_three_needs() -> None:
    """Maternal mental health, the review at 27 months, readiness for school; no number is the source's (CM25)."""
    (profile,) = activity("crafty-mummies").needs or ()
    assert None not in {
        profile.poor_maternal_mental_health,
        profile.below_at_27_months,
        profile.not_ready_for_school,
    }


@pytest.mark.requirement("HL15", "YP34")
def test_needs_are_held_for_the_family_and_for_each_of_its_members() -> None:
    """A grandmother's illness, and a home that is damp for all of them (HL15, YP34)."""
    family = case_from(
        {
            "id": "c",
            "participant": {"id": "anna"},
            "family": [{"id": "nan", "relation": "grandmother"}],
            "needs": [{"what": "housing"}, {"what": "illness", "of": "nan", "since": "2026-01-05"}],
        }
    )
    whole, hers = family.needs or ()
    assert (whole.of, hers.of, hers.since) == (None, PersonId("nan"), date(2026, 1, 5))
    again = Case(
        id=family.id,
        participant=Participant(id=PersonId("anna")),
        family=(FamilyMember(id=PersonId("nan"), relation="grandmother"),),
        needs=(Need(what="housing"), Need(what="illness", of=PersonId("nan"), since=date(2026, 1, 5))),
    )
    assert case_document(again) == case_document(family)


@pytest.mark.requirement("MM24", "MM28", "MM31")
def test_the_link_workers_shape_their_meetings_and_call_others_in() -> None:
    """Their learning community, regional workshops, and the sub-group of academics (MM24, MM28, MM31)."""
    meetings = activity(LINK_WORKERS).meetings or ()
    kinds = {MeetingKind.LEARNING_COMMUNITY, MeetingKind.REGIONAL_WORKSHOP, MeetingKind.EVALUATION_GROUP}
    assert {one.kind for one in meetings} == kinds
    assert "agreed with the link workers" in str(meetings[0].co_designed)


@pytest.mark.requirement("MM29", "MM30", "MM37")
def test_what_the_programme_makes_is_of_a_known_kind() -> None:
    """Briefings, reports of four kinds, peer services; a misspelt kind would be counted nowhere (MM29, MM30, MM37)."""
    made = Counter(one.kind for one in activity(LINK_WORKERS).outputs or () if one.done is not None)
    assert (made[OutputKind.THEMED_BRIEFING], made[OutputKind.PEER_SERVICE]) == (1, 1)
    reports = {one for one in OutputKind if one.value.endswith("_report")}
    assert {one.value for one in reports} == {"interim_report", "full_report", "summary_report", "learning_report"}


@pytest.mark.requirement("MM42")
def test_each_area_has_its_milestones_of_integration() -> None:
    """Done in one area, and due in another (MM42)."""
    milestones = {one.area: one for one in activity(LINK_WORKERS).milestones or ()}
    assert milestones["E08000024"].done == date(2026, 7, 1)
    assert (milestones["E06000057"].due, milestones["E06000057"].done) == (date(2027, 1, 31), None)


@pytest.mark.requirement("MM32", "MM41")
def test_an_area_is_rural_or_urban_and_names_its_hubs() -> None:
    """As the table of a site gives it; what it leaves blank is not known (MM32, MM41)."""
    rows = ("code,local_authority,imd_decile,setting,hubs", "E01,E08000024,2,urban,North Hub; Example PCN")
    table = areas_from("\n".join([*rows, "E02,E06000057,5,,\n"]).encode(), "areas.csv")
    (known,), (blank,) = table["E01"], table["E02"]
    assert (known.setting, known.hubs) == (Setting.URBAN, ("North Hub", "Example PCN"))
    assert (blank.setting, blank.hubs) == (None, None)


@pytest.mark.requirement("TC67")
def test_joint_projects_name_the_agencies() -> None:
    """With whom the programme does something together (TC67)."""
    (project,) = activity("community-mothers").projects or ()
    assert project.partners == ("Example library", "Example nursery")


@pytest.mark.requirement("YP22", "MM39")
def test_a_partner_has_a_part_and_its_time() -> None:
    """A previous partner is no partner today, and an ongoing one is (YP22, MM39)."""
    (site,) = read_sites(EXAMPLES / "sites" / "young-parents-connect.toml")
    previous, ongoing = site.partners
    assert (previous.part, ongoing.part) == ("groups in Greenwich", "groups in Nottingham")
    assert previous.period.contains(date(2026, 12, 31))
    assert not previous.period.contains(date(2027, 1, 1))
    assert ongoing.period.contains(date(2030, 1, 1))
    assert Partner(name="Example board", part="funder").period == Period(start=None, end=None)


@pytest.mark.requirement("YP32")
def test_enquiries_about_new_groups_name_an_area_and_no_family() -> None:
    """One has become a group, one waits for an answer (YP32)."""
    one, other = activity(YOUNG_PARENTS).enquiries or ()
    assert (one.area, one.status and one.status.value) == ("Derby", "set_up")
    assert (other.answered, other.status and other.status.value) == (None, "received")


@pytest.mark.requirement("TC63", "MM38", "YP33")
def test_a_programme_runs_when_its_source_says() -> None:
    """1991; spring 2022; and no day where the source names none (TC63, MM38, YP33)."""
    programmes = Host.load().programmes
    assert programmes["community-mothers"].runs.start == date(1991, 1, 1)
    assert programmes[LINK_WORKERS].runs.start == date(2022, 3, 1)
    assert programmes[YOUNG_PARENTS].runs.start is None
