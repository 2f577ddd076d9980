"""A subject's register: one subject's alone, and its answers kept for as long as they hold."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.disclosure.test_telling import ABLE, GRANT, HOUR, REFUSAL, REQUEST, START, WITHDRAWAL

from peersupport import DisclosureEffect
from peersupport._attrs import evolve
from peersupport.errors import RuleError
from peersupport.policies.disclosure import register
from peersupport.policies.disclosure.policy import CORE
from peersupport.policies.disclosure.register import Register
from peersupport.policies.disclosure.verdicts import Verdict
from peersupport.records.consent import ConsentRecord, Party, ProxyAuthority, RoleHeld
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import Role

BETH = PersonId("beth")
HERS: tuple[ConsentRecord, ...] = (evolve(ABLE, subject=BETH), evolve(GRANT, subject=BETH, giver=BETH))


def verdict(asked: Register, hours: float) -> Verdict:
    """What the statements say so many hours after the start."""
    one = REQUEST
    return asked.verdict(one.sender, one.recipient, one.programme, one.purpose, "health", START + hours * HOUR)


def test_another_subjects_register_is_refused() -> None:
    """It would answer about one woman with what another said."""
    with pytest.raises(RuleError) as raised:
        CORE.decide(register(HERS, BETH), REQUEST)
    assert (raised.value.code, raised.value.message) == ("register-subject", "this is another subject's register")


def test_an_answer_is_worked_out_once_while_nothing_changes() -> None:
    """The first, and those at other instants, which are found by what lies between two changes."""
    asked = register([ABLE, GRANT, REFUSAL], REQUEST.subject)
    first = verdict(asked, 9)
    assert verdict(asked, 9) is first
    later = verdict(asked, 10)
    assert verdict(asked, 11) is later
    assert verdict(asked, 1.5) is verdict(asked, 1.25)
    assert (first.refusals, later.refusals, verdict(asked, 1.5).refusals) == (("r-id",), ("r-id",), ())
    assert verdict(asked, 9) is first


def test_kept_answers_are_those_of_a_register_that_kept_none() -> None:
    """At, just before and just after each instant that is recorded, whatever was asked before."""
    told = told_through([ABLE, GRANT, REFUSAL, evolve(WITHDRAWAL, target=REFUSAL.id, start=START + 4 * HOUR)])
    assert told == [(), ("g-id",), (), ("g-id",)]


def told_through(records: list[ConsentRecord]) -> list[tuple[str, ...]]:
    """The grants that count and nothing stands against, as they change through nine hours: kept and alone, alike."""
    kept, found = register(records, REQUEST.subject), list[tuple[str, ...]]()
    tick = timedelta(microseconds=1) / HOUR
    for hours in (hour + ticks * tick for hour in range(10) for ticks in (-1, 0, 1)):
        told, alone = verdict(kept, hours), verdict(register(records, REQUEST.subject), hours)
        assert (told.grants, told.refusals, told.doubts) == (alone.grants, alone.refusals, alone.doubts)
        count = told.grants if told.permitted else ()
        if count not in found[-1:]:
            found.append(count)
    return found


@pytest.mark.parametrize("late", ["authority", "competence", "role"])
def test_kept_answers_change_with_the_standing_that_they_rest_on(late: str) -> None:
    """A sister's grant for whoever visits, while the last of what it rests on comes to be known at the sixth hour."""
    sister, known = PersonId("sister"), dict.fromkeys(("authority", "competence", "role"), START + HOUR)
    known[late] = START + 6 * HOUR
    visitor = REQUEST.sender
    assert visitor is not None
    records: list[ConsentRecord] = [
        evolve(ABLE, on=False, recorded_at=known["competence"]),
        ProxyAuthority(
            subject=REQUEST.subject, proxy=sister, purposes=("care",), on=True, start=START,
            recorded_at=known["authority"],
        ),
        RoleHeld(
            person=visitor, role=Role.LINK_WORKER, programme=REQUEST.programme, on=True, start=START,
            recorded_at=known["role"],
        ),
        evolve(GRANT, giver=sister, sender=Party(role=Role.LINK_WORKER), recorded_at=START + 3 * HOUR),
    ]  # fmt: skip
    assert told_through(records) == [(), ("g-id",)]
    assert verdict(register(records, REQUEST.subject), 6).grants == ()


def test_many_requests_are_decided_from_one_pass_over_the_records() -> None:
    """The records may come once only, and be of several subjects; a register of one subject is used as it is."""
    asked = [REQUEST, evolve(REQUEST, subject=BETH), evolve(REQUEST, purpose="research")]
    effects = [DisclosureEffect.PERMIT, DisclosureEffect.PERMIT, DisclosureEffect.DENY]

    def once() -> Iterator[ConsentRecord]:
        yield from (ABLE, GRANT, *HERS)

    assert [one.effect for one in CORE.decide_all(once(), asked)] == effects
    mine = [REQUEST, asked[2]]
    assert [one.effect for one in CORE.decide_all(register(once(), REQUEST.subject), mine)] == effects[::2]


@pytest.mark.parametrize(("hour", "unknown"), [(8, ("recorded",)), (9, None)])
def test_what_is_given_with_the_disclosure_comes_too_late(hour: int, unknown: tuple[str, ...] | None) -> None:
    """Of a grant of which it is not known when it was recorded, that is asked: unless it was surely not yet given."""
    given = evolve(GRANT, given_at=START + hour * HOUR, recorded_at=None)
    told = verdict(register([ABLE, given], REQUEST.subject), 9)
    assert (told.grants, [one.unknown for one in told.doubts]) == ((), [] if unknown is None else [unknown])
