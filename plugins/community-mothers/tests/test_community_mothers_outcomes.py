"""What the programme wants for parents, asked of the host, and seen in the records of families."""

from datetime import date

import pytest

import peersupport_community_mothers as plugin
from peersupport import Case, Host, Participant
from peersupport.outcomes.answers import answered, said
from peersupport.outcomes.before_after import pairs
from peersupport.outcomes.paired import paired
from peersupport.outcomes.service_use import difficulties
from peersupport.plugin import Measure, Method, Subject
from peersupport.records.answers import Answer
from peersupport.records.assessments import Assessment
from peersupport.records.feedback import Feedback
from peersupport.records.identifiers import AssessmentId, CaseId, PersonId
from peersupport.records.service_use import Difficulty, DifficultyState
from peersupport.rules.facts import Audience

HOST = Host.load(plugins=[plugin], discover=False)
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 1)


def measure(name: str) -> Measure:
    """A measure of the programme; fails where it is gone."""
    return {one.id: one for one in HOST.programmes["community-mothers"].measures}[name]


def family(**given: object) -> Case:
    """A family that is visited."""
    return Case(id=CaseId("c"), participant=Participant(id=PersonId("anna")), **given)  # type: ignore[arg-type]


@pytest.mark.requirement("TC58")
def test_confidence_is_an_outcome_of_both_parents() -> None:
    """Not of mothers alone: the subject is a parent, and the three domains are those of the source."""
    one = measure("confidence")
    assert one.subjects == (Subject.PARENT,)
    assert [matter.partition(".")[2] for matter in one.matters] == [
        "self_esteem",
        "confidence",
        "confident_in_new_role",
    ]
    given = [
        Answer(matter=matter, value=value, given_on=on)
        for matter in one.matters
        for value, on in ((False, FIRST), (True, LAST))
    ]
    assert [each.became for each in answered(one, [family(answers=tuple(given))], Audience.CO_ORDINATOR)] == [1, 1, 1]


@pytest.mark.requirement("TC59")
def test_valued_and_supported_are_what_parents_say() -> None:
    """Feedback of those who were visited, each once."""
    one = measure("valued")
    assert one.method is Method.FEEDBACK
    words = tuple(Feedback(matter=matter, agrees=True) for matter in one.matters)
    found = said(one, [family(feedback=words), family()], audience=Audience.CO_ORDINATOR)
    assert [(each.matter, each.agree, each.not_told) for each in found] == [
        ("community-mothers.valued", 1, 1),
        ("community-mothers.supported", 1, 1),
    ]


@pytest.mark.requirement("TC60")
def test_prevention_is_a_tag_with_levels() -> None:
    """Primary or secondary, counted as it was recorded."""
    one = measure("prevention")
    given = [
        Answer(matter=one.matters[0], value=level, given_on=on)
        for level, on in (("primary", FIRST), ("secondary", LAST))
    ]
    (found,) = answered(one, [family(answers=tuple(given))], Audience.CO_ORDINATOR)
    assert (found.first, found.last, found.became) == ((("primary", 1),), (("secondary", 1),), 0)


@pytest.mark.requirement("TC65")
def test_wellbeing_is_an_outcome_of_the_groups() -> None:
    """Of the groups, not of the visits; with an instrument of our choice, where higher is better."""
    one = measure("wellbeing")
    assert (one.offer, one.subjects, one.named) == ("groups", (Subject.MOTHER,), False)
    instrument = HOST.instruments[one.instruments[0]]
    cases = [
        family(
            assessments=tuple(
                Assessment(id=AssessmentId(str(on)), instrument=instrument.id, on=on, total=total)
                for on, total in ((FIRST, before), (LAST, after))
            )
        )
        for before, after in ((18, 22), (20, 21), (25, 27))
    ]
    scale = instrument.total
    assert scale is not None
    found = paired(
        [(one.start and one.start.total, one.end and one.end.total) for one in pairs(cases, instrument)], scale
    )
    assert (found.pairs, found.better) == (3, True)


@pytest.mark.requirement("TC69")
def test_early_difficulties_and_what_became_of_them() -> None:
    """Nipped in the bud is what was seen again and resolved."""
    assert measure("early-difficulties").method is Method.DIFFICULTIES
    found = difficulties([family(difficulties=(Difficulty(state=DifficultyState.RESOLVED), Difficulty()))])
    assert (found.noted, found.not_seen_again, found.states) == (2, 1, ((DifficultyState.RESOLVED, 1),))
