"""Community Mothers' sister programme, the example of a plugin that runs by another's rules (TC61)."""

from datetime import UTC, date, datetime

import pytest
from tests.interop.scripts import EXAMPLES

from peersupport import (
    Audience,
    Case,
    DisclosureEffect,
    DisclosureRequest,
    Host,
    Item,
    Outcome,
    Participant,
    PersonId,
    ProgrammeId,
    Role,
    RoleHeld,
)
from peersupport._attrs import evolve
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.outcomes.answers import answered
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.records.acts import Act
from peersupport.records.answers import Answer
from peersupport.records.identifiers import CaseId, SiteId

PLUGIN = EXAMPLES / "breast_feeding_support.py"
SISTER, PARENT = ProgrammeId("breast-feeding-support"), ProgrammeId("community-mothers")
ON = date(2026, 11, 1)


@pytest.mark.requirement("TC61")
def test_the_sister_decides_as_community_mothers_do_on_all_that_it_takes_over() -> None:
    """Over the example caseload: rule by rule the same truths, and only its own rule beside them (TC61)."""
    (site,) = read_sites(EXAMPLES / "sites" / "community-mothers.toml")
    sister = evolve(site, id=SiteId("sister"), programme=SISTER)
    host = Host.load(files=[PLUGIN], sites=[site, sister])
    assert [one.faults for one in host.plugins if one.name == "breast_feeding_support"] == [()]
    assert any(words.startswith("A new sister programme") for _, words in host.programmes[PARENT].details)
    ours, theirs = (host.eligibility(f"{one}/home-visits") for one in (SISTER, PARENT))
    outcomes = set()
    for case in read_caseload(EXAMPLES / "caseload.jsonl"):
        addressed = [evolve(one, programme=SISTER if one.programme == PARENT else one.programme)
                     for one in case.referrals or ()]  # fmt: skip
        moved = evolve(case, referrals=None if case.referrals is None else tuple(addressed))
        decision, parents = ours.decide(moved, ON), theirs.decide(case, ON)
        outcomes.add(decision.outcome)
        assert {**parents.truths, "TC61": decision.truths["TC61"]} == {**decision.truths, "TC1": parents.truths["TC1"]}
    assert outcomes == set(Outcome)


@pytest.mark.requirement("TC61")
def test_the_sister_keeps_the_same_confidence() -> None:
    """The confidentiality protocol is taken over with its words (TC61, TC32)."""
    since = datetime(2026, 1, 5, tzinfo=UTC)
    nurse, visitor = PersonId("nurse"), PersonId("visitor")
    held = tuple(
        RoleHeld(person=person, role=role, programme=SISTER, on=True, start=since, recorded_at=since)
        for person, role in ((nurse, Role.HEALTH_VISITOR), (visitor, Role.COMMUNITY_MOTHER))
    )
    request = DisclosureRequest(
        subject=PersonId("anna"),
        sender=nurse,
        recipient=visitor,
        items=(Item(category="health", identifying=True),),
        purpose="visiting",
        at=datetime(2026, 2, 1, tzinfo=UTC),
        programme=SISTER,
    )
    answer = Host.load(files=[PLUGIN]).disclosure(SISTER).decide(held, request)
    assert (answer.effect, "breast-feeding-support/TC32-TC71" in answer.determining) == (DisclosureEffect.DENY, True)


@pytest.mark.requirement("TC61")
def test_without_community_mothers_the_sister_decides_nothing() -> None:
    """Every answer is open, with the reason, and nothing is told (TC61)."""
    host = Host.load(files=[PLUGIN], deny=["community-mothers"])
    assert [one.code for one in host.unavailable[SISTER]] == ["inherits-unknown"]
    policy = host.eligibility(f"{SISTER}/home-visits")
    for case in read_caseload(EXAMPLES / "caseload.jsonl")[:50]:
        assert policy.decide(case, ON).outcome is Outcome.UNDETERMINED
    rules = host.disclosure(SISTER).rules
    assert rules is not None
    assert rules.unavailable


@pytest.mark.requirement("TC61")
def test_its_own_measure_counts_those_who_answered_before_and_after() -> None:
    """Of mothers who were asked once, or never, nothing is concluded (TC61)."""

    def mother(name: str, *answers: bool) -> Case:
        given = tuple(
            Answer(matter="breast-feeding-support.breast_fed", value=one, given_on=date(2026, 1 + place, 5))
            for place, one in enumerate(answers)
        )
        return Case(id=CaseId(name), participant=Participant(id=PersonId(name)), answers=given)

    (measure,) = Host.load(files=[PLUGIN]).programmes[SISTER].measures
    cases = [
        mother("a", False, True),
        mother("b", True, False),
        mother("c", True, True),
        mother("d", True),
        mother("e"),
    ]
    (counted,) = answered(measure, cases, Audience.CO_ORDINATOR)
    assert (counted.people, counted.became, counted.ceased, counted.not_counted) == (3, 1, 1, 2)


@pytest.mark.requirement("TC61")
def test_the_sister_has_the_same_charter() -> None:
    """What a Community Mother may not do, she may not do here either; the words are her sister's (TC61, TC22)."""
    boundaries = Host.load(files=[PLUGIN]).boundaries(SISTER)
    lending = boundaries.decide(Act(action="lend_money", role=Role.COMMUNITY_MOTHER), ON)
    assert lending.determining == (f"{SISTER}/TC22",)
    assert boundaries.decide(Act(action="share_sheet", role=Role.COMMUNITY_MOTHER), ON).effect is BoundaryEffect.PERMIT
    assert {one.citation.document for one in boundaries.actions} == {"sources/thurrock-community-mothers.txt"}
