"""Traps that lie across programmes (requirements.md, 1.7): each is a test, named after its number."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from peersupport import (
    Case,
    CaseId,
    Child,
    Competence,
    Concern,
    ConcernId,
    ConsentStatement,
    DisclosureEffect,
    DisclosureRequest,
    Engine,
    Host,
    Item,
    Outcome,
    ParentRole,
    Participant,
    Party,
    PersonId,
    ProfessionalAction,
    ProgrammeId,
    Referral,
    ReferralId,
    Residence,
    Role,
    RoleHeld,
    Severity,
    StatementId,
    StatementKind,
    Truth,
    memory_ledger,
)
from peersupport._attrs import evolve
from peersupport.interop.site_files import read_sites
from peersupport.records.answers import Answer
from peersupport.records.assessments import Assessment
from peersupport.records.identifiers import AssessmentId
from peersupport.records.sites import DatedValue

SITES = Path(__file__).parents[2] / "examples" / "sites"
HERE = ProgrammeId("community-mothers")
ANNA, VISITOR, NURSE, LEAD = map(PersonId, ("anna", "visitor", "nurse", "lead"))
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
PERMIT, DENY, REQUIRED = DisclosureEffect.PERMIT, DisclosureEffect.DENY, DisclosureEffect.REQUIRED
GRANT = ConsentStatement(
    id=StatementId("g1"),
    kind=StatementKind.GRANT,
    subject=ANNA,
    giver=ANNA,
    sender=Party(role=Role.COMMUNITY_MOTHER),
    recipient=Party(role=Role.HEALTH_VISITOR),
    categories=("health",),
    purposes=("care",),
)
REQUEST = DisclosureRequest(
    subject=ANNA,
    sender=VISITOR,
    recipient=NURSE,
    items=(Item(category="mental_health", identifying=True),),
    purpose="referral",
    programme=HERE,
)


class Clock:
    """A clock that the test sets; each look at it takes a second."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The instant now."""
        self.at += timedelta(seconds=1)
        return self.at


def visited() -> tuple[Engine, Clock]:
    """Anna, able to decide, with a visitor, a nurse and a co-ordinator; nothing is agreed yet."""
    clock = Clock()
    engine = Engine(Host.load(), ledger=memory_ledger(clock), now=clock)
    engine.record(Competence(subject=ANNA, purposes=("care",), on=True, start=SINCE))
    for person, role in ((VISITOR, Role.COMMUNITY_MOTHER), (NURSE, Role.HEALTH_VISITOR), (LEAD, Role.CO_ORDINATOR)):
        engine.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=SINCE))
    return engine, clock


def mother(
    *born: date,
    programme: str = "link-workers",
    role: Role = Role.MIDWIFE,
    severity: Severity | None = Severity.MODERATE,
    lsoa: str | None = None,
    authority: str = "E08000024",
) -> Case:
    """A mother of children born on these days, referred to a programme."""
    return Case(
        id=CaseId("case"),
        participant=Participant(id=PersonId("she"), birth_date=date(2000, 5, 1), parent_role=ParentRole.MOTHER),
        children=tuple(Child(id=PersonId(f"child-{place}"), birth_date=one) for place, one in enumerate(born)),
        pregnancies=(),
        residences=(Residence(local_authority=authority, lsoa=lsoa),),
        referrals=(
            Referral(
                id=ReferralId("r"),
                programme=ProgrammeId(programme),
                received=date(2021, 1, 4),
                referrer_role=role,
                severity=severity,
            ),
        ),
    )


@pytest.mark.requirement("CM2", "MM3", "D2")
def test_trap_01_born_on_29_february() -> None:
    """The 5th birthday is 1 March 2025, and the 2nd was 1 March 2022: no year of those has a 29 February."""
    host = Host.load()
    family = mother(date(2020, 2, 29))
    for programme, rule, birthday in (
        ("crafty-mummies", "CM2", date(2025, 3, 1)),
        ("link-workers", "MM3", date(2022, 3, 1)),
    ):
        policy = host.eligibility(programme)
        last = policy.decide(family, birthday - timedelta(days=1), rules_as_of=date(2025, 1, 1))
        assert last.truths[rule] is Truth.TRUE
        assert policy.decide(family, birthday, rules_as_of=date(2025, 1, 1)).truths[rule] is Truth.FALSE


@pytest.mark.requirement("TC32", "TC33")
def test_trap_04_consent_dated_after_the_disclosure() -> None:
    """Prior means prior: what is agreed afterwards does not make good what was told before, to the second."""
    engine, _ = visited()
    assert engine.disclose(REQUEST, key="before").effect is DENY
    engine.record(GRANT)
    assert engine.disclose(REQUEST, key="after").effect is PERMIT
    policy = engine.host.disclosure(HERE)
    records = engine.history(ANNA, HERE).consent
    given = next(one.recorded_at for one in records if isinstance(one, ConsentStatement))
    assert given is not None
    for at, effect in ((given - timedelta(seconds=1), DENY), (given, DENY), (given + timedelta(seconds=1), PERMIT)):
        assert policy.decide(records, evolve(REQUEST, at=at)).effect is effect


@pytest.mark.requirement("TC35", "TC36")
def test_trap_05_consent_withdrawn_and_then_safeguarding() -> None:
    """What she withdrew stops the ordinary telling at once, and never the telling that protects a child."""
    engine, _ = visited()
    engine.record(GRANT)
    withdrawal = ConsentStatement(id=StatementId("w1"), kind=StatementKind.WITHDRAWAL, subject=ANNA, giver=ANNA)
    engine.withdraw(withdrawal)
    assert engine.disclose(REQUEST, key="ordinary").effect is DENY
    harm = evolve(
        REQUEST,
        recipient=LEAD,
        items=(Item(category="concern", identifying=True),),
        purpose="safeguarding",
        suspicion=True,
    )
    assert engine.disclose(harm, key="harm").effect is REQUIRED


@pytest.mark.requirement("TC36", "TC37")
def test_trap_06_a_volunteer_raises_a_concern_and_takes_it_back() -> None:
    """It stays open until a professional has acted, whatever she says or does."""
    engine, clock = visited()
    raised = Concern(id=ConcernId("c1"), subject=ANNA, programme=HERE, raised_by=VISITOR, categories=("concern",))
    engine.raise_concern(raised)
    taken_back = ProfessionalAction(taken_at=clock(), by_role=Role.COMMUNITY_MOTHER, what="I was wrong", by=VISITOR)
    assert engine.act(ANNA, raised.id, taken_back).open
    engine.raise_concern(evolve(raised, note="I was wrong"), key="again")
    assert {one.concern for one in engine.open_duties(ANNA)} == {"c1"}
    acted = evolve(taken_back, by_role=Role.CO_ORDINATOR, by=LEAD, what="visited the family")
    assert not engine.act(ANNA, raised.id, evolve(acted, taken_at=clock()), key="lead").open


@pytest.mark.requirement("CM2", "MM3")
def test_trap_12_two_rules_on_the_youngest_child_in_one_family() -> None:
    """Any child under five for the one, the youngest under two for the other: neither answer is the other's."""
    host = Host.load()
    second = date(2026, 3, 10)
    family = mother(date(2022, 6, 1), date(2024, 3, 10))
    for day, expected in ((second - timedelta(days=1), Truth.TRUE), (second, Truth.FALSE)):
        assert host.eligibility("crafty-mummies").decide(family, day).truths["CM2"] is Truth.TRUE
        assert host.eligibility("link-workers").decide(family, day).truths["MM3"] is expected
    grown = mother(date(2020, 6, 1), date(2025, 1, 1))
    for programme, rule in (("crafty-mummies", "CM2"), ("link-workers", "MM3")):
        assert host.eligibility(programme).decide(grown, second).truths[rule] is Truth.TRUE


@pytest.mark.requirement("HL1")
@pytest.mark.parametrize(
    ("cut", "expected"), [(4, Truth.TRUE), (3, Truth.UNKNOWN), (2, Truth.FALSE)], ids=["whole", "in part", "none"]
)
def test_trap_13_an_area_code_of_2011_that_was_split_in_2021(cut: int, expected: Truth) -> None:
    """E01033404 became two areas, of the third and fourth tenth: what they agree on is known, and no more."""
    (site,) = read_sites(SITES / "healthy-little-minds.toml")
    assert sorted(one.imd_decile or 0 for one in (site.areas or {})["E01033404"]) == [3, 4]
    chosen = {**site.parameters, "healthy-little-minds.most_deprived_decile": (DatedValue(value=cut),)}
    policy = Host.load().at_site(evolve(site, parameters=chosen)).eligibility("healthy-little-minds")
    family = mother(date(2025, 2, 1), programme="healthy-little-minds", lsoa="E01033404", authority="E06000018")
    comfortable = Answer(matter="healthy-little-minds.poverty", value=False)
    decision = policy.decide(evolve(family, answers=(comfortable,)), date(2026, 11, 1))
    assert [one.truth for one in decision.findings if one.rule.id == "HL1"] == [expected]
    assert decision.outcome is Outcome.ELIGIBLE


@pytest.mark.requirement("MM8", "MM9")
def test_trap_15_a_mother_refers_herself_to_a_link_worker() -> None:
    """The list of who can refer is closed: she is told whom to ask, and never just no."""
    decision = (
        Host.load()
        .eligibility("link-workers")
        .decide(mother(date(2023, 1, 20), role=Role.PARTICIPANT), date(2023, 6, 12))
    )
    assert decision.outcome is Outcome.NOT_ELIGIBLE
    assert decision.determining == ("MM8",)
    (turn,) = decision.redirects
    assert "they can refer you" in turn.redirect.advice


@pytest.mark.requirement("YP23")
def test_trap_16_the_day_on_which_young_mums_connect_was_renamed() -> None:
    """It is not stated, and changes nothing about who may join: on every day both names may be right."""
    host = Host.load()
    programme = host.programmes["young-parents-connect"]
    (former,) = programme.former_names
    assert (former.title, former.requirements, former.until) == ("Young Mums Connect", ("YP23",), None)
    policy = host.eligibility("young-parents-connect")
    family = mother(date(2021, 5, 1), programme="young-parents-connect", authority="E06000018")
    day = date(2021, 6, 1)
    answers = {policy.decide(family, day + timedelta(days=step)).outcome for step in range(0, 1500, 50)}
    assert answers == {Outcome.ELIGIBLE}
    for step in (0, 700, 1500):
        assert programme.titles(day + timedelta(days=step)) == ("Young Parents Connect", "Young Mums Connect")
    dated = evolve(programme, former_names=(evolve(former, until=date(2022, 9, 1)),))
    assert dated.titles(date(2022, 8, 31)) == ("Young Mums Connect",)
    assert dated.titles(date(2022, 9, 1)) == ("Young Parents Connect",)


@pytest.mark.requirement("MM2")
def test_trap_20_a_severe_need_at_an_eligible_age() -> None:
    """As the referrer judges it, and never by a score: another service can do more, and the answer says which."""
    policy = Host.load().eligibility("link-workers")
    severe = mother(date(2023, 1, 20), severity=Severity.SEVERE)
    decision = policy.decide(severe, date(2023, 6, 12))
    assert (decision.outcome, decision.determining) == (Outcome.NOT_ELIGIBLE, ("MM2-severe",))
    (turn,) = decision.redirects
    assert turn.redirect.to == "specialist perinatal mental health service"
    score = Assessment(id=AssessmentId("a"), instrument="phq-9", on=date(2023, 6, 1), total=26)
    judged_moderate = evolve(mother(date(2023, 1, 20)), assessments=(score,))
    assert policy.decide(judged_moderate, date(2023, 6, 12)).outcome is Outcome.ELIGIBLE
