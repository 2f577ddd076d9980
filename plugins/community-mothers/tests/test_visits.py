"""A home visit beside the form that prompts it: each statement of the source, by its id."""

from datetime import date

import pytest

from peersupport import CaseId, Host, ProgrammeId, Role
from peersupport._attrs import evolve
from peersupport.dates import DateRange
from peersupport.policies.sessions import accompanied_visits, for_supervision, review_visit
from peersupport.records.activity import Activity
from peersupport.records.encounters import Encounter, EncounterStatus, VisitingRecord
from peersupport.records.identifiers import EncounterId
from peersupport.records.plans import Action
from peersupport.records.sessions import InformationSheet
from peersupport.rules.session_plans import SessionPlan

HOST = Host.load()
STEPS = ("review-targets", "share-sheets", "praise", "health", "set-targets")
DAY = date(2026, 11, 2)
SHEET = InformationSheet(
    id="weaning", topic="health", version="3", source="NHS", review_by=DAY, languages=("en",), cultures=("any",)
)
TARGET = Action(title="try it", author=Role.PARTICIPANT, drawn_from="weaning")
FIRST = Encounter(
    id=EncounterId("one"),
    status=EncounterStatus.COMPLETED,
    on=DAY,
    sheets=("weaning",),
    prompts=STEPS[1:],
    targets=(TARGET,),
    achievements="she sang to him",
    health_concern=False,
)
SECOND = evolve(FIRST, id=EncounterId("two"), prompts=STEPS)


def plan() -> SessionPlan:
    """The programme's plan."""
    return HOST.programmes["community-mothers"].session_plan("home-visit")


def said(visit: Encounter, *earlier: Encounter, known: bool = True, sheet: InformationSheet = SHEET) -> list[str]:
    """What is warned of (or, not known, asked), by the step that it is about."""
    found = review_visit(plan(), visit, earlier, (sheet,), ("en",))
    return [one.about for one in (found.warnings if known else found.unknown)]


def test_visits_as_the_form_prompts_them_have_no_remarks() -> None:
    """Neither the first nor the second; of a visit that was declined there is nothing to say (TC9)."""
    assert review_visit(plan(), FIRST, (), (SHEET,), ("en",)).remarks == ()
    assert review_visit(plan(), SECOND, (FIRST,), (SHEET,), ("en",)).remarks == ()
    declined = Encounter(id=EncounterId("no"), status=EncounterStatus.DECLINED)
    assert review_visit(plan(), declined).remarks == ()


@pytest.mark.requirement("TC13")
def test_the_form_prompts_in_order() -> None:
    """Its steps, each in its place; what was left out or turned round is remarked on, never refused."""
    assert tuple(one.id for one in plan().parts) == STEPS
    assert said(evolve(FIRST, prompts=("praise", "health", "set-targets"))) == ["share-sheets"]
    assert said(evolve(FIRST, prompts=("praise", "share-sheets", "health", "set-targets"))) == ["share-sheets"]
    assert said(evolve(FIRST, prompts=None), known=False) == ["home-visit"]


@pytest.mark.requirement("TC14")
def test_targets_are_reviewed_first_from_the_second_visit_on() -> None:
    """Not in the first visit, nor where none had been set; a visit that did not take place does not count."""
    assert said(evolve(SECOND, prompts=STEPS[1:]), FIRST) == ["review-targets"]
    assert said(evolve(SECOND, prompts=(*STEPS[1:], STEPS[0])), FIRST) == ["review-targets"]
    nothing_set = evolve(FIRST, targets=(), no_target_reason="she chose none")
    assert said(evolve(SECOND, prompts=STEPS[1:]), nothing_set) == []
    missed = evolve(FIRST, status=EncounterStatus.MISSED)
    assert said(evolve(SECOND, prompts=STEPS[1:]), missed) == []
    untold = review_visit(plan(), evolve(SECOND, prompts=STEPS[1:]), None, (SHEET,))
    assert [one.about for one in untold.unknown] == ["review-targets"]
    assert said(evolve(SECOND, prompts=STEPS[1:]), evolve(FIRST, targets=None), known=False) == ["review-targets"]


@pytest.mark.requirement("TC15")
def test_a_visit_ends_with_a_target_or_the_reason_for_none() -> None:
    """The parent may choose none; that it is the last step is part of the form."""
    assert plan().parts[-1].id == "set-targets"
    assert said(evolve(FIRST, targets=())) == ["set-targets"]
    assert said(evolve(FIRST, targets=(), no_target_reason="she chose none")) == []
    assert said(evolve(FIRST, targets=None), known=False) == ["set-targets"]


@pytest.mark.requirement("TC16")
def test_a_target_is_the_parents_own() -> None:
    """One that the volunteer wrote is remarked on."""
    assert said(evolve(FIRST, targets=(TARGET, evolve(TARGET, author=Role.COMMUNITY_MOTHER)))) == ["set-targets"]
    assert said(evolve(FIRST, targets=(evolve(TARGET, author=None),)), known=False) == ["set-targets"]


@pytest.mark.requirement("TC18")
def test_a_target_may_come_from_a_sheet_or_an_issue_and_need_not() -> None:
    """Often, says the source: the link is optional, and kept where there is one."""
    assert TARGET.drawn_from == "weaning"
    assert said(evolve(FIRST, targets=(evolve(TARGET, drawn_from=None),))) == []
    (setting,) = [one for one in plan().parts if "TC18" in one.requirements]
    assert (setting.id, "issues discussed during the visit" in setting.citation.quotation) == ("set-targets", True)


@pytest.mark.requirement("TC10")
def test_each_visit_shares_a_sheet() -> None:
    """At least one, of the programme's own."""
    assert said(evolve(FIRST, sheets=())) == ["share-sheets"]
    assert said(evolve(FIRST, sheets=None), known=False) == ["share-sheets"]
    assert said(evolve(FIRST, sheets=("another",)), known=False) == ["share-sheets"]


@pytest.mark.requirement("TC11")
def test_sheets_are_on_three_topics() -> None:
    """Parenting, child development, health: a taxonomy of three."""
    (part,) = [one for one in plan().parts if one.id == "share-sheets"]
    assert part.topics == ("parenting", "child development", "health")
    assert said(FIRST, sheet=evolve(SHEET, topic="gardening")) == ["share-sheets"]
    assert said(FIRST, sheet=evolve(SHEET, topic=""), known=False) == ["share-sheets"]


@pytest.mark.requirement("TC12")
def test_a_sheet_past_its_day_of_review_is_remarked_on() -> None:
    """The day itself is in date, the day after not; without version or source nobody can tell what it rests on."""
    assert said(FIRST, sheet=evolve(SHEET, review_by=date(2026, 11, 1))) == ["share-sheets"]
    for unknown in ({"review_by": None}, {"version": ""}, {"source": ""}):
        assert said(FIRST, sheet=evolve(SHEET, **unknown), known=False) == ["share-sheets"]
    some_day = DateRange(first=date(2026, 11, 1), last=date(2026, 11, 3))
    assert said(evolve(FIRST, on=some_day), known=False) == ["share-sheets"]


@pytest.mark.requirement("TC70")
def test_a_sheet_is_in_a_language_that_she_reads_and_tagged_for_a_culture() -> None:
    """User friendly and culturally relevant: what has no tag is asked about."""
    assert said(FIRST, sheet=evolve(SHEET, languages=("pl", "ro"))) == ["share-sheets"]
    assert said(FIRST, sheet=evolve(SHEET, languages=()), known=False) == ["share-sheets"]
    assert said(FIRST, sheet=evolve(SHEET, cultures=()), known=False) == ["share-sheets"]


@pytest.mark.requirement("TC19")
def test_achievements_are_noted() -> None:
    """The emphasis is always on them."""
    assert said(evolve(FIRST, achievements=" ")) == ["praise"]
    assert said(evolve(FIRST, achievements=None), known=False) == ["praise"]


@pytest.mark.requirement("TC20")
def test_a_health_concern_is_passed_to_a_health_professional() -> None:
    """The form reminds her to ask the parent to contact one."""
    assert said(evolve(FIRST, health_concern=True, signposted=False)) == ["health"]
    assert said(evolve(FIRST, health_concern=True, signposted=True)) == []
    assert said(evolve(FIRST, health_concern=True), known=False) == ["health"]
    assert said(evolve(FIRST, health_concern=None), known=False) == ["health"]


@pytest.mark.requirement("TC21")
def test_who_sees_dependence_brings_it_to_supervision_and_nothing_counts_it() -> None:
    """Sixty visits make no topic; one word of the volunteer's, or the co-ordinator's, does."""
    many = [evolve(FIRST, id=EncounterId(str(one))) for one in range(60)]
    assert for_supervision(many) == ()
    flagged = [evolve(FIRST, dependence_flagged_by=role) for role in (Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR)]
    assert for_supervision([*many, *flagged]) == ("one", "one")


@pytest.mark.requirement("TC53")
def test_the_trainer_goes_along_now_and_then_and_is_only_counted() -> None:
    """No number is due, and none too many."""
    along = evolve(FIRST, accompanied_by=(Role.TRAINER,))
    away = evolve(along, status=EncounterStatus.MISSED)
    assert accompanied_visits([FIRST, along, away, along]) == 2
    assert accompanied_visits([]) == 0


@pytest.mark.requirement("TC40")
def test_the_record_of_visiting_has_three_fields() -> None:
    """Who is visited, how it goes, what was done: among the site's own records, which the co-ordinator keeps."""
    kept = VisitingRecord(visited=CaseId("c"), progress="well", action_taken="the health visitor called", on=DAY)
    activity = Activity(programme=ProgrammeId("community-mothers"), visiting=(kept,))
    assert activity.visiting == (kept,)
    assert "well" not in repr(activity)
