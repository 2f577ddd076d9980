"""Caseloads folded into measures: answers before and after, feedback, scores at both ends, populations."""

from datetime import date

import pytest
from tests.outcomes.families import ANNA, answer, assessment, child, family

from peersupport.dates import DateRange
from peersupport.errors import InvalidDocument, PeerSupportError
from peersupport.outcomes.answers import answered, said
from peersupport.outcomes.before_after import pairs
from peersupport.outcomes.built_in import EPDS, PHQ_9
from peersupport.outcomes.instruments import Population
from peersupport.outcomes.measures import Measure, Method, Subject, bound_measures, measure
from peersupport.outcomes.population import population_of
from peersupport.outcomes.satisfaction import satisfaction
from peersupport.records.case import Case
from peersupport.records.feedback import Feedback
from peersupport.records.identifiers import PregnancyId
from peersupport.records.people import Pregnancy, PregnancyOutcome
from peersupport.records.sessions import Evaluation
from peersupport.rules.facts import STAFF, Audience
from peersupport.truth import Truth

ONE, TWO, THREE = date(2025, 1, 1), date(2025, 6, 1), date(2025, 9, 1)
CO_ORDINATOR = Audience.CO_ORDINATOR


def made(method: Method = Method.ANSWERS, **given: object) -> Measure:
    """A measure of one matter, `x.confidence`."""
    one = measure(
        "X1",
        "x",
        id="x",
        quote="x",
        subjects=Subject.MOTHER,
        method=method,
        domains=("confidence",),
        **given,  # type: ignore[arg-type]
    )
    return bound_measures([one], "x", "x.txt")[0]


def answers(*given: tuple[object, date | None]) -> Case:
    """A family with these answers, and one to another matter."""
    own = [answer("x.confidence", value, on) for value, on in given]
    return family(answers=(*own, answer("x.other", True, ONE), answer("x.other", False, TWO)))


def test_the_first_and_the_last_answer_of_those_who_answered_twice() -> None:
    """Somebody asked once, without a day, or two ways on one day is not counted, and never as a no."""
    cases = [
        answers((False, ONE), (False, TWO), (True, THREE)),
        answers((True, ONE), (False, TWO)),
        answers((True, ONE), (True, TWO)),
        answers((True, TWO)),
        answers((False, ONE), (True, None)),
        answers((False, ONE), (True, TWO), (False, None)),
        answers((False, ONE), (True, TWO), (False, TWO)),
        answers((False, ONE), (None, TWO)),
        family(),
    ]
    (found,) = answered(made(), cases, CO_ORDINATOR)
    assert (found.people, found.became, found.ceased, found.not_counted) == (3, 1, 1, 6)
    assert (found.first, found.last) == ((("no", 1), ("yes", 2)), (("no", 1), ("yes", 2)))


@pytest.mark.parametrize("audience", [Audience.PARTICIPANT, Audience.SUPPORTER])
def test_what_is_restricted_is_told_to_staff_alone(audience: Audience) -> None:
    """Not even a number of those who told: in a small group it names them (HL14)."""
    for method in (Method.ANSWERS, Method.FEEDBACK):
        one = made(method, visible_to=STAFF)
        with pytest.raises(PeerSupportError) as raised:
            answered(one, [], audience) if method is Method.ANSWERS else said(one, [], audience=audience)
        assert raised.value.code == "measure-hidden"
    assert answered(made(visible_to=STAFF), [], CO_ORDINATOR)[0].people == 0


def test_feedback_counts_a_participant_once_by_her_last_word() -> None:
    """Two answers of one mother are one mother; words of one day that differ are not told."""

    def spoke(*words: tuple[bool | None, date | None]) -> Case:
        return family(feedback=tuple(Feedback(matter="x.confidence", agrees=one, on=on) for one, on in words))

    cases = [spoke((False, ONE), (True, TWO)), spoke((True, ONE), (False, ONE)), spoke((False, None)), family()]
    theirs = [Feedback(matter="x.confidence", agrees=True), Feedback(matter="x.other", agrees=False)]
    (found,) = said(made(Method.FEEDBACK), cases, theirs, audience=CO_ORDINATOR)
    assert (found.agree, found.disagree, found.not_told) == (2, 1, 2)


def test_the_first_and_the_last_assessment_of_each_person() -> None:
    """One alone has no end; an order that the days do not tell gives neither; a child is a person of its own."""
    phq = [assessment("phq-9", day, total) for day, total in ((TWO, 11), (ONE, 16), (THREE, 8))]
    month = DateRange(first=date(2025, 8, 1), last=date(2025, 9, 30))
    cases = [
        family("1", assessments=tuple(phq)),
        family("2", assessments=(assessment("phq-9", ONE, 12),)),
        family("3", assessments=(*phq[1:], assessment("phq-9", month, 20))),
        family("4", assessments=(*phq[:1], assessment("phq-9", None, 20))),
        family("5", assessments=(assessment("epds", ONE, 3),)),
        family("6", assessments=(*phq[:1], assessment("phq-9", THREE, 9, about="partner"))),
    ]
    found = pairs(cases, PHQ_9)
    scale = PHQ_9.total
    assert scale is not None
    ends = []
    for one in found:
        both = one.measured(scale)
        ends.append((one.case, both.before and both.before.exact, both.after and both.after.exact))
    assert ends == [
        ("1", 16, 8),
        ("2", 12, None),
        ("3", None, None),
        ("4", None, None),
        ("6", 11, None),
        ("6", 9, None),
    ]


def test_a_faulty_assessment_is_told_by_its_path_in_the_case() -> None:
    """Whoever mends it finds it."""
    case = family(assessments=(assessment("phq-9", ONE, 3), assessment("phq-9", TWO, 99)))
    with pytest.raises(InvalidDocument) as raised:
        pairs([case], PHQ_9)
    assert [one.path for one in raised.value.faults] == [("assessments", 1, "total")]


def expecting(outcome: PregnancyOutcome | None, expected: date | None = None, ended: date | None = None) -> Case:
    """A family with one pregnancy."""
    return family(pregnancies=(Pregnancy(id=PregnancyId("p"), outcome=outcome, expected=expected, ended=ended),))


@pytest.mark.parametrize(
    ("case", "population"),
    [
        (family(children=(child("ben", date(2025, 1, 1)),)), Population.POSTNATAL),
        (family(children=(child("ben", date(2024, 6, 1)),)), Population.POSTNATAL),
        (family(children=(child("ben", date(2024, 5, 30)),)), None),
        (family(children=(child("ben", date(2025, 6, 2)),)), None),
        (family(children=(child("ben", None),)), None),
        (expecting(PregnancyOutcome.ONGOING, expected=date(2025, 9, 1)), Population.ANTENATAL),
        (expecting(PregnancyOutcome.ONGOING, expected=date(2027, 9, 1)), None),
        (expecting(PregnancyOutcome.LIVE_BIRTH, ended=date(2025, 7, 1)), Population.ANTENATAL),
        (expecting(PregnancyOutcome.LOSS, ended=date(2025, 7, 1)), None),
        (expecting(PregnancyOutcome.LOSS, ended=date(2025, 5, 1)), None),
        (expecting(None, expected=date(2025, 9, 1)), None),
        (family(), None),
    ],
)
def test_before_or_after_a_birth(case: Case, population: Population | None) -> None:
    """Told only where the records are sure; after a loss nothing is told (MM5)."""
    assert population_of(case, TWO) is population
    assert population_of(case, None) is None


def test_a_pair_uses_the_cut_off_of_the_day() -> None:
    """Thirteen is a case of the EPDS after a birth and none before it."""
    case = family(
        children=(child("ben", date(2025, 7, 1)),),
        pregnancies=(Pregnancy(id=PregnancyId("p"), outcome=PregnancyOutcome.LIVE_BIRTH, ended=date(2025, 7, 1)),),
        assessments=(assessment("epds", TWO, 13), assessment("epds", THREE, 13)),
    )
    (found,) = pairs([case], EPDS)
    assert found.person == ANNA
    ends = [one.total.case if one is not None and one.total is not None else None for one in (found.start, found.end)]
    assert ends == [Truth.FALSE, Truth.TRUE]


def test_ratings_are_weighted_by_answers_or_not_averaged() -> None:
    """Four answers count four times one; where an evaluation does not say how many answered, there is no mean."""
    four, one = Evaluation(satisfaction=5.0, responses=4), Evaluation(satisfaction=3.0, responses=1)
    found = satisfaction([four, one, Evaluation(responses=3)])
    assert (found.evaluations, found.rated, found.responses, found.mean) == (3, 2, 5, 4.6)
    assert satisfaction([four, Evaluation(satisfaction=1.0)]).mean is None
    assert (satisfaction([]).mean, satisfaction([]).lowest) == (None, None)
