"""A pregnancy is told of a day only where its record can speak of that day (MM1, MM5)."""

from datetime import date, timedelta

import pytest

from peersupport import Case, DateRange, Participant, Pregnancy, PregnancyOutcome
from peersupport.facts import pregnant
from peersupport.records.identifiers import CaseId, PersonId, PregnancyId

DAY = date(2026, 11, 1)
ONGOING, BORN, LOST = PregnancyOutcome.ONGOING, PregnancyOutcome.LIVE_BIRTH, PregnancyOutcome.LOSS


def told(outcome: PregnancyOutcome | None, *, expected: object = None, ended: object = None, on: date = DAY) -> object:
    """What the fact says of one pregnancy."""
    one = Pregnancy(id=PregnancyId("x"), outcome=outcome, expected=expected, ended=ended)  # type: ignore[arg-type]
    return pregnant.function(Case(id=CaseId("c"), participant=Participant(id=PersonId("p")), pregnancies=(one,)), on)


@pytest.mark.parametrize(
    ("weeks", "said"), [(-300, None), (-5, None), (-4, True), (0, True), (30, True), (44, True), (45, None)]
)
def test_an_old_record_does_not_say_that_she_is_pregnant_now(weeks: int, said: object) -> None:
    """Recorded as under way, with a date long past or far ahead: the record is too old, or wrong, to say so."""
    assert told(ONGOING, expected=DAY + timedelta(weeks=weeks)) is said


def test_a_record_that_contradicts_itself_says_nothing() -> None:
    """Under way and ended is neither."""
    assert told(ONGOING, ended=date(2019, 1, 1)) is None
    assert told(ONGOING) is True
    assert told(None) is None


@pytest.mark.parametrize(
    ("outcome", "weeks", "said"),
    [
        (BORN, -1, False),
        (BORN, 0, False),
        (BORN, 1, True),
        (BORN, 20, True),
        (BORN, 21, None),
        (BORN, 44, None),
        (BORN, 45, False),
        (LOST, 0, False),
        (LOST, 1, None),
        (LOST, 45, False),
    ],
)
def test_a_pregnancy_that_ended(outcome: PregnancyOutcome, weeks: int, said: object) -> None:
    """Before the end she was surely pregnant only for as long as every such pregnancy lasts."""
    assert told(outcome, ended=DAY + timedelta(weeks=weeks)) is said


def test_an_end_known_in_part_settles_only_what_all_its_days_agree_on() -> None:
    """A month is enough on both sides of it, and leaves the days in it open."""
    month = DateRange(first=date(2026, 11, 1), last=date(2026, 11, 30))
    said = [told(BORN, ended=month, on=on) for on in (date(2026, 10, 31), date(2026, 11, 15), date(2026, 11, 30))]
    assert said == [True, None, False]
