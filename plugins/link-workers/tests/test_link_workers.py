from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peersupport_link_workers as plugin
from peersupport import (
    Audience,
    Case,
    Child,
    Decision,
    Host,
    Outcome,
    ParentRole,
    Participant,
    Pregnancy,
    PregnancyOutcome,
    Referral,
    Residence,
    Role,
    Severity,
    Site,
    Truth,
)
from peersupport.records.answers import Answer
from peersupport.records.sites import DatedValue
from peersupport_link_workers.facts import no_living_baby

PROGRAMME = "link-workers"
HOST = Host.load(plugins=[plugin], discover=False)
ON = date(2023, 6, 12)
ROLES = {
    Role.GP,
    Role.MIDWIFE,
    Role.HEALTH_VISITOR,
    Role.PERINATAL_MENTAL_HEALTH,
    Role.COMMUNITY_MENTAL_HEALTH,
}


def test_the_statements_of_the_source_are_all_carried() -> None:
    """Each stands in a rule or in the programme's details."""
    carried = {requirement for rules in HOST.rules.values() for rule in rules for requirement in rule.requirements}
    carried |= {requirement for requirement, _ in HOST.programmes[PROGRAMME].details}
    assert carried >= {f"MM{number}" for number in (*range(1, 11), 22, *range(24, 33), 37, 38, 39, 41, 42, 44)}


@pytest.mark.requirement("MM3")
@given(st.dates(date(2019, 1, 1), date(2026, 12, 31)), st.dates(date(2022, 3, 1), date(2028, 12, 31)))
@pytest.mark.parametrize("reading", ["before_birthday", "include_birthday"])
def test_a_mother_may_join_until_the_second_birthday(reading: str, born: date, on: date) -> None:
    """MM3 in both readings against an age counted from year, month and day; a child not yet born is no baby."""
    site = _site("birthday_reading", DatedValue(value=reading))
    truth = HOST.at_site(site).eligibility(PROGRAMME).decide(_case(born=born), on).truths["MM3"]
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    birthday = born.replace(year=born.year + 2) if (born.month, born.day) != (2, 29) else date(born.year + 2, 3, 1)
    young = age < 2 or (reading == "include_birthday" and on == birthday)
    # The rule is about the age of a child that is there; where none is born yet, MM1 speaks.
    assert truth is (Truth.TRUE if young or on < born else Truth.FALSE)


@pytest.mark.requirement("MM8", "MM9")
@pytest.mark.parametrize("role", list(Role))
def test_five_professions_can_refer_and_no_one_else(role: Role) -> None:
    """MM8: the list is closed, self-referral included."""
    decision = HOST.eligibility(PROGRAMME).decide(_case(role=role), ON)
    assert decision.truths["MM8"] is (Truth.TRUE if role in ROLES else Truth.FALSE)
    assert bool(decision.redirects) is (role not in ROLES)


@pytest.mark.requirement("MM2")
@pytest.mark.parametrize("severity", [Severity.NONE, Severity.SEVERE])
def test_nobody_is_turned_away_for_severity_without_a_place_to_turn_to(severity: Severity) -> None:
    """MM2: none and severe lead elsewhere, each to its own place, and the mother herself reads it."""
    decision = HOST.eligibility(PROGRAMME).decide(_case(severity=severity), ON)
    (turn,) = decision.redirects
    assert turn.redirect.advice in str(decision.explain(Audience.PARTICIPANT))


@pytest.mark.requirement("MM6", "MM38")
@pytest.mark.parametrize("parameter", ["sunderland", "everyturn"])
def test_a_provider_is_closed_by_the_day(parameter: str) -> None:
    """MM38: a site closes one provider with an empty set from a day on; the others go on."""
    area = {"sunderland": "E08000024", "everyturn": "E06000057"}[parameter]
    name = {"sunderland": "sunderland", "everyturn": "northumberland"}[parameter]
    closed = _site(name, DatedValue(value=(area,)), DatedValue(value=(), since=date(2024, 4, 1)))
    policy = HOST.at_site(closed).eligibility(PROGRAMME)
    case = _case(authority=area, born=date(2024, 1, 1))
    other = _case(authority="E06000063", born=date(2024, 1, 1))
    assert policy.decide(case, date(2024, 3, 31)).outcome is Outcome.ELIGIBLE
    assert policy.decide(case, date(2024, 4, 1)).outcome is Outcome.NOT_ELIGIBLE
    assert policy.decide(other, date(2024, 4, 1)).outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize("audience", [Audience.PARTICIPANT, Audience.SUPPORTER])
@pytest.mark.parametrize("outcome", [PregnancyOutcome.LOSS, PregnancyOutcome.LIVE_BIRTH])
def test_nothing_that_is_read_out_speaks_of_a_loss(audience: Audience, outcome: PregnancyOutcome) -> None:
    """MM5: the mother is asked nothing about it, and only staff read that the case is held for a judgement of it."""
    case = _case(children=(), pregnancy=outcome)
    decision = HOST.eligibility(PROGRAMME).decide(case, ON)
    told = str(decision.explain(audience))
    staff = str(decision.explain(Audience.CO_ORDINATOR))
    assert decision.outcome is Outcome.UNDETERMINED
    assert "living baby" in staff
    assert "without asking the mother" in staff
    assert [word for word in ("loss", "living baby", "without asking") if word in told] == []
    if audience is Audience.PARTICIPANT:
        assert "asked of" not in told


OUTSIDERS = [Audience.PARTICIPANT, Audience.SUPPORTER]
FOUR = (Child(id="other", birth_date=date(2019, 2, 1)),)  # type: ignore[arg-type]


@pytest.mark.parametrize("audience", OUTSIDERS)
@pytest.mark.parametrize("judged", [None, True, False])
@pytest.mark.parametrize(
    ("outcome", "children"),
    [(PregnancyOutcome.LOSS, ()), (PregnancyOutcome.LOSS, FOUR), (PregnancyOutcome.LIVE_BIRTH, ())],
    ids=["a loss", "a loss beside a child of four", "a birth without a child"],
)
def test_after_a_loss_outsiders_read_what_they_read_of_other_mothers(
    outcome: PregnancyOutcome, judged: bool | None, children: tuple[Child, ...], audience: Audience
) -> None:
    """MM5: to the letter what is told of a mother without a loss who is refused, may join, or waits for her referrer.

    So no rule, no question and no redirect tells of it.
    """
    hers = _case(children=children, pregnancy=outcome, judged=judged)
    if judged is False:
        other = _case(children=children)
    else:
        other = _case(children=children, pregnancy=PregnancyOutcome.ONGOING, severity=Severity.MILD if judged else None)
    policy = HOST.eligibility(PROGRAMME)
    assert _told(policy.decide(hers, ON), audience) == _told(policy.decide(other, ON), audience)


@pytest.mark.parametrize("audience", OUTSIDERS)
def test_nobody_outside_is_asked_whether_a_baby_lives(audience: Audience) -> None:
    """MM5: where the records of pregnancies are not complete, staff alone are asked to complete them."""
    decision = HOST.eligibility(PROGRAMME).decide(_recorded([None], ()), ON)
    assert "link-workers.no_living_baby" in {one.name for one in decision.missing}
    assert [word for word in ("no_living_baby", "complete", "Do not ask") if word in _told(decision, audience)] == []


@pytest.mark.parametrize("audience", [Audience.CO_ORDINATOR, Audience.AUDITOR])
@pytest.mark.parametrize("children", [(), FOUR], ids=["no child", "a child of four"])
@pytest.mark.parametrize("pregnancy", [None, PregnancyOutcome.LOSS])
def test_no_judgement_is_reported_that_nobody_made(
    pregnancy: PregnancyOutcome | None, children: tuple[Child, ...], audience: Audience
) -> None:
    """MM5: staff read "no" of the judgement only where the co-ordinator has said no."""
    no = "[no] the service is right for her"
    policy = HOST.eligibility(PROGRAMME)
    for judged in (None, False):
        decision = policy.decide(_case(children=children, pregnancy=pregnancy, judged=judged), ON)
        assert (no in str(decision.explain(audience))) is (judged is False)


@pytest.mark.parametrize("severity", [Severity.NONE, Severity.SEVERE])
@pytest.mark.parametrize("audience", OUTSIDERS)
def test_nobody_outside_reads_how_severe_her_needs_were_judged(audience: Audience, severity: Severity) -> None:
    """MM2: the redirect says where there is more for her, and nothing of a judgement."""
    told = _told(HOST.eligibility(PROGRAMME).decide(_case(severity=severity), ON), audience).lower()
    assert [word for word in ("sever", "crisis") if word in told] == []


@pytest.mark.requirement("MM5")
@given(st.data())
def test_a_judgement_settles_a_loss_and_nothing_else_that_was_settled(data: st.DataObject) -> None:
    """MM5: recording the co-ordinator's judgement fills a blank: it turns no answer that was known."""
    case = _case(
        born=data.draw(st.none() | st.dates(date(2018, 1, 1), date(2023, 6, 1))),
        children=data.draw(st.sampled_from([None, (), "one"])),
        pregnancy=data.draw(st.none() | st.sampled_from(list(PregnancyOutcome))),
    )
    judgement = Answer(matter="link-workers.suitable_as_judged", value=data.draw(st.booleans()), given_on=ON)
    judged = Case(
        id=case.id,
        participant=case.participant,
        children=case.children,
        pregnancies=case.pregnancies,
        residences=case.residences,
        referrals=case.referrals,
        answers=(judgement,),
    )
    policy = HOST.eligibility(PROGRAMME)
    before, after = policy.decide(case, ON), policy.decide(judged, ON)
    if before.outcome is not Outcome.UNDETERMINED:
        assert after.outcome is before.outcome
    for rule, truth in before.truths.items():
        assert truth in {Truth.UNKNOWN, after.truths[rule]}


@given(st.data())
def test_filling_a_blank_never_changes_what_was_known_of_a_loss(data: st.DataObject) -> None:
    """MM5: an outcome or a child that is written down later never turns a no into a yes, or back."""
    outcomes = st.lists(st.none() | st.sampled_from(list(PregnancyOutcome)), max_size=3)
    blank = data.draw(st.tuples(st.none() | outcomes, st.none() | st.sampled_from([(), "one"])))
    known = (
        [data.draw(st.sampled_from(list(PregnancyOutcome))) if one is None else one for one in blank[0] or []]
        if blank[0] is not None
        else data.draw(outcomes),
        data.draw(st.sampled_from([(), "one"])) if blank[1] is None else blank[1],
    )
    before, after = (no_living_baby.function(_recorded(*one), ON) for one in (blank, known))
    assert before in {None, after}


def test_an_empty_case_is_asked_about_and_not_refused() -> None:
    """What is not recorded never decides."""
    case = Case(id="empty", participant=Participant(id="she"))  # type: ignore[arg-type]
    assert HOST.eligibility(PROGRAMME).decide(case, ON).outcome is Outcome.UNDETERMINED


def _told(decision: Decision, audience: Audience) -> str:
    return f"{decision.explain(audience)}\n{decision.document(audience)}"


def _recorded(outcomes: list[PregnancyOutcome | None] | None, children: tuple[()] | str | None) -> Case:
    return Case(
        id="case",  # type: ignore[arg-type]
        participant=Participant(id="she"),  # type: ignore[arg-type]
        children=(Child(id="baby"),) if isinstance(children, str) else children,  # type: ignore[arg-type]
        pregnancies=None if outcomes is None else tuple(Pregnancy(id="one", outcome=one) for one in outcomes),  # type: ignore[arg-type]
    )


def _site(parameter: str, *values: DatedValue) -> Site:
    return Site(id="site", programme=PROGRAMME, parameters={f"{PROGRAMME}.{parameter}": values})  # type: ignore[arg-type]


def _case(
    *,
    born: date | None = date(2023, 1, 20),
    role: Role = Role.MIDWIFE,
    severity: Severity | None = Severity.MODERATE,
    authority: str = "E08000024",
    children: tuple[Child, ...] | str | None = "one",
    pregnancy: PregnancyOutcome | None = None,
    judged: bool | None = None,
) -> Case:
    baby = (Child(id="baby", birth_date=born),)  # type: ignore[arg-type]
    ended = None if pregnancy is PregnancyOutcome.ONGOING else date(2023, 4, 2)
    return Case(
        id="case",  # type: ignore[arg-type]
        participant=Participant(id="she", parent_role=ParentRole.MOTHER),  # type: ignore[arg-type]
        children=baby if isinstance(children, str) else children,
        pregnancies=() if pregnancy is None else (Pregnancy(id="one", outcome=pregnancy, ended=ended),),  # type: ignore[arg-type]
        residences=(Residence(local_authority=authority),),
        referrals=(
            Referral(
                id="referral",  # type: ignore[arg-type]
                programme=PROGRAMME,  # type: ignore[arg-type]
                received=date(2022, 6, 1),
                referrer_role=role,
                severity=severity,
            ),
        ),
        answers=() if judged is None else (Answer(matter="link-workers.suitable_as_judged", value=judged),),
    )
