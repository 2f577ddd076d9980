"""What consent statements come to, word for word: a grant, a refusal, a withdrawal, each with one thing otherwise."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.disclosure.test_telling import ANNA, HOUR, NURSE, REQUEST, START, VISITOR
from tests.wording.comparing import same_words

from peersupport import ConsentStatus, Role, RoleHeld, StatementKind
from peersupport._attrs import evolve
from peersupport.errors import InvalidRecord
from peersupport.policies.disclosure import Disclosure, register
from peersupport.policies.disclosure.audit import conflicts, denied_with, touched_by
from peersupport.policies.disclosure.lifecycle import status
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, Party, ProxyAuthority
from peersupport.records.identifiers import PersonId, ProgrammeId, StatementId

CORE = Disclosure()
AUNT, OTHER = PersonId("aunt"), PersonId("other")
HERE = ProgrammeId("here")
ASKED = evolve(REQUEST, programme=HERE, suspicion=False, immediate_danger=False)
"""Nine hours after the beginning: the visitor to the nurse, of her mental health, for care."""
TICK = timedelta(microseconds=1)


def said(kind: StatementKind, name: str, hour: int, **more: Any) -> ConsentStatement:
    """A statement that was recorded at an hour."""
    plain: dict[str, Any] = {
        "sender": Party(person=VISITOR), "recipient": Party(role=Role.HEALTH_VISITOR), "categories": ("health",),
        "purposes": ("care",), "recorded_at": START + hour * HOUR, "position": hour,
    }  # fmt: skip
    made = {**plain, **more}
    return ConsentStatement(id=StatementId(name), kind=kind, subject=ANNA, giver=made.pop("giver", ANNA), **made)


def held(person: PersonId, role: Role, **more: Any) -> RoleHeld:
    """A role from the beginning on."""
    plain: dict[str, Any] = {"on": True, "start": START, "recorded_at": START, "position": 0}
    return RoleHeld(person=person, role=role, programme=HERE, **{**plain, **more})


ABLE = Competence(subject=ANNA, purposes=("care",), on=True, start=START, recorded_at=START, position=0)
ROLES = (held(NURSE, Role.HEALTH_VISITOR), held(VISITOR, Role.COMMUNITY_MOTHER))
GRANT = said(StatementKind.GRANT, "grant", 1)
REFUSAL = said(StatementKind.REFUSAL, "refusal", 2)
WITHDRAWAL = said(
    StatementKind.WITHDRAWAL, "withdrawal", 3, sender=None, recipient=None, categories=None, purposes=None
)
LIFTED = evolve(WITHDRAWAL, target=StatementId("refusal"))
NINE = START + 9 * HOUR
OTHERWISE: dict[str, dict[str, Any]] = {
    "as it was said": {},
    "given on a day": {"given_at": date(2026, 3, 1)},
    "given on the last day": {"given_at": date.max},
    "given at the very instant": {"given_at": NINE, "recorded_at": NINE},
    "given just before": {"given_at": NINE - TICK, "recorded_at": NINE - TICK},
    "given earlier than recorded": {"given_at": START},
    "from a day": {"start": date(2026, 3, 1)},
    "from the next day": {"start": date(2026, 3, 2)},
    "from the first day": {"start": date.min},
    "from the very instant": {"start": NINE},
    "from just after": {"start": NINE + TICK},
    "until the very instant": {"end": NINE},
    "until just after": {"end": NINE + TICK},
    "until the day": {"end": date(2026, 3, 1)},
    "until the last day": {"end": date.max},
    "from no sender": {"sender": None},
    "from another": {"sender": Party(person=OTHER)},
    "from a role": {"sender": Party(role=Role.COMMUNITY_MOTHER)},
    "from another role": {"sender": Party(role=Role.TRAINER)},
    "to nobody on record": {"recipient": None},
    "to the nurse": {"recipient": Party(person=NURSE)},
    "to another": {"recipient": Party(person=OTHER)},
    "to another role": {"recipient": Party(role=Role.TRAINER)},
    "of nothing on record": {"categories": None},
    "of nothing": {"categories": ()},
    "of something else": {"categories": ("housing",)},
    "of the very thing": {"categories": ("mental_health",)},
    "of both": {"categories": ("housing", "mental_health")},
    "for nothing on record": {"purposes": None},
    "for nothing": {"purposes": ()},
    "for another purpose": {"purposes": ("advice",)},
    "for a narrower purpose": {"purposes": ("visiting",)},
    "by her aunt": {"giver": AUNT},
    "recorded at no time": {"recorded_at": None},
    "recorded at the very instant": {"recorded_at": NINE},
    "recorded later": {"recorded_at": NINE + HOUR},
    "at no position": {"position": None},
    "at a later position": {"position": 7},
    "with duties": {"obligations": ("ask-first",)},
    "of the grant": {"target": StatementId("grant")},
    "of another statement": {"target": StatementId("none")},
}
SCENES: dict[str, tuple[tuple[ConsentStatement, ...], ConsentStatement]] = {
    "a grant": ((), GRANT),
    "a refusal": ((GRANT,), REFUSAL),
    "a withdrawal": ((GRANT,), WITHDRAWAL),
    "a lifted refusal": ((GRANT, REFUSAL), LIFTED),
}


def lines(title: str, records: tuple[ConsentRecord, ...]) -> Iterator[str]:
    """What is decided, as known now and at a position; and where each statement stands."""
    yield title
    for known in (None, 3):
        decision = CORE.decide(records, evolve(ASKED, known_at=known))
        reasons = [(one.code, *one.about, *one.unknown) for one in decision.reasons]
        yield f"  {decision.effect.value} {decision.determining} {decision.obligations} {reasons}"
    own = register(records, ANNA)
    stands = {one.id: status(own, one.id, NINE).value for one in records if isinstance(one, ConsentStatement)}
    early = {one: status(own, one, START + HOUR + TICK, 1).value for one in stands}
    yield f"  {stands} {early}"


def test_statements_come_to_what_they_did() -> None:
    """Every field of every kind of statement: given by whom, from when, until when, as known at which position."""
    told: list[str] = []
    for scene, (before, one) in SCENES.items():
        for title, changes in OTHERWISE.items():
            told += lines(f"{scene}, {title}", (ABLE, *ROLES, *before, evolve(one, **changes)))
    same_words("statements", told)


SAID_BY_HER = evolve(GRANT, giver=AUNT)
PROXY = ProxyAuthority(
    subject=ANNA, proxy=AUNT, purposes=("care",), on=True, start=START, recorded_at=START, position=0
)
NOT_ABLE = evolve(ABLE, on=False)
STANDINGS: dict[str, tuple[ConsentRecord, ...]] = {
    "as it was": (ABLE, *ROLES),
    "nobody judged": ROLES,
    "judged for nothing on record": (evolve(ABLE, purposes=None), *ROLES),
    "judged for advice": (evolve(ABLE, purposes=("advice",)), *ROLES),
    "judged for nothing": (evolve(ABLE, purposes=()), *ROLES),
    "judged later": (evolve(ABLE, start=START + 2 * HOUR), *ROLES),
    "judged at the very instant": (evolve(ABLE, start=START + HOUR), *ROLES),
    "recorded later": (evolve(ABLE, recorded_at=NINE), *ROLES),
    "recorded at no time": (evolve(ABLE, recorded_at=None), *ROLES),
    "at a later position": (evolve(ABLE, position=7), *ROLES),
    "another's": (evolve(ABLE, subject=OTHER), *ROLES),
    "not able": (NOT_ABLE, *ROLES),
    "not able later": (ABLE, evolve(NOT_ABLE, start=START + 5 * HOUR), *ROLES),
    "not able, and able again": (NOT_ABLE, evolve(ABLE, start=START + HOUR), *ROLES),
    "able and not at one instant": (ABLE, NOT_ABLE, *ROLES),
    "no roles": (ABLE,),
    "laid down": (ABLE, *ROLES, held(NURSE, Role.HEALTH_VISITOR, on=False, start=START + HOUR)),
    "laid down, in the middle of the hour": (ABLE, *ROLES, held(NURSE, Role.HEALTH_VISITOR, on=False, start=NINE)),
    "laid down later": (ABLE, *ROLES, held(NURSE, Role.HEALTH_VISITOR, on=False, start=NINE + TICK)),
    "another role": (ABLE, held(NURSE, Role.TRAINER)),
    "in another programme": (ABLE, evolve(ROLES[0], programme=ProgrammeId("there"))),
    "not yet known": (ABLE, evolve(ROLES[0], recorded_at=NINE), ROLES[1]),
}
PROXIES: dict[str, tuple[ConsentRecord, ...]] = {
    "not able, and her aunt may": (NOT_ABLE, PROXY),
    "not able, and nobody may": (NOT_ABLE,),
    "able, and her aunt may": (ABLE, PROXY),
    "nobody judged, and her aunt may": (PROXY,),
    "her aunt may for advice": (NOT_ABLE, evolve(PROXY, purposes=("advice",))),
    "her aunt may for nothing on record": (NOT_ABLE, evolve(PROXY, purposes=None)),
    "her aunt may later": (NOT_ABLE, evolve(PROXY, start=START + 2 * HOUR)),
    "her aunt no longer may": (NOT_ABLE, PROXY, evolve(PROXY, on=False, start=START + HOUR)),
    "her aunt no longer may later": (NOT_ABLE, PROXY, evolve(PROXY, on=False, start=START + 5 * HOUR)),
    "recorded later": (NOT_ABLE, evolve(PROXY, recorded_at=NINE)),
    "recorded at no time": (NOT_ABLE, evolve(PROXY, recorded_at=None)),
    "of another": (NOT_ABLE, evolve(PROXY, subject=OTHER)),
    "another may": (NOT_ABLE, evolve(PROXY, proxy=OTHER)),
}


def test_standings_come_to_what_they_did() -> None:
    """Roles, competence and proxies: taken up and laid down, before, at and after the instants that count."""
    told: list[str] = []
    for title, standing in STANDINGS.items():
        told += lines(title, (*standing, GRANT))
        told += lines(f"{title}, refused and lifted", (*standing, GRANT, REFUSAL, LIFTED))
    for title, standing in PROXIES.items():
        for one in (SAID_BY_HER, evolve(REFUSAL, giver=AUNT), evolve(WITHDRAWAL, giver=AUNT)):
            before = () if one is SAID_BY_HER else (GRANT,)
            told += lines(f"{title}, {one.id}", (*standing, *ROLES, *before, one))
        told += lines(f"{title}, lifted", (*standing, *ROLES, evolve(REFUSAL, giver=AUNT), evolve(LIFTED, giver=AUNT)))
    same_words("standings", told)


def test_a_grant_is_renewed_only_by_another_of_the_same_scope() -> None:
    """After the first was over, or withdrawn; a second beside the first is given."""
    second = evolve(GRANT, id=StatementId("second"), recorded_at=START + 5 * HOUR, position=5)
    firsts = {
        ConsentStatus.RENEWED: evolve(GRANT, end=START + 2 * HOUR),
        ConsentStatus.GIVEN: evolve(GRANT, end=START + 6 * HOUR),
    }
    for expected, first in firsts.items():
        assert status(register((ABLE, first, second), ANNA), "second", NINE) is expected
    assert status(register((ABLE, GRANT, WITHDRAWAL, second), ANNA), "second", NINE) is ConsentStatus.RENEWED
    for other in ({"categories": ("housing",)}, {"purposes": ("advice",)}, {"sender": None}, {"recipient": None}):
        first = evolve(firsts[ConsentStatus.RENEWED], **other)
        assert status(register((ABLE, first, second), ANNA), "second", NINE) is ConsentStatus.GIVEN
    refused = evolve(firsts[ConsentStatus.RENEWED], kind=StatementKind.REFUSAL)
    assert status(register((ABLE, refused, second), ANNA), "second", NINE) is ConsentStatus.GIVEN


def test_one_register_answers_for_every_instant() -> None:
    """Asked again later, it knows that a role of the programme was laid down meanwhile."""
    down = held(NURSE, Role.HEALTH_VISITOR, on=False, start=START + 5 * HOUR)
    asked = [evolve(ASKED, at=START + hour * HOUR) for hour in (2, 3, 4, 6, 7)]
    found = CORE.decide_all((ABLE, *ROLES, down, GRANT), asked)
    assert [one.effect.value for one in found] == ["permit", "permit", "permit", "deny", "deny"]


def test_a_conflict_that_begins_with_a_role_is_found() -> None:
    """The nurse takes her role up after both were said: from then on they conflict."""
    later = held(NURSE, Role.HEALTH_VISITOR, start=START + 5 * HOUR, recorded_at=START + 5 * HOUR)
    (found,) = conflicts(CORE, (ABLE, later, GRANT, REFUSAL), ANNA)
    assert [one.identifying for one in found.witness.items] == [True]
    assert (found.witness.at, found.witness.recipient) == (START + 5 * HOUR + TICK, NURSE)


def test_conflicts_and_what_a_late_withdrawal_touches_are_told() -> None:
    """Each pair with a request that shows it; the disclosures that would have been denied, and no other."""
    told: list[str] = []
    for title, changes in OTHERWISE.items():
        for one in (evolve(REFUSAL, **changes), evolve(GRANT, id=StatementId("refusal"), **changes)):
            both = (GRANT, one) if one.kind is StatementKind.REFUSAL else (one, REFUSAL)
            found = conflicts(CORE, (ABLE, *ROLES, *both), ANNA)
            witnesses = [(pair.grant.id, pair.refusal.id, pair.witness.at, pair.witness.sender) for pair in found]
            told.append(f"{title}: {[(a, b, f'{at:%d %H:%M:%S.%f}', who) for a, b, at, who in witnesses]}")
            shown = [pair.witness for pair in found]
            told += [f"  {each.items[0].category} {each.programme} {each.recipient}" for each in shown]
    asked = [evolve(ASKED, at=START + hour * HOUR, known_at=known) for hour in (1, 2, 4, 9) for known in (None, 3)]
    for title, changes in OTHERWISE.items():
        late = evolve(WITHDRAWAL, **{"recorded_at": NINE, "position": 8, **changes})
        touched = touched_by(CORE, (ABLE, *ROLES, GRANT), late, [*asked, evolve(asked[0], subject=OTHER)])
        told.append(f"late, {title}: {[(one.at.hour, one.known_at) for one in touched]}")
    same_words("conflicts", told)
    with pytest.raises(InvalidRecord, match="this is no withdrawal"):
        denied_with(CORE, (), GRANT, ASKED)
    assert datetime(2026, 3, 1, tzinfo=UTC) == START
