"""The outcomes of the programme and its predecessor, asked of the host, and seen in the records of families."""

from datetime import UTC, date, datetime

import pytest

import peersupport_young_parents_connect as plugin
from peersupport import Case, Host, Participant
from peersupport.outcomes.answers import answered, said
from peersupport.outcomes.stories import attributed, publishable
from peersupport.plugin import Measure, Method, Subject
from peersupport.records.answers import Answer
from peersupport.records.consent import ConsentStatement, Party, StatementKind
from peersupport.records.feedback import Attribution, Feedback, Story, StoryKind
from peersupport.records.identifiers import CaseId, PersonId, StatementId
from peersupport.records.roles import Role
from peersupport.rules.facts import Audience

HOST = Host.load(plugins=[plugin], discover=False)
PROGRAMME = "young-parents-connect"
ANNA = PersonId("anna")


def measure(name: str) -> Measure:
    """A measure of the programme; fails where it is gone."""
    return {one.id: one for one in HOST.programmes[PROGRAMME].measures}[name]


def family(**given: object) -> Case:
    """A young mother."""
    return Case(id=CaseId("c"), participant=Participant(id=ANNA), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "subject", "matters"),
    [
        pytest.param(
            "prevention",
            Subject.PARENT,
            ("understands_mental_health", "coping_strategies", "seeks_help"),
            marks=pytest.mark.requirement("YP26"),
        ),
        pytest.param(
            "connection", Subject.PARENT, ("social_connection", "resilience"), marks=pytest.mark.requirement("YP27")
        ),
        pytest.param(
            "confidence", Subject.PARENT, ("confidence", "aspirations"), marks=pytest.mark.requirement("YP29")
        ),
        pytest.param(
            "evidence-base",
            Subject.MOTHER,
            ("access_to_support", "awareness_of_mental_health", "sense_of_purpose", "parental_confidence"),
            marks=pytest.mark.requirement("YP37"),
        ),
    ],
)
def test_outcomes_without_a_named_measure_are_asked_before_and_after(
    name: str, subject: Subject, matters: tuple[str, ...]
) -> None:
    """Each part of the statement is a matter of its own, and asking is marked as our choice."""
    one = measure(name)
    assert one.matters == tuple(f"{PROGRAMME}.{matter}" for matter in matters)
    assert (one.subjects, one.named) == ((subject,), False)
    assert "[default]" in one.citation.note
    given = [
        Answer(matter=matter, value=value, given_on=on)
        for matter in one.matters
        for value, on in ((False, date(2025, 1, 1)), (True, date(2025, 6, 1)))
    ]
    found = answered(one, [family(answers=tuple(given)), family()], Audience.SUPPORTER)
    assert [(each.became, each.not_counted) for each in found] == [(1, 1)] * len(matters)


@pytest.mark.requirement("YP28")
def test_the_bond_is_an_outcome_of_two() -> None:
    """Parent and child, with an instrument of our choice that the site configures."""
    one = measure("bond")
    assert (one.subjects, one.instruments, one.named) == ((Subject.PARENT, Subject.CHILD), ("mors-sf",), False)
    assert HOST.instruments["mors-sf"].items == ()


@pytest.mark.requirement("YP30")
def test_systems_are_judged_by_what_professionals_say() -> None:
    """An outcome of the system, and of no family."""
    one = measure("systems")
    assert one.subjects == (Subject.SYSTEM,)
    words = [Feedback(matter=one.matters[0], role=Role.EARLY_HELP, agrees=agrees) for agrees in (True, False)]
    (found,) = said(one, [], words, audience=Audience.CO_ORDINATOR)
    assert (found.agree, found.disagree) == (1, 1)


@pytest.mark.requirement("YP31")
def test_what_mothers_say_of_it() -> None:
    """Anxiety, confidence and getting out of the house: one matter each."""
    one = measure("voices")
    words = tuple(Feedback(matter=matter, agrees=True, words="...") for matter in one.matters)
    found = said(one, [family(feedback=words), family()], audience=Audience.CO_ORDINATOR)
    assert [(each.matter.partition(".")[2], each.agree, each.not_told) for each in found] == [
        ("helped_with_anxiety", 1, 1),
        ("gained_confidence", 1, 1),
        ("got_out_of_the_house", 1, 1),
    ]


@pytest.mark.requirement("YP38")
def test_a_case_study_needs_her_consent_and_shows_what_she_agreed_to() -> None:
    """By a grant for case studies, under the name of her group and no other."""
    assert measure("case-studies").method is Method.STORIES
    grant = ConsentStatement(
        id=StatementId("g"),
        kind=StatementKind.GRANT,
        subject=ANNA,
        giver=ANNA,
        sender=Party(role=Role.FACILITATOR),
        recipient=Party(role=Role.CO_ORDINATOR),
        categories=("words",),
        purposes=("case_study",),
        recorded_at=datetime(2025, 1, 1, tzinfo=UTC),
    )
    story = Story(
        kind=StoryKind.CASE_STUDY,
        group="Mum from Young Parents Connect Group",
        attribution=Attribution.GROUP,
        consent=grant.id,
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert publishable(story, [grant], ANNA, at)
    assert not publishable(story, [], ANNA, at)
    assert attributed(story, ("Anna", "Example")) == "Mum from Young Parents Connect Group"
