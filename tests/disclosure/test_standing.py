"""What dated records surely say of somebody's role, competence and authority: for the purpose asked, and no other."""

import itertools

import pytest
from tests.disclosure.test_telling import ANNA, HOUR, NURSE, START

from peersupport.policies.disclosure.standing import Moment, StandingFile
from peersupport.records.consent import Competence, ProxyAuthority, RoleHeld
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.roles import Role
from peersupport.records.vocabulary import PURPOSES

LATER = Moment(START + 9 * HOUR, None)
SAID = (START + 3 * HOUR, START + 4 * HOUR)
"""When she said something, as bounds."""


def able(on: bool, hour: int, *purposes: str) -> Competence:
    """She was judged able, or not able, to decide."""
    when = START + hour * HOUR
    return Competence(subject=ANNA, purposes=purposes, on=on, start=when, recorded_at=when)


def proxy(on: bool, hour: int, *purposes: str) -> ProxyAuthority:
    """The nurse may decide for her, or no longer may."""
    when = START + hour * HOUR
    return ProxyAuthority(subject=ANNA, proxy=NURSE, purposes=purposes, on=on, start=when, recorded_at=when)


@pytest.mark.parametrize(
    ("records", "truth"),
    [
        ([able(True, 0, "care")], True),
        ([able(False, 0, "care")], False),
        # What is said of another purpose says nothing of this one,
        ([able(True, 0, "care"), able(False, 1, "research")], True),
        ([able(False, 0, "care"), able(True, 1, "research")], False),
        # what is said of a part of it takes the certainty away,
        ([able(True, 0, "care"), able(False, 1, "visiting")], None),
        ([able(False, 0, "care"), able(True, 1, "visiting")], None),
        # and is not enough to say it of the whole.
        ([able(True, 0, "visiting")], None),
        ([able(False, 0, "visiting")], None),
        # What changes at the last instant, or after it.
        ([able(True, 0, "care"), able(False, 4, "care")], None),
        ([able(True, 0, "care"), able(False, 5, "care")], True),
    ],
)
def test_competence_is_for_a_purpose(records: list[Competence], truth: bool | None) -> None:
    """Able to decide about her care is not able to decide about research, nor the other way about."""
    file = StandingFile.of(records, ANNA, PURPOSES)
    assert file.competent("care", *SAID, LATER) is truth
    allowed = StandingFile.of([*records, proxy(True, 0, "care")], ANNA, PURPOSES)
    assert allowed.decides_for(NURSE, "care", *SAID, LATER) is (None if truth is None else not truth)


@pytest.mark.parametrize(
    ("records", "truth"),
    [
        ([], None),
        ([proxy(True, 0, "care")], True),
        ([proxy(True, 0, "research")], False),
        ([proxy(True, 0, "care"), proxy(False, 1, "care")], False),
        ([proxy(True, 0, "care"), proxy(False, 1, "visiting")], None),
        ([proxy(True, 0, "care"), proxy(False, 1, "research")], True),
        ([proxy(True, 0, "care"), proxy(False, 1, "visiting"), proxy(False, 2, "care")], False),
    ],
)
def test_authority_is_for_a_purpose(records: list[ProxyAuthority], truth: bool | None) -> None:
    """What was laid down in part is not surely laid down, nor surely kept."""
    file = StandingFile.of(records, ANNA, PURPOSES)
    assert file.authorised(NURSE, "care", *SAID, LATER) is truth


def test_one_role_that_is_surely_held_is_enough() -> None:
    """Whatever cannot be told of the others, in whatever order they are asked."""
    roles = (Role.GP, Role.MIDWIFE, Role.HEALTH_VISITOR)

    def held(role: Role, *, recorded: bool) -> RoleHeld:
        when = START if recorded else None
        return RoleHeld(person=NURSE, role=role, programme=ProgrammeId("own"), on=True, start=START, recorded_at=when)

    file = StandingFile.of([held(Role.GP, recorded=False), held(Role.MIDWIFE, recorded=True)], ANNA, PURPOSES)
    for asked in itertools.permutations(roles):
        assert file.holds(NURSE, "own", asked, LATER) is True
    assert file.holds(NURSE, "own", (Role.GP, Role.HEALTH_VISITOR), LATER) is None
    assert file.holds(NURSE, "own", (Role.HEALTH_VISITOR,), LATER) is False
    assert file.holds(NURSE, "own", (), LATER) is False
