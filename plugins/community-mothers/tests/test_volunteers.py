"""From recruitment to visiting, and who may be given a family (TC7, TC8, TC28 to TC31, TC39, TC44 to TC68)."""

from datetime import date, timedelta

import pytest

import peersupport_community_mothers as plugin
from peersupport import Case, Host, Outcome, Participant, Referral, Residence, Site, Vetting
from peersupport._attrs import evolve
from peersupport.dates import DateRange
from peersupport.plugin import ProposedAllocation, Role, Supporter
from peersupport.policies.allocation import AllocationDecision
from peersupport.policies.progression import Opening, Step
from peersupport.records.answers import Answer
from peersupport.records.sites import Contact, DatedValue
from peersupport.records.supporters import Check, CheckKind, StageSpell, Supervision, SupervisionKind

PROGRAMME = "community-mothers"
HOST = Host.load(plugins=[plugin], discover=False)
TODAY = date(2025, 6, 2)
BEFORE = TODAY - timedelta(days=14)
STEPS = (
    CheckKind.SOCIAL_SERVICES,
    CheckKind.INTERVIEW,
    CheckKind.CONFIDENTIALITY_CLAUSE,
    CheckKind.CONFIDENTIALITY_GUIDANCE,
    CheckKind.CHARTER,
)
CHECKS = (
    *(Check(kind=CheckKind.REFERENCE, on=BEFORE, passed=True) for _ in range(2)),
    *(Check(kind=kind, on=BEFORE, passed=True) for kind in STEPS),
    Check(kind=CheckKind.TRAINING, on=BEFORE, passed=True, detail="individual"),
)


def at(stage: str, *, paused: bool | None = False) -> StageSpell:
    """A time at a stage that goes on."""
    return StageSpell(pathway="volunteering", stage=stage, start=BEFORE, paused=paused)


def volunteer(**given: object) -> Supporter:
    """A volunteer in training with all that is asked for."""
    known: dict[str, object] = {
        "id": "mary",
        "experienced_mother": True,
        "recommended_by": "the nursery",
        "checks": CHECKS,
        "stages": (at("training"),),
        "supervisions": (),
        "areas": ("Tilbury",),
        "languages": ("English",),
    }
    return Supporter(**{**known, **given})  # type: ignore[arg-type]


def without(kind: CheckKind, *instead: Check) -> tuple[Check, ...]:
    """Her checks without those of a kind."""
    return (*(one for one in CHECKS if one.kind is not kind), *instead)


def step(supporter: Supporter, stage: str, on: date = TODAY, **parameters: object) -> Step:
    """Whether a stage is open to her, at a site with these choices."""
    values = {f"{PROGRAMME}.{name}": (DatedValue(value=value),) for name, value in parameters.items()}  # type: ignore[arg-type]
    site = Site(id="tilbury", programme=PROGRAMME, parameters=values)  # type: ignore[arg-type]
    return HOST.at_site(site).progression(PROGRAMME).step(supporter, stage, on)


@pytest.mark.requirement("TC7")
@pytest.mark.parametrize(
    ("experienced", "opening"), [(True, Opening.OPEN), (False, Opening.NOT_OPEN), (None, Opening.UNDETERMINED)]
)
def test_community_mothers_are_experienced_mothers(experienced: bool | None, opening: Opening) -> None:
    """The co-ordinator judges; until she has, recruitment is not open, and she is asked."""
    found = step(volunteer(stages=(), experienced_mother=experienced), "recruitment")
    assert found.opening is opening
    assert [one.asked_of.value for one in found.missing] == ["co-ordinator"] * (experienced is None)
    assert ("TC7", "experienced mothers (called Community Mothers)") in HOST.programmes[PROGRAMME].details


@pytest.mark.requirement("TC45")
def test_most_are_recommended_and_who_is_not_is_welcome() -> None:
    """Word of mouth is usual: without it the co-ordinator is reminded to note how she came, and nothing closes."""
    for source, advised in (("the nursery", 0), ("", 1)):
        found = step(volunteer(stages=(), recommended_by=source), "recruitment")
        assert (found.opening, len(found.decision.advice)) == (Opening.OPEN, advised)
    (way,) = HOST.programmes[PROGRAMME].pathways
    assert "word of mouth" in way.stages[0].citation.quotation


@pytest.mark.requirement("TC44")
@pytest.mark.parametrize(("references", "opening"), [(0, Opening.NOT_OPEN), (1, Opening.NOT_OPEN), (2, Opening.OPEN)])
def test_two_references_unless_the_site_asks_for_another_number(references: int, opening: Opening) -> None:
    """[default] two; each counts once it is taken up and good."""
    checks = without(
        CheckKind.REFERENCE, *(Check(kind=CheckKind.REFERENCE, on=BEFORE, passed=True) for _ in range(references))
    )
    applicant = volunteer(stages=(at("recruitment"),), checks=checks)
    assert step(applicant, "training").opening is opening
    assert step(applicant, "training", references=1).opening is (Opening.OPEN if references else Opening.NOT_OPEN)


@pytest.mark.requirement("TC44", "TC46")
@pytest.mark.parametrize(
    "kind",
    [CheckKind.SOCIAL_SERVICES, CheckKind.INTERVIEW, CheckKind.CONFIDENTIALITY_CLAUSE],
    ids=lambda one: one.value,
)
def test_each_check_comes_before_training(kind: CheckKind) -> None:
    """Missing, failed, or taken later than the day: not open. On the day itself: open. Undated: it is asked about."""
    recruit = volunteer(stages=(at("recruitment"),))
    for instead, opening in (
        ((), Opening.NOT_OPEN),
        ((Check(kind=kind, on=BEFORE, passed=False),), Opening.NOT_OPEN),
        ((Check(kind=kind, on=TODAY + timedelta(days=1), passed=True),), Opening.NOT_OPEN),
        ((Check(kind=kind, on=TODAY, passed=True),), Opening.OPEN),
        ((Check(kind=kind, passed=True),), Opening.UNDETERMINED),
        ((Check(kind=kind, on=BEFORE),), Opening.UNDETERMINED),
    ):
        found = step(evolve(recruit, checks=without(kind, *instead)), "training")
        assert found.opening is opening
        if opening is Opening.NOT_OPEN:
            assert [rule.endswith(kind.value) for rule in found.unmet] == [True]


@pytest.mark.requirement("TC44")
def test_what_recruitment_asked_for_still_holds_when_she_starts_visiting() -> None:
    """A check that a later one takes back closes the way to visiting too."""
    taken_back = Check(kind=CheckKind.SOCIAL_SERVICES, on=TODAY - timedelta(days=1), passed=False)
    assert step(volunteer(checks=(*CHECKS, taken_back)), "visiting").unmet == ("TC44-social_services-still",)


@pytest.mark.requirement("TC47")
def test_guidance_comes_before_the_first_visit() -> None:
    """Guidance on the day itself is too late: before means before."""
    for day, opening in ((TODAY - timedelta(days=1), Opening.OPEN), (TODAY, Opening.NOT_OPEN)):
        given = Check(kind=CheckKind.CONFIDENTIALITY_GUIDANCE, on=day, passed=True)
        assert step(volunteer(checks=without(given.kind, given)), "visiting").opening is opening


@pytest.mark.requirement("TC48")
def test_individual_training_comes_before_visiting() -> None:
    """Another course does not do; an unnamed one is asked about; and nobody visits straight from recruitment."""
    for course, opening in (("group", Opening.NOT_OPEN), (None, Opening.UNDETERMINED), ("individual", Opening.OPEN)):
        given = Check(kind=CheckKind.TRAINING, on=BEFORE, passed=True, detail=course)
        assert step(volunteer(checks=without(CheckKind.TRAINING, given)), "visiting").opening is opening
    jumped = step(volunteer(stages=(at("recruitment"),)), "visiting")
    assert (jumped.opening, jumped.instead) == (Opening.NO_MOVE, ("training",))
    back = step(volunteer(stages=(at("visiting"),)), "training")
    assert back.opening is Opening.OPEN
    (way,) = HOST.programmes[PROGRAMME].pathways
    assert HOST.progression(PROGRAMME).next_steps(volunteer(), TODAY).may_pause
    assert [stage.id for stage in way.stages if "TC48" in stage.requirements] == ["training"]


@pytest.mark.requirement("TC68")
def test_the_charter_is_accepted_before_visiting() -> None:
    """[default] acceptance is recorded, with its version."""
    assert step(volunteer(checks=without(CheckKind.CHARTER)), "visiting").unmet == ("TC68-charter",)
    accepted = Check(kind=CheckKind.CHARTER, on=BEFORE, passed=True, detail="2025")
    assert step(volunteer(checks=without(CheckKind.CHARTER, accepted)), "visiting").opening is Opening.OPEN


@pytest.mark.requirement("TC7", "TC44", "TC46")
@pytest.mark.parametrize(
    ("given", "stage", "unmet"),
    [
        ({"stages": (), "experienced_mother": False}, "recruitment", "TC7"),
        ({"stages": (at("recruitment"),), "checks": without(CheckKind.REFERENCE)}, "training", "TC44-references"),
        *(
            ({"stages": (at("recruitment"),), "checks": without(kind)}, "training", f"{statement}-{kind.value}")
            for statement, kind in zip(("TC44", "TC44", "TC46"), STEPS[:3], strict=True)
        ),
        ({"checks": without(CheckKind.REFERENCE)}, "visiting", "TC44-references-still"),
        *(
            ({"checks": without(kind)}, "visiting", f"{statement}-{kind.value}-still")
            for statement, kind in zip(("TC44", "TC44", "TC46"), STEPS[:3], strict=True)
        ),
        ({"checks": without(CheckKind.CONFIDENTIALITY_GUIDANCE)}, "visiting", "TC47-confidentiality_guidance"),
        ({"checks": without(CheckKind.CHARTER)}, "visiting", "TC68-charter"),
    ],
)
def test_whoever_may_not_go_on_yet_turns_to_the_co_ordinator(given: dict[str, object], stage: str, unmet: str) -> None:
    """Nothing is decided about her: the step is still to be taken, and the co-ordinator knows how."""
    found = step(volunteer(**given), stage)
    assert (found.unmet, [one.redirect.to for one in found.decision.redirects]) == ((unmet,), ["co-ordinator"])


@pytest.mark.requirement("TC48")
def test_whoever_was_not_trained_turns_to_the_trainer() -> None:
    """The initial individual training comes first."""
    found = step(volunteer(checks=without(CheckKind.TRAINING)), "visiting")
    assert (found.unmet, [one.redirect.to for one in found.decision.redirects]) == (("TC48",), ["trainer"])


@pytest.mark.requirement("TC44")
@pytest.mark.parametrize(("references", "opening"), [(1, Opening.NOT_OPEN), (2, Opening.OPEN), (3, Opening.OPEN)])
def test_two_references_still_stand_when_she_starts_visiting(references: int, opening: Opening) -> None:
    """[default] two, as at recruitment."""
    good = (Check(kind=CheckKind.REFERENCE, on=BEFORE, passed=True) for _ in range(references))
    assert step(volunteer(checks=without(CheckKind.REFERENCE, *good)), "visiting").opening is opening


@pytest.mark.requirement("TC54")
def test_her_support_comes_from_health_visitors() -> None:
    """Who supervises a volunteer is a health visitor: co-ordinator or trainer; else the co-ordinator is told."""
    for role, advised in ((Role.CO_ORDINATOR, 0), (Role.TRAINER, 0), (Role.PARENT_VOLUNTEER, 1)):
        met = Supervision(kind=SupervisionKind.ONE_TO_ONE, on=BEFORE, by_role=role, declined=False)
        found = HOST.progression(PROGRAMME).next_steps(volunteer(supervisions=(met,)), TODAY)
        assert len(found.advice) == advised


@pytest.mark.requirement("TC57")
def test_the_policies_that_govern_the_volunteers_are_named() -> None:
    """The programme names the policy that its volunteers work by."""
    words = dict(HOST.programmes[PROGRAMME].details)["TC57"]
    assert "Thameside NHS Trust volunteer policies" in words


CONTACTS = (
    Contact(role=Role.CO_ORDINATOR, name="Celia", telephone="01375 000001"),
    Contact(role=Role.SAFEGUARDING_LEAD, name="Duty desk", telephone="01375 000002", crisis=True),
)
READY = Site(id="tilbury", programme=PROGRAMME, contacts=CONTACTS)  # type: ignore[arg-type]


def family(**given: object) -> Case:
    """A family in Tilbury that was referred and vetted, without risks."""
    known = {"child_protection": False, "violence_risk": False, "vetting": Vetting.SUITABLE_EARLY}
    return Case(
        id="case",  # type: ignore[arg-type]
        participant=Participant(id="anna", languages=("Polish", "English")),  # type: ignore[arg-type]
        residences=(Residence(place="Tilbury"),),
        referrals=(Referral(id="r", programme=PROGRAMME, received=BEFORE, **{**known, **given}),),  # type: ignore[arg-type]
    )


def allocated(
    case: Case | None = None,
    supporter: Supporter | None = None,
    site: Site | None = READY,
    accompanied: bool | None = None,
    on: date = TODAY,
    **parameters: object,
) -> AllocationDecision:
    """Whether she may be given the family."""
    values = {f"{PROGRAMME}.{name}": (DatedValue(value=value),) for name, value in parameters.items()}  # type: ignore[arg-type]
    place = evolve(site or Site(id="tilbury", programme=PROGRAMME), parameters=values)  # type: ignore[arg-type]
    proposed = ProposedAllocation(
        supporter=supporter or volunteer(stages=(at("visiting"),)),
        case=case or family(),
        site=None if site is None else place,
        accompanied=accompanied,
    )
    return HOST.at_site(place).allocation(PROGRAMME).decide(proposed, on)


@pytest.mark.requirement("TC47")
def test_a_cleared_volunteer_is_given_a_family() -> None:
    """She stands at the active stage, does not rest, and all that was asked for holds."""
    assert allocated().outcome is Outcome.ELIGIBLE


@pytest.mark.requirement("TC44", "TC46", "TC47", "TC48", "TC68")
@pytest.mark.parametrize("kind", [*STEPS, CheckKind.REFERENCE, CheckKind.TRAINING], ids=lambda one: one.value)
def test_one_who_is_not_cleared_is_not_and_the_answer_says_what_is_missing(kind: CheckKind) -> None:
    """Each step that is missing is named, in the rule, its words and where to turn."""
    found = allocated(supporter=volunteer(stages=(at("visiting"),), checks=without(kind)))
    assert found.outcome is Outcome.NOT_ELIGIBLE
    assert len(found.unmet) == 1
    assert found.clearance.redirects
    asked = allocated(supporter=volunteer(stages=(at("visiting"),), checks=None))
    assert asked.outcome is Outcome.UNDETERMINED
    assert len(asked.missing) == 7


@pytest.mark.requirement("TC47")
@pytest.mark.parametrize(
    ("stages", "outcome"),
    [
        ((at("training"),), Outcome.NOT_ELIGIBLE),
        ((), Outcome.NOT_ELIGIBLE),
        ((at("visiting", paused=True),), Outcome.NOT_ELIGIBLE),
        ((at("visiting", paused=None),), Outcome.UNDETERMINED),
        (None, Outcome.UNDETERMINED),
    ],
)
def test_only_who_visits_now_is_given_a_family(stages: tuple[StageSpell, ...] | None, outcome: Outcome) -> None:
    """Not in training, not resting, not unknown."""
    assert allocated(supporter=volunteer(stages=stages)).outcome is outcome


@pytest.mark.requirement("TC39")
def test_without_crisis_contacts_nobody_new_is_allocated() -> None:
    """No site file, no contact for a crisis, or one without a number: not active, and the answer says so."""
    silent = Contact(role=Role.SAFEGUARDING_LEAD, crisis=True)
    for site in (None, evolve(READY, contacts=CONTACTS[:1]), evolve(READY, contacts=(CONTACTS[0], silent))):
        found = allocated(site=site)
        assert found.outcome is Outcome.NOT_ELIGIBLE
        assert "TC39" in found.unmet
        assert any("crisis contacts" in turn.redirect.advice for turn in found.allocation.redirects)


@pytest.mark.requirement("TC55")
def test_without_a_co_ordinator_nobody_new_is_allocated() -> None:
    """Nobody stands in for her unless the site says so, and only while her trainer is there; none need where she is."""
    trainer = Contact(role=Role.TRAINER, name="Mary")
    alone = evolve(READY, contacts=(CONTACTS[1], trainer))
    assert allocated(site=alone).unmet == ("TC55",)
    assert allocated(site=alone, co_ordinator_cover="trainer").outcome is Outcome.ELIGIBLE
    assert allocated(co_ordinator_cover="trainer").outcome is Outcome.ELIGIBLE
    assert allocated(site=evolve(READY, contacts=CONTACTS[1:]), co_ordinator_cover="trainer").unmet == ("TC55",)


@pytest.mark.requirement("TC30", "TC31")
def test_trap_14_unknown_violence_risk_holds() -> None:
    """Nobody is allocated while it is not known, and it is not a no: the co-ordinator asks."""
    for unknown in ("violence_risk", "child_protection"):
        found = allocated(family(**{unknown: None}))
        assert found.outcome is Outcome.UNDETERMINED
        assert {held.hold.by for held in found.holds} == {"co-ordinator"}
        assert f"allocated.core.{unknown}" in {one.name for one in found.missing}


@pytest.mark.requirement("TC31")
def test_what_is_arranged_for_a_risk_does_not_stand_for_asking_about_it() -> None:
    """That support goes on, and that nobody goes alone, tells nothing of a risk that nobody asked about."""
    yes = Answer(matter="community-mothers.support_despite_risk", value=True, given_on=BEFORE)
    found = allocated(evolve(family(violence_risk=None), answers=(yes,)), accompanied=True)
    assert found.outcome is Outcome.UNDETERMINED
    assert "allocated.core.violence_risk" in {one.name for one in found.missing}


@pytest.mark.requirement("TC31")
def test_a_risk_of_violence_means_no_lone_visit_and_the_co_ordinator_decides() -> None:
    """Both are needed: that she decided, and that nobody goes alone. Each unknown asks; each no closes."""
    yes = Answer(matter="community-mothers.support_despite_risk", value=True, given_on=BEFORE)
    risky = family(violence_risk=True)
    decided = evolve(risky, answers=(yes,))
    assert allocated(risky).outcome is Outcome.UNDETERMINED
    assert allocated(decided).outcome is Outcome.UNDETERMINED
    assert allocated(decided, accompanied=False).unmet == ("TC31-allocated-alone",)
    assert allocated(decided, accompanied=True).outcome is Outcome.ELIGIBLE
    no = Answer(matter=yes.matter, value=False, given_on=BEFORE)
    refused = allocated(evolve(risky, answers=(no,)), accompanied=True)
    assert refused.unmet == ("TC31-allocated-decision",)


@pytest.mark.requirement("TC30")
def test_child_protection_excludes_nobody_and_informs_the_allocation() -> None:
    """A yes is no bar: it adds a duty for whoever allocates."""
    found = allocated(family(child_protection=True))
    assert found.outcome is Outcome.ELIGIBLE
    assert [owed.rule for owed in found.obligations] == [f"{PROGRAMME}/TC30-allocated-informs"]


@pytest.mark.requirement("TC28")
def test_nobody_is_allocated_to_who_was_not_vetted_or_declined() -> None:
    """Vetting comes before allocation, and without a referral there is none."""
    assert allocated(family(vetting=None)).outcome is Outcome.UNDETERMINED
    assert allocated(family(vetting=Vetting.DECLINE)).unmet == ("TC28-allocated",)
    assert allocated(evolve(family(), referrals=())).outcome is Outcome.UNDETERMINED


YES, NO = (
    Answer(matter="community-mothers.support_despite_risk", value=value, given_on=BEFORE) for value in (True, False)
)
NOBODY = evolve(READY, contacts=())


@pytest.mark.requirement("TC28", "TC30", "TC31", "TC39", "TC55")
@pytest.mark.parametrize(
    ("case", "given", "unmet", "turn_to", "held_by"),
    [
        (family(), {}, (), [], []),
        (family(), {"site": evolve(READY, contacts=CONTACTS[:1])}, ("TC39",), ["service"], []),
        (family(), {"site": evolve(READY, contacts=CONTACTS[1:])}, ("TC55",), ["service"], []),
        (family(), {"site": NOBODY}, ("TC39", "TC55"), ["service", "service"], []),
        (evolve(family(), referrals=()), {}, (), [], ["co-ordinator"]),
        (family(vetting=None), {}, (), [], ["co-ordinator"]),
        (family(vetting=Vetting.DECLINE), {}, ("TC28-allocated",), ["co-ordinator"], []),
        (family(vetting=Vetting.REDIRECT), {}, ("TC28-allocated",), ["co-ordinator"], []),
        (family(child_protection=None), {}, (), [], ["co-ordinator"]),
        (family(child_protection=True), {}, (), [], []),
        (family(violence_risk=None), {}, (), [], ["co-ordinator"] * 3),
        (family(violence_risk=True), {"accompanied": True}, (), [], ["co-ordinator"]),
        (evolve(family(violence_risk=True), answers=(YES,)), {}, (), [], ["co-ordinator"]),
        (evolve(family(violence_risk=True), answers=(YES,)), {"accompanied": True}, (), [], []),
        (
            evolve(family(violence_risk=True), answers=(YES,)),
            {"accompanied": False},
            ("TC31-allocated-alone",),
            ["co-ordinator"],
            [],
        ),
        (
            evolve(family(violence_risk=True), answers=(NO,)),
            {"accompanied": True},
            ("TC31-allocated-decision",),
            ["co-ordinator"],
            [],
        ),
        (evolve(family(), answers=(NO,)), {"accompanied": False}, (), [], []),
    ],
)
def test_what_stands_against_an_allocation_who_holds_it_and_where_to_turn(
    case: Case, given: dict[str, object], unmet: tuple[str, ...], turn_to: list[str], held_by: list[str]
) -> None:
    """One thing at a time: the site, the vetting, child protection, the risk, the decision, the company."""
    found = allocated(case, **given)  # type: ignore[arg-type]
    assert found.unmet == unmet
    assert [one.redirect.to for one in found.allocation.redirects] == turn_to
    assert [one.hold.by for one in found.holds] == held_by


@pytest.mark.requirement("TC30")
def test_without_child_protection_issues_nothing_is_owed() -> None:
    """Not where there are none, and not where nobody knows."""
    for known in (False, None):
        assert not [one for one in allocated(family(child_protection=known)).obligations if one.truth.value == "true"]


@pytest.mark.requirement("TC8")
def test_each_preference_is_told_by_itself() -> None:
    """Of her own area, or with a language of theirs."""
    for given, preferred in (({"areas": ("Grays",)}, ["TC8-language"]), ({"languages": ("Welsh",)}, ["TC8-area"])):
        found = allocated(supporter=volunteer(stages=(at("visiting"),), **given)).preferences
        assert [one.rule.partition("/")[2] for one in found] == preferred


@pytest.mark.requirement("TC8")
def test_area_and_language_are_a_preference_and_never_a_bar() -> None:
    """Who fits in neither may be allocated all the same; the preferences say how well they fit."""
    stranger = volunteer(stages=(at("visiting"),), areas=("Grays",), languages=("Welsh",))
    fitting, strange = allocated(), allocated(supporter=stranger)
    assert (fitting.outcome, strange.outcome) == (Outcome.ELIGIBLE, Outcome.ELIGIBLE)
    assert [one.truth.value for one in fitting.preferences] == ["true", "true"]
    assert strange.preferences == ()
    assert "TC8" in {requirement for requirement, _ in HOST.programmes[PROGRAMME].details}
    (way,) = HOST.programmes[PROGRAMME].pathways
    assert [one.requirements for one in way.endings] == [("TC8",)]


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"end": TODAY}, Outcome.NOT_ELIGIBLE),
        ({"end": TODAY + timedelta(days=1)}, Outcome.ELIGIBLE),
        ({"start": TODAY + timedelta(days=1)}, Outcome.NOT_ELIGIBLE),
        ({"end": DateRange(first=BEFORE, last=TODAY + timedelta(days=30))}, Outcome.UNDETERMINED),
    ],
)
def test_who_has_left_is_given_nobody(changes: dict[str, object], outcome: Outcome) -> None:
    """Her file says that she left, or has yet to come, though the time at her stage was never closed."""
    assert allocated(supporter=volunteer(stages=(at("visiting"),), **changes)).outcome is outcome


def test_what_is_said_of_a_risk_on_a_later_day_settles_nothing_now() -> None:
    """A later referral without a risk, and a later decision in spite of it, are not yet made."""
    later = TODAY + timedelta(days=9)
    risky = family(violence_risk=True)
    assert risky.referrals is not None
    known = risky.referrals[0]
    cleared = evolve(known, id="r2", received=later, violence_risk=False)
    assert allocated(evolve(risky, referrals=(known, cleared))).outcome is Outcome.UNDETERMINED
    yes = Answer(matter="community-mothers.support_despite_risk", value=True, given_on=later)
    assert allocated(evolve(risky, answers=(yes,)), accompanied=True).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize("reader", ["participant", "supporter"])
def test_where_to_turn_does_not_tell_of_a_risk_or_of_the_vetting(reader: str) -> None:
    """Refused since it is not safe, since she would go alone, or by the vetting: who may not know reads the same."""
    no = Answer(matter="community-mothers.support_despite_risk", value=False, given_on=BEFORE)
    risky, unsafe = family(violence_risk=True), evolve(family(violence_risk=True), answers=(no,))
    refused = (
        allocated(unsafe, accompanied=True),
        allocated(risky, accompanied=False),
        allocated(unsafe, accompanied=False),
        allocated(family(vetting=Vetting.DECLINE)),
    )
    assert {one.outcome for one in refused} == {Outcome.NOT_ELIGIBLE}
    assert len({str(one.explain(reader)) for one in refused}) == 1
    assert len({str(one.document(reader)["allocation"]["redirects"]) for one in refused}) == 1
