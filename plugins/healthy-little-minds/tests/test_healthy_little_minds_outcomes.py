"""What the evaluation found and the programme wants, asked of the host, and seen in the records of families."""

from datetime import date, timedelta

import pytest

import peersupport_healthy_little_minds as plugin
from peersupport import Case, Host, Participant
from peersupport.errors import PeerSupportError
from peersupport.outcomes.answers import answered, said
from peersupport.outcomes.before_after import pairs
from peersupport.outcomes.change import Change, reliable_change
from peersupport.outcomes.economics import ValueSet, qalys
from peersupport.outcomes.paired import paired
from peersupport.outcomes.scoring import score
from peersupport.outcomes.service_use import contacts_before_and_after
from peersupport.plugin import STAFF, Measure, Method, Subject
from peersupport.records.answers import Answer
from peersupport.records.assessments import Assessment
from peersupport.records.feedback import Feedback
from peersupport.records.identifiers import AssessmentId, CaseId, PersonId
from peersupport.records.service_use import ServiceContact, ServiceUse
from peersupport.rules.facts import Audience

HOST = Host.load(plugins=[plugin], discover=False)
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 1)


def measure(name: str) -> Measure:
    """A measure of the programme; fails where it is gone."""
    return {one.id: one for one in HOST.programmes["healthy-little-minds"].measures}[name]


def family(**given: object) -> Case:
    """A family that is supported."""
    return Case(id=CaseId("c"), participant=Participant(id=PersonId("anna")), **given)  # type: ignore[arg-type]


def asked(one: Measure, before: object, after: object) -> Case:
    """A family that was asked all matters of a measure twice."""
    given = [
        Answer(matter=matter, value=value, given_on=on)  # type: ignore[arg-type]
        for matter in one.matters
        for value, on in ((before, FIRST), (after, LAST))
    ]
    return family(answers=tuple(given))


@pytest.mark.requirement("HL9")
def test_anxiety_and_depression_are_compared_in_pairs() -> None:
    """The instruments are our choice; change, test and reliable change stand beside each other for each of them."""
    one = measure("anxiety-and-depression")
    assert (one.instruments, one.named) == (("gad-7", "epds"), False)
    totals = {"gad-7": ((14, 6), (9, 8), (12, 5)), "epds": ((16, 8), (12, 11), (20, 9))}
    for name in one.instruments:
        instrument = HOST.instruments[name]
        cases = [
            family(
                assessments=tuple(
                    Assessment(id=AssessmentId(str(on)), instrument=name, on=on, total=total)
                    for on, total in ((FIRST, before), (LAST, after))
                )
            )
            for before, after in totals[name]
        ]
        scale = instrument.total
        assert scale is not None
        found = [each.measured(scale) for each in pairs(cases, instrument)]
        compared = paired([(each.before, each.after) for each in found], scale)
        assert (compared.pairs, compared.better) == (3, True)
        assert compared.p_value is not None
        changes = [reliable_change(each.before, each.after, scale) for each in found]
        assert changes[0] is (Change.IMPROVED if name == "gad-7" else Change.CANNOT_TELL)


@pytest.mark.requirement("HL10")
def test_the_bond_waits_for_a_configured_instrument() -> None:
    """The MORS-SF is our choice, and its range was found nowhere: without the site's own version nothing is scored."""
    one = measure("bond")
    assert (one.method, one.instruments, one.named) == (Method.SCORES, ("mors-sf",), False)
    assert set(one.subjects) == {Subject.PARENT, Subject.INFANT}
    given = Assessment(id=AssessmentId("a"), instrument="mors-sf", items=(3,) * 14)
    assert score(given, HOST.instruments["mors-sf"]).scales == ()


@pytest.mark.requirement("HL11")
def test_trust_is_what_families_say() -> None:
    """An engagement outcome, by feedback."""
    one = measure("trust")
    words = (Feedback(matter=one.matters[0], agrees=True),)
    (found,) = said(one, [family(feedback=words)], audience=Audience.SUPPORTER)
    assert (found.matter, found.agree) == ("healthy-little-minds.trust", 1)


@pytest.mark.requirement("HL12")
def test_service_use_in_equal_times() -> None:
    """Thirty days were looked at before joining, and a year after it: thirty days count on each side."""
    assert measure("service-use").method is Method.CONTACTS
    joined = date(2025, 3, 1)
    days = [
        joined - timedelta(days=10),
        joined - timedelta(days=20),
        joined + timedelta(days=5),
        joined + timedelta(days=200),
    ]
    use = ServiceUse(
        observed_from=joined - timedelta(days=30),
        observed_to=joined + timedelta(days=365),
        contacts=tuple(ServiceContact(service="gp", on=day) for day in days),
    )
    found = contacts_before_and_after(use, joined, days=365)
    assert found is not None
    assert (found.days, found.before.low, found.after.low) == (30, 2, 1)


@pytest.mark.requirement("HL13")
def test_quality_of_life_by_the_users_own_value_set() -> None:
    """The profile is the questionnaire's, its worth the user's: the library has neither a value set nor a price."""
    one = measure("economics")
    assert (one.method, one.instruments) == (Method.WORTH, ("eq-5d-5l", "eq-5d-3l"))
    values = ValueSet(id="ours", source="the user's", values={"21111": 0.9, "33333": 0.3})
    points = []
    for on, items in ((FIRST, (3, 3, 3, 3, 3)), (date(2026, 1, 1), (2, 1, 1, 1, 1))):
        given = Assessment(id=AssessmentId(str(on)), instrument="eq-5d-5l", on=on, items=items)
        profile = score(given, HOST.instruments["eq-5d-5l"]).profile
        assert profile is not None
        points.append((on, values.utility(profile)))
    assert qalys(points, discount=0) == pytest.approx(0.6 * 365 / 365.25)


@pytest.mark.requirement("HL14")
def test_hardship_is_two_flags() -> None:
    """Financial stress and unstable housing: fewer at the end is the outcome."""
    one = measure("hardship")
    assert one.matters == ("healthy-little-minds.financial_stress", "healthy-little-minds.unstable_housing")
    assert [each.ceased for each in answered(one, [asked(one, True, False)], Audience.SUPPORTER)] == [1, 1]
    assert set(one.matters) <= set(HOST.facts)


@pytest.mark.requirement("HL14")
@pytest.mark.parametrize("audience", Audience)
def test_domestic_abuse_is_told_to_staff_alone(audience: Audience) -> None:
    """The flag and every number made of it: who reads on may be who does it."""
    one = measure("domestic-abuse")
    (matter,) = one.matters
    assert one.visible_to == HOST.facts[matter].visible_to == STAFF
    if audience in STAFF:
        (found,) = answered(one, [asked(one, True, False)], audience)
        assert found.ceased == 1
    else:
        with pytest.raises(PeerSupportError) as raised:
            answered(one, [asked(one, True, False)], audience)
        assert raised.value.code == "measure-hidden"


@pytest.mark.requirement("HL16")
def test_poverty_and_trauma_are_two_flags_and_no_score() -> None:
    """Each by itself; the names are those of the facts that no rule may decide on."""
    one = measure("risks")
    assert [each.matter for each in answered(one, [asked(one, True, True)], Audience.CO_ORDINATOR)] == [
        "healthy-little-minds.poverty",
        "healthy-little-minds.trauma",
    ]
    assert set(one.matters) <= {fact.name for fact in HOST.programmes["healthy-little-minds"].seals}


@pytest.mark.requirement("HL22")
def test_mental_health_of_the_children_in_the_long_term() -> None:
    """Of the children, asked before and after."""
    one = measure("child-mental-health")
    assert one.subjects == (Subject.CHILD,)
    (found,) = answered(one, [asked(one, False, False)], Audience.CO_ORDINATOR)
    assert (found.people, found.became) == (1, 0)


@pytest.mark.requirement("HL23")
def test_prevention_is_a_tag() -> None:
    """Counted as it was recorded."""
    one = measure("prevention")
    (found,) = answered(one, [asked(one, "prevention", "early_intervention")], Audience.CO_ORDINATOR)
    assert found.last == (("early_intervention", 1),)
