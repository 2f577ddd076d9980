"""What the group wants to achieve, asked of the host, and seen in the records of families."""

from datetime import UTC, date, datetime

import pytest

import peersupport_crafty_mummies as plugin
from peersupport import Case, Child, Host, Participant
from peersupport.outcomes.answers import answered
from peersupport.outcomes.before_after import pairs
from peersupport.outcomes.milestones import milestones, readiness
from peersupport.outcomes.satisfaction import satisfaction
from peersupport.plugin import EVERYBODY, Direction, Instrument, Measure, Method, Scale, Source, Subject, alike, since
from peersupport.records.answers import Answer
from peersupport.records.assessments import Assessment, ChildReview, SchoolReadiness
from peersupport.records.identifiers import AssessmentId, CaseId, PersonId
from peersupport.records.sessions import Evaluation
from peersupport.rules.facts import Audience

MORS = Instrument(
    id="mors-sf",
    title="MORS-SF, as this site has it",
    source=Source(text="the site's manual"),
    licence="registered",
    items=alike(2, range(6)),
    scales=(Scale(id="warmth", items=(1,), direction=Direction.HIGHER), Scale(id="invasion", items=(2,))),
)
HOST = Host.load(plugins=[plugin], discover=False, instruments=[MORS])


def measure(name: str) -> Measure:
    """A measure of the programme; fails where it is gone."""
    return {one.id: one for one in HOST.programmes["crafty-mummies"].measures}[name]


def family(**given: object) -> Case:
    """A mother and her child."""
    child = Child(id=PersonId("ben"), birth_date=date(2023, 3, 10))
    return Case(id=CaseId("c"), participant=Participant(id=PersonId("anna")), children=(child,), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "subject", "matters"),
    [
        pytest.param(
            "craft",
            Subject.MOTHER,
            ("social_links", "self_esteem", "emotional_wellbeing"),
            marks=pytest.mark.requirement("CM11"),
        ),
        pytest.param("literacy", Subject.CHILD, ("emotional_literacy",), marks=pytest.mark.requirement("CM22")),
        pytest.param(
            "understanding", Subject.MOTHER, ("understands_influence",), marks=pytest.mark.requirement("CM24")
        ),
        pytest.param(
            "development",
            Subject.CHILD,
            ("social_development", "emotional_development", "physical_development"),
            marks=pytest.mark.requirement("CM31"),
        ),
    ],
)
def test_domains_without_a_named_measure_are_asked_before_and_after(
    name: str, subject: Subject, matters: tuple[str, ...]
) -> None:
    """Each domain of the statement is a matter of its own, and asking is marked as our choice."""
    one = measure(name)
    assert one.matters == tuple(f"crafty-mummies.{matter}" for matter in matters)
    assert (one.subjects, one.named, one.visible_to) == ((subject,), False, EVERYBODY)
    assert "[default]" in one.citation.note
    given = [
        Answer(matter=matter, value=value, given_on=on)
        for matter in one.matters
        for value, on in ((False, date(2025, 1, 1)), (True, date(2025, 6, 1)))
    ]
    found = answered(one, [family(answers=tuple(given)), family()], Audience.SUPPORTER)
    assert [(each.became, each.not_counted) for each in found] == [(1, 1)] * len(matters)


@pytest.mark.requirement("CM20")
def test_milestones_at_27_months() -> None:
    """The source names this one: of the children whose review fell due, those who reached."""
    one = measure("milestones")
    assert (one.method, one.named, one.instruments) == (Method.REVIEWS, True, ("asq-3",))
    review = ChildReview(about=PersonId("ben"), on=date(2025, 6, 15), reached=True)
    found = milestones(
        [family(reviews=(review,)), family(reviews=())], since("2025-06-01", "2025-07-01"), HOST.instruments
    )
    assert (found.due, found.reached, found.not_reviewed) == (2, 1, 1)


@pytest.mark.requirement("CM21")
def test_readiness_for_school_is_linked_by_consent() -> None:
    """Without a consent that stands, a level of development is in no number."""
    assert measure("readiness").method is Method.READINESS
    level = SchoolReadiness(about=PersonId("ben"), good_level=True)
    found = readiness([family(readiness=(level,))], datetime(2028, 9, 1, tzinfo=UTC))
    assert (found.children, found.not_linked) == (0, 1)


@pytest.mark.requirement("CM23")
def test_the_environment_is_seen_with_an_instrument_of_our_choice() -> None:
    """The MORS-SF, as the site supplies it: warmth is better higher, invasion lower."""
    one = measure("environment")
    assert (one.method, one.instruments, one.named) == (Method.SCORES, ("mors-sf",), False)
    assert set(one.subjects) == {Subject.MOTHER, Subject.CHILD}
    given = [
        Assessment(id=AssessmentId(str(on)), instrument="mors-sf", on=on, items=items)
        for on, items in ((date(2025, 1, 1), (2, 4)), (date(2025, 6, 1), (4, 1)))
    ]
    (pair,) = pairs([family(assessments=tuple(given))], HOST.instruments[one.instruments[0]])
    assert pair.end is not None
    assert [scale.exact for scale in pair.end.scales] == [4, 1]


@pytest.mark.requirement("CM32")
def test_satisfaction_is_of_the_group_and_of_no_stated_scale() -> None:
    """Ratings are averaged as they are; none is turned into a scale that nobody stated."""
    one = measure("satisfaction")
    assert (one.method, one.subjects) == (Method.SATISFACTION, (Subject.GROUP,))
    assert "not stated" in one.citation.note
    found = satisfaction([Evaluation(satisfaction=4.5, responses=8), Evaluation(satisfaction=5.0, responses=8)])
    assert (found.mean, found.lowest, found.highest) == (4.75, 4.5, 5.0)
