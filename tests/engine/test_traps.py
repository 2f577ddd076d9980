"""What a service might do by mistake, and what must not come of it: once an answer too wide, or a duty lost."""

from datetime import UTC, datetime, timedelta

import pytest

from peersupport import (
    Competence,
    Concern,
    ConcernId,
    ConsentStatement,
    DisclosureEffect,
    DisclosureRequest,
    Engine,
    Host,
    Item,
    Party,
    PersonId,
    ProfessionalAction,
    ProgrammeId,
    Role,
    RoleHeld,
    StatementId,
    StatementKind,
    memory_ledger,
)
from peersupport._attrs import evolve
from peersupport.errors import InvalidRecord
from peersupport.ledger import LedgerConflict

HERE, ELSEWHERE = ProgrammeId("community-mothers"), ProgrammeId("crafty-mummies")
ANNA, VISITOR, NURSE, LEAD = map(PersonId, ("anna", "visitor", "nurse", "lead"))
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
PERMIT, DENY, REQUIRED = DisclosureEffect.PERMIT, DisclosureEffect.DENY, DisclosureEffect.REQUIRED
GRANT, REFUSAL, WITHDRAWAL = StatementKind.GRANT, StatementKind.REFUSAL, StatementKind.WITHDRAWAL
CONCERN = Concern(id=ConcernId("c1"), subject=ANNA, programme=HERE, note="first")
ACTED = ProfessionalAction(taken_at=NOW + timedelta(minutes=1), by_role=Role.CO_ORDINATOR, what="called")
REQUEST = DisclosureRequest(
    subject=ANNA, sender=VISITOR, recipient=NURSE, items=(Item(category="mental_health"),), purpose="referral",
    programme=HERE,
)  # fmt: skip


class Clock:
    """A clock that the test sets; each look at it takes a second."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        """The instant now."""
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> Clock:
    """A clock in November."""
    return Clock()


@pytest.fixture
def engine(clock: Clock) -> Engine:
    """Anna, able to decide, who lets the Community Mother tell the nurse of her health; and the co-ordinator."""
    made = Engine(Host.load(), ledger=memory_ledger(clock), now=clock)
    made.record(Competence(subject=ANNA, purposes=("care", "advice"), on=True, start=SINCE))
    roles = {VISITOR: Role.COMMUNITY_MOTHER, NURSE: Role.HEALTH_VISITOR, LEAD: Role.CO_ORDINATOR}
    for person, role in roles.items():
        made.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=SINCE))
    made.record(statement(GRANT, "g1"))
    return made


def statement(kind: StatementKind, name: str, **more: object) -> ConsentStatement:
    """A statement of Anna's about telling the nurse of her health."""
    scope = {
        "sender": Party(role=Role.COMMUNITY_MOTHER),
        "recipient": Party(role=Role.HEALTH_VISITOR),
        "categories": ("health",),
        "purposes": ("care",),
    }
    given = scope if kind is not WITHDRAWAL else {}
    return ConsentStatement(id=StatementId(name), kind=kind, subject=ANNA, giver=ANNA, **{**given, **more})  # type: ignore[arg-type]


def test_a_withdrawal_ahead_of_the_clock_takes_effect_now(engine: Engine, clock: Clock) -> None:
    """Also one that says that it begins earlier: no time of it may keep it waiting."""
    year = timedelta(days=365)
    engine.withdraw(statement(WITHDRAWAL, "w1", given_at=clock.at + year, start=clock.at - year))
    assert engine.disclose(REQUEST).effect is DENY


def test_identifiers_that_were_found_before_count(engine: Engine) -> None:
    """A service that searched by itself says what it found; that must not be dropped."""
    item = Item(category="health", identifying=False, found=("name",))
    asked = evolve(REQUEST, items=(item,), purpose="advice", anonymised=True)
    assert engine.disclose(asked).effect is DENY
    assert engine.disclose(evolve(asked, items=(evolve(item, found=()),))).effect is PERMIT


@pytest.mark.parametrize(
    "wrong",
    [
        RoleHeld(person=NURSE, role=Role.GP, programme=HERE, on=1, start=SINCE),  # type: ignore[arg-type]
        Competence(subject=ANNA, purposes=("care",), on=True, start=SINCE, judged_by=5),  # type: ignore[arg-type]
        statement(WITHDRAWAL, "w1", evidence=5),
    ],
    ids=["role", "competence", "withdrawal"],
)
def test_what_would_not_read_back_is_not_recorded(engine: Engine, wrong: object) -> None:
    """An entry that nobody can read would stand in the way of everything, for ever."""
    with pytest.raises(InvalidRecord):
        engine.record(wrong)  # type: ignore[arg-type]
    assert engine.disclose(REQUEST).effect is PERMIT


@pytest.mark.parametrize("field", [{"note": 5}, {"about": 5}, {"categories": (1,)}])
def test_a_concern_that_would_not_read_back_hides_no_other(engine: Engine, field: dict[str, object]) -> None:
    """Whoever raised it is told at once; the others stay listed."""
    engine.raise_concern(CONCERN)
    with pytest.raises(InvalidRecord):
        engine.raise_concern(evolve(CONCERN, id=ConcernId("c2"), **field))
    with pytest.raises(InvalidRecord):
        engine.raise_concern(evolve(CONCERN, raised_at=datetime(2026, 11, 2)))  # noqa: DTZ001
    assert [one.concern for one in engine.open_duties()] == ["c1"]


def test_action_on_one_concern_closes_no_later_one(engine: Engine, clock: Clock) -> None:
    """Also where a service gives two concerns one id."""
    engine.raise_concern(CONCERN, key="r1")
    clock.at += timedelta(hours=1)
    assert not engine.act(ANNA, CONCERN.id, ACTED).open
    assert engine.raise_concern(evolve(CONCERN, note="second"), key="r2").open
    assert len(engine.open_duties()) == 1


def test_only_action_since_the_concern_that_says_what_was_done_closes_it(engine: Engine, clock: Clock) -> None:
    """Not one of years ago, and not an empty one."""
    engine.raise_concern(CONCERN)
    clock.at += timedelta(hours=1)
    assert engine.act(ANNA, CONCERN.id, evolve(ACTED, taken_at=datetime(2001, 1, 1, tzinfo=UTC))).open
    with pytest.raises(InvalidRecord):
        engine.act(ANNA, CONCERN.id, evolve(ACTED, what=" "))
    assert not engine.act(ANNA, CONCERN.id, ACTED).open


def test_telling_in_one_programme_is_not_telling_in_another(engine: Engine) -> None:
    """Each programme's lead must be told."""
    engine.raise_concern(CONCERN)
    engine.raise_concern(evolve(CONCERN, id=ConcernId("c2"), programme=ELSEWHERE))
    told = evolve(REQUEST, recipient=LEAD, items=(Item(category="concern"),), suspicion=True)
    assert engine.disclose(told).effect is REQUIRED
    assert {one.concern: one.told_at is not None for one in engine.open_duties()} == {"c1": True, "c2": False}


def test_the_day_of_the_rules_is_the_ledgers(engine: Engine, clock: Clock) -> None:
    """A process whose clock is a day behind decides by today's rules all the same, and the decision is made again."""
    behind = Engine(engine.host, ledger=engine.ledger, now=lambda: clock.at - timedelta(days=1))
    assert behind.disclose(REQUEST).effect is PERMIT
    clock.at = datetime(2026, 11, 2, 23, 59, 58, tzinfo=UTC)
    assert engine.disclose(REQUEST).effect is PERMIT
    assert all(one.same for one in engine.replay())


def test_what_narrows_is_not_refused(engine: Engine, clock: Clock) -> None:
    """A refusal a little ahead of the clock, or of a name that is not loaded here; a loss of competence of any name."""
    engine.record(statement(REFUSAL, "r1", given_at=clock.at + timedelta(minutes=5), categories=("no such thing",)))
    assert engine.disclose(REQUEST).effect is DENY
    engine.record(Competence(subject=ANNA, purposes=("no such thing",), on=False, start=SINCE))


@pytest.mark.parametrize("flag", [1, 0, "yes", ""])
def test_a_flag_that_is_no_flag_is_refused(flag: object) -> None:
    """A suspicion that comes from a database as 1 must not be taken for none."""
    for name in ("suspicion", "anonymised", "immediate_danger"):
        with pytest.raises(InvalidRecord):
            evolve(REQUEST, **{name: flag})
    with pytest.raises(InvalidRecord):
        Item(category="health", identifying=flag)  # type: ignore[arg-type]


def test_a_statements_id_stands_for_one_statement(engine: Engine) -> None:
    """Else a withdrawal that is to end a grant would lift a refusal."""
    with pytest.raises(LedgerConflict):
        engine.record(statement(REFUSAL, "g1"), key="another")
    assert engine.record(statement(GRANT, "g1"), key="again").id == "g1"


def test_an_audit_judges_by_the_rules_of_then(engine: Engine, clock: Clock) -> None:
    """Disclosures that were made stay on the list when the programme's plugin has gone since."""
    said = clock.at
    clock.at += timedelta(hours=1)
    engine.disclose(REQUEST)
    later = Engine(Host.load(deny=["community-mothers"]), ledger=engine.ledger, now=engine.now)
    withdrawn = later.withdraw(statement(WITHDRAWAL, "w1", given_at=said))
    assert len(later.touched_by(withdrawn, HERE)) == 1
    with pytest.raises(InvalidRecord):
        later.touched_by(statement(GRANT, "g1"), HERE)
