"""Answers that nothing reads are told: a misspelt matter would leave a fact unknown, and nobody would see why."""

from peersupport import Audience, Case, CaseId, Host, Participant, PersonId
from peersupport.records.answers import Answer
from peersupport.records.feedback import Feedback
from peersupport.reports.unread import MOST, UnreadAnswers

HOST = Host.load()
READ = "community-mothers.group_area"
STAFF_ONLY = "community-mothers.support_despite_risk"
MEASURED = next(
    matter for programme in HOST.programmes.values() for one in programme.measures for matter in one.matters
)

MEASURED_FOR_STAFF = "healthy-little-minds.domestic_abuse"


def case_of(*matters: str) -> Case:
    """A case with an answer to each of these matters."""
    answers = tuple(Answer(matter=one, value=True) for one in matters)
    return Case(id=CaseId("c"), participant=Participant(id=PersonId("p")), answers=answers)


def unread(*cases: Case, audience: Audience = Audience.CO_ORDINATOR) -> UnreadAnswers:
    """What is counted of these cases."""
    found = UnreadAnswers(HOST, audience)
    for one in cases:
        found.add(one)
    return found


def test_what_a_fact_or_a_measure_is_recorded_under_is_read() -> None:
    """Neither an answer to a fact's matter is left over, nor one that only an outcome is worked out from."""
    found = unread(case_of(READ, STAFF_ONLY, MEASURED))
    assert (found.answers, found.near()) == (0, [])
    assert unread(Case(id=CaseId("c"), participant=Participant(id=PersonId("p")))).answers == 0


def test_what_was_meant_is_told_and_what_was_written_is_not() -> None:
    """A matter is whatever a file says, a name among it: only the known one is told."""
    found = unread(case_of(f"{READ}s", "CANARY"), case_of(f"{READ}s", f"{STAFF_ONLY}s"))
    near = [(f"did you mean `{READ}`?", 2), (f"did you mean `{STAFF_ONLY}`?", 1)]
    assert (found.answers, found.near()) == (4, near)
    assert found.document() == {"answers": 4, "near": [{"help": help, "answers": number} for help, number in near]}


def test_a_reader_hears_of_no_fact_that_she_may_not_see() -> None:
    """That there is a fact about a risk is staff's to know."""
    for hidden in (STAFF_ONLY, MEASURED_FOR_STAFF):
        case = case_of(f"{hidden}s")
        assert hidden in str(unread(case).document())
        found = unread(case, audience=Audience.PARTICIPANT)
        assert found.answers == 1
        assert hidden not in str(found.document())


def test_feedback_is_counted_too() -> None:
    """It stands under matters as answers do."""
    said = Feedback(matter=f"{MEASURED}x", agrees=True)
    case = Case(id=CaseId("c"), participant=Participant(id=PersonId("p")), feedback=(said,))
    assert unread(case).near() == [(f"did you mean `{MEASURED}`?", 1)]


def test_a_file_of_nothing_but_wrong_matters_fills_no_memory() -> None:
    """All are counted, and so many are told apart."""
    found = unread(*(case_of(f"{READ}{number}") for number in range(3 * MOST)))
    assert found.answers == 3 * MOST
    assert found.near() == [(f"did you mean `{READ}`?", MOST)]
