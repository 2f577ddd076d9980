"""Cases and disclosures drawn by Hypothesis: every record that facts read, each field recorded, in part, or blank."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from enum import Enum

from hypothesis import strategies as st

from peersupport import (
    ANY_PROGRAMME,
    Case,
    Child,
    DateRange,
    Participant,
    Pregnancy,
    PregnancyOutcome,
    Referral,
    Residence,
)
from peersupport.records.acts import FLAGS, Act
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.answers import Answer, AnswerValue
from peersupport.records.areas import Area, AreaTable
from peersupport.records.community import ItemKind, LearningItem, Meeting, MeetingKind, Message, TrainingEvent
from peersupport.records.disclosure import DisclosureRequest, Item, ProposedDisclosure
from peersupport.records.enrolments import EndReason, Enrolment
from peersupport.records.identifiers import (
    CaseId,
    EnrolmentId,
    PersonId,
    PlanId,
    PregnancyId,
    ProgrammeId,
    ReferralId,
    SiteId,
    SupporterId,
)
from peersupport.records.people import HealthVisitingLevel, ParentRole
from peersupport.records.plans import Action, Goal, SupportPlan
from peersupport.records.referrals import OnwardReferral, Severity, Vetting
from peersupport.records.roles import Role
from peersupport.records.sites import Contact, Site
from peersupport.records.supporters import Check, CheckKind, StageSpell, Supervision, SupervisionKind, Supporter
from peersupport.rules.criteria import Kind
from peersupport.rules.facts import Fact

DAY = date(2025, 6, 1)
LSOAS = ("E01013814", "E01000001", "E01099999")
AREAS: AreaTable = {
    "E01013814": (Area(code="E01013814", local_authority="E06000018", imd_decile=1),),
    "E01000001": (
        Area(code="E01000001", local_authority="E09000011", imd_decile=3),
        Area(code="E01000001", local_authority="E09000011", imd_decile=4),
    ),
}
BLANK = st.none()
TOPICS = ("strengths of young parents", "barriers to services", "peer support", "specialist groups")
YES_NO = st.booleans() | BLANK
ROLES = st.sampled_from([Role.GP, Role.MIDWIFE, Role.PARTICIPANT, Role.COMMUNITY_MOTHER, Role.CO_ORDINATOR])


def days(before: int, after: int) -> st.SearchStrategy[date | DateRange | None]:
    """A day around `DAY`, a span of days, or nothing; never outside the given numbers of days before and after it."""
    near = st.sampled_from([-before, -800, -400, -90, -31, -30, -1, 0, 1, 30, after])
    exact = near.map(lambda step: DAY + timedelta(days=max(-before, min(step, after))))
    spans = st.tuples(exact, exact).map(lambda ends: DateRange(first=min(ends), last=max(ends)))
    return exact | spans | BLANK


def texts(*values: str) -> st.SearchStrategy[str | None]:
    """One of a few texts, so that two of them are often the same."""
    return st.sampled_from(values) | BLANK


def some(values: type[Enum]) -> st.SearchStrategy[Enum | None]:
    """A member of an enum, or nothing."""
    return st.sampled_from(list(values)) | BLANK


def listed(one: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...] | None]:
    """Not recorded, recorded none, or some."""
    return st.lists(one, max_size=most).map(tuple) | BLANK


PARTICIPANTS = st.builds(
    Participant,
    id=st.just(PersonId("mother")),
    # She is a mother already: nobody is born after the day on which she is judged.
    birth_date=days(before=26 * 365, after=0),
    languages=st.sampled_from([("English",), ("Polish",), ()]) | BLANK,
    parent_role=some(ParentRole),
    ethnicity=texts("one", "another"),
    single_parent=YES_NO,
    health_visiting_level=some(HealthVisitingLevel),
    planning_pregnancy=YES_NO,
)
CHILDREN = st.builds(Child, id=st.just(PersonId("child")), birth_date=days(before=5 * 366, after=200))
PREGNANCIES = st.builds(
    Pregnancy,
    id=st.just(PregnancyId("pregnancy")),
    expected=days(before=300, after=200),
    outcome=st.sampled_from([PregnancyOutcome.LIVE_BIRTH, PregnancyOutcome.LOSS]) | BLANK,
    ended=days(before=300, after=200),
) | st.builds(
    # One under way was recorded while it was: due soon, not ended. Anything else contradicts itself.
    Pregnancy,
    id=st.just(PregnancyId("pregnancy")),
    expected=days(before=20, after=200),
    outcome=st.just(PregnancyOutcome.ONGOING),
)
RESIDENCES = st.builds(
    Residence,
    local_authority=texts("E06000018", "E09000011", "E06000064"),
    lsoa=texts(*LSOAS),
    place=texts("Tilbury", "Elsewhere"),
    start=days(before=900, after=30),
    end=days(before=400, after=300),
)


def referrals(programmes: Iterable[str]) -> st.SearchStrategy[Referral]:
    """Referrals to the given programmes, to any, or to nobody knows which."""
    names = [ProgrammeId(name) for name in programmes]
    return st.builds(
        Referral,
        id=st.just(ReferralId("referral")),
        programme=st.sampled_from([*names, ANY_PROGRAMME]) | BLANK,
        received=days(before=500, after=0),
        referrer_role=ROLES | BLANK,
        reason=texts("low mood"),
        severity=some(Severity),
        child_protection=YES_NO,
        violence_risk=YES_NO,
        vetting=some(Vetting),
    )


ONWARD = st.builds(
    OnwardReferral,
    id=st.just(ReferralId("onward")),
    wished=YES_NO,
    safeguarding=YES_NO,
    path=listed(ROLES, most=4),
    concern_raised=days(before=90, after=0),
    made=days(before=90, after=0),
)
ENROLLED = ("young-parents-connect", "link-workers", "healthy-little-minds", "crafty-mummies")
ENROLMENTS = st.builds(
    Enrolment,
    id=st.just(EnrolmentId("enrolment")),
    programme=st.sampled_from([ProgrammeId(name) for name in ENROLLED]),
    site=st.sampled_from([SiteId("nottingham")]) | BLANK,
    stage=texts("supported", "planning", "member", "group"),
    start=days(before=400, after=0),
    end=days(before=90, after=90),
    paused=YES_NO,
    supporter=st.sampled_from([SupporterId("one"), SupporterId("other")]) | BLANK,
    end_reason=some(EndReason),
)


GOALS = st.builds(
    Goal,
    words=st.sampled_from(["sleep", ""]),
    actions=listed(st.builds(Action, title=st.just("try"), steps=listed(st.just("first"), most=1)), most=2),
)
PLANS = st.builds(
    SupportPlan,
    id=st.just(PlanId("plan")),
    programme=st.sampled_from([ProgrammeId("link-workers"), ProgrammeId("elsewhere")]) | BLANK,
    authors=st.sampled_from([(Role.PARTICIPANT, Role.LINK_WORKER), (Role.LINK_WORKER,), ()]) | BLANK,
    goals=listed(GOALS, most=2),
    agreed=days(before=90, after=30),
    review_wish=texts("over a walk"),
    next_review=days(before=30, after=30),
)


def answers(facts: Iterable[Fact]) -> st.SearchStrategy[Answer]:
    """Answers to the matters that facts are named after, of the type that each expects."""
    return st.one_of(
        [
            st.builds(
                Answer,
                matter=st.just(fact.name),
                value=_answer_values(fact) | BLANK,
                given_on=st.sampled_from([DAY - timedelta(days=days) for days in (0, 1, 30)]) | BLANK,
                recorded_at=st.just(datetime(2025, 6, 1)) | BLANK,  # noqa: DTZ001 - nothing reads it
            )
            for fact in facts
        ]
    )


def _answer_values(fact: Fact) -> st.SearchStrategy[AnswerValue]:
    if fact.category is not None:
        return st.sampled_from([member.value for member in fact.category])
    values: dict[Kind, st.SearchStrategy[AnswerValue]] = {
        Kind.BOOLEAN: st.booleans(),
        Kind.CODE: st.sampled_from(["Tilbury", "Elsewhere"]),
        Kind.WHOLE: st.integers(0, 3),
        Kind.NUMBER: st.sampled_from([0.5, 2.5]),
        Kind.DATE: st.just(DAY),
    }
    return values[fact.kind]


def cases(facts: Iterable[Fact], programmes: Iterable[str], only: Collection[str] = ()) -> st.SearchStrategy[Case]:
    """Cases with whatever the facts read; `programmes` are those that somebody is referred to.

    With `only`, whatever else there is stays blank, and the named collections are longer.
    """
    asked = [fact for fact in facts if fact.subject == "Case" and not fact.name.startswith("core.")]
    drawn: dict[str, st.SearchStrategy[object]] = {
        "participant": PARTICIPANTS,
        "children": listed(CHILDREN, most=2),
        "pregnancies": listed(PREGNANCIES, most=2),
        "residences": listed(RESIDENCES, most=3 if only else 2),
        "referrals": listed(referrals(programmes), most=4 if only else 2),
        "onward_referrals": listed(ONWARD, most=1),
        "enrolments": listed(ENROLMENTS, most=2),
        "plans": listed(PLANS, most=2),
        "answers": listed(answers(asked), most=3) if asked else BLANK,
    }
    blank = st.just(Participant(id=PersonId("mother")))
    kept = {name: strategy for name, strategy in drawn.items() if not only or name in only}
    return st.builds(Case, id=st.just(CaseId("case")), **{"participant": blank, **kept})


COURSES = ("individual", "workforce", "peer_volunteer", "peer_facilitation_volunteer", "paid_peer_facilitator")
STAGES = (
    ("peer-support", "peer_volunteer"),
    ("peer-support", "peer_facilitation_volunteer"),
    ("volunteering", "recruitment"),
    ("volunteering", "training"),
    ("volunteering", "visiting"),
)
LANGUAGES = st.lists(st.sampled_from(["English", "Polish"]), unique=True).map(tuple) | BLANK
CHECKS = st.builds(
    Check,
    kind=st.sampled_from(CheckKind),
    on=days(before=400, after=30),
    passed=YES_NO,
    detail=texts(*COURSES),
)
SUPERVISIONS = st.builds(
    Supervision,
    kind=st.sampled_from(SupervisionKind),
    on=days(before=400, after=30),
    by_role=st.sampled_from([Role.CO_ORDINATOR, Role.TRAINER, Role.PARENT_VOLUNTEER]) | BLANK,
    declined=YES_NO,
)
SPELLS = st.builds(
    lambda place, **rest: StageSpell(pathway=place[0], stage=place[1], **rest),
    place=st.sampled_from(STAGES),
    start=days(before=800, after=30),
    end=days(before=400, after=90),
    paused=YES_NO,
)
SUPPORTERS = st.builds(
    Supporter,
    id=st.just(SupporterId("supporter")),
    areas=st.sampled_from([("Tilbury",), ("Elsewhere",), ()]) | BLANK,
    languages=LANGUAGES,
    checks=listed(CHECKS, most=4),
    supervisions=listed(SUPERVISIONS, most=2),
    stages=listed(SPELLS, most=2),
    attended=listed(days(before=800, after=30).filter(lambda day: day is not None), most=2),
    part_of_group=YES_NO,
    experienced_mother=YES_NO,
    recommended_by=texts("", "the nursery"),
)
CONTACTS = st.builds(
    Contact,
    role=st.sampled_from([Role.CO_ORDINATOR, Role.TRAINER]),
    telephone=st.sampled_from(["", "01375 000000"]),
    crisis=st.booleans(),
)
SITES = st.builds(
    Site,
    id=st.just(SiteId("tilbury")),
    programme=st.just(ProgrammeId("community-mothers")),
    contacts=st.lists(CONTACTS, max_size=2).map(tuple),
)


def allocations(facts: Iterable[Fact]) -> st.SearchStrategy[ProposedAllocation]:
    """Supporters that are about to be given a family."""
    families = cases(facts, ["community-mothers"], ("participant", "residences", "referrals", "answers"))
    return st.builds(ProposedAllocation, supporter=SUPPORTERS, case=families, site=SITES | BLANK, accompanied=YES_NO)


ITEMS = st.builds(Item, category=st.sampled_from(["health", "attendance"]), identifying=YES_NO)
REQUESTS = st.builds(
    DisclosureRequest,
    subject=st.just(PersonId("mother")),
    sender=st.just(PersonId("sender")) | BLANK,
    recipient=st.just(PersonId("recipient")) | BLANK,
    items=st.tuples(ITEMS),
    purpose=texts("advice", "support"),
    at=st.just(datetime(2025, 6, 1, tzinfo=UTC)),
    programme=st.just(ProgrammeId("community-mothers")),
    anonymised=YES_NO,
    suspicion=YES_NO,
    immediate_danger=YES_NO,
)
HELD = st.fixed_dictionaries({role: st.sampled_from([True, False, False, False, None]) for role in Role})
"""Of each role whether somebody holds it, or that it cannot be told."""


@st.composite
def disclosures(draw: st.DrawFn) -> ProposedDisclosure:
    """Items that somebody is about to tell, with roles that each party holds, does not hold, or may hold."""
    request, sender, recipient = draw(REQUESTS), draw(HELD), draw(HELD)
    return ProposedDisclosure(
        request=request,
        item=request.items[0],
        agreed=draw(YES_NO),
        sender_roles=frozenset(role for role, held in sender.items() if held),
        sender_may_hold=frozenset(role for role, held in sender.items() if held is None),
        recipient_roles=frozenset(role for role, held in recipient.items() if held),
        recipient_may_hold=frozenset(role for role, held in recipient.items() if held is None),
    )


COMMUNITY = st.one_of(
    st.builds(
        Meeting,
        kind=st.sampled_from(MeetingKind),
        cancelled=YES_NO,
        agenda=BLANK | st.sets(st.sampled_from(["programme strategies", "operating boundaries"])).map(tuple),
    ),
    st.builds(
        Message,
        words=st.just("words"),
        approved=YES_NO,
        approved_by=BLANK | st.sampled_from([Role.LINK_WORKER, Role.FACILITATOR]),
        decided_by=BLANK | st.sampled_from([(), (SupporterId("one"),)]),
    ),
    st.builds(
        LearningItem,
        words=st.just("words"),
        kind=BLANK | st.sampled_from(ItemKind),
        factor=texts("housing", "language"),
    ),
    st.builds(
        TrainingEvent,
        title=st.just("title"),
        content=BLANK | st.sets(st.sampled_from(TOPICS)).map(tuple),
        contributor=texts("an agency", ""),
    ),
)
"""What a programme does as a community: meetings, messages, what is explored, training."""

PRESENT = (Role.FACILITATOR, Role.PAID_PEER_FACILITATOR, Role.TRAINER, Role.CO_ORDINATOR, Role.PARTICIPANT)


def acts(actions: Iterable[str] = ("lend_money",), roles: Iterable[Role] = Role) -> st.SearchStrategy[Act]:
    """What somebody is about to do, each thing about it recorded or blank."""
    some = st.lists(st.sampled_from(PRESENT), max_size=2, unique=True).map(tuple) | BLANK
    return st.builds(
        Act,
        action=st.sampled_from(tuple(actions)),
        role=st.sampled_from(tuple(roles)) | BLANK,
        by=st.just(PersonId("supporter")) | BLANK,
        present=some,
        agreed_by=some,
        author=ROLES | BLANK,
        leaders=st.integers(1, 3) | BLANK,
        **dict.fromkeys(FLAGS, YES_NO),
    )
