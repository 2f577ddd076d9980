"""The engine asks what comes next and who may be given a family, on the day that its clock says."""

from datetime import date

import pytest

from peersupport import Case, Engine, Host, Outcome, Participant, UnknownName
from peersupport.records.supporters import Supporter

DAY = date(2026, 6, 1)
ENGINE = Engine(Host.load(), today=lambda: DAY)
SUPPORTER = Supporter(id="s", stages=())  # type: ignore[arg-type]
CASE = Case(id="c", participant=Participant(id="anna"), enrolments=())  # type: ignore[arg-type]


def test_the_day_is_the_clocks_unless_a_caller_names_one() -> None:
    """No rule reads a clock; the engine does, where nobody names a day."""
    assert ENGINE.next_steps(CASE, "crafty-mummies").on == DAY
    named = ENGINE.next_steps(SUPPORTER, "young-parents-connect", "peer-support", on=date(2026, 1, 5))
    assert named.on == date(2026, 1, 5)


def test_an_allocation_rests_on_the_file_of_the_site() -> None:
    """Without one nothing is set up there, so that nobody is allocated."""
    found = ENGINE.allocation(SUPPORTER, CASE, "community-mothers")
    assert found.outcome is Outcome.NOT_ELIGIBLE
    assert {"TC39", "TC55"} <= set(found.unmet)
    assert found.clearance.on == DAY


@pytest.mark.parametrize("programme", ["crafty-mummies", "link-workers", "healthy-little-minds"])
def test_a_programme_that_says_nothing_of_supporters_clears_nobody(programme: str) -> None:
    """It is not known who clears them, so the service is asked: unknown never opens."""
    found = ENGINE.allocation(SUPPORTER, CASE, programme)
    assert found.outcome is Outcome.UNDETERMINED
    assert {one.asked_of.value for one in found.missing} == {"service"}


def test_what_is_not_there_is_told() -> None:
    """A programme that is not here has no pathway to ask about."""
    with pytest.raises(UnknownName, match="did you mean `crafty-mummies`"):
        ENGINE.next_steps(CASE, "crafty-mummy")
    with pytest.raises(UnknownName):
        ENGINE.allocation(SUPPORTER, CASE, "nowhere")
