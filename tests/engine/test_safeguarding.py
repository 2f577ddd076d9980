"""Duties of safeguarding: raised by anybody, cancelled by nobody, closed by professional action alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peersupport import (
    Audience,
    Concern,
    ConcernId,
    DisclosureEffect,
    DisclosureRequest,
    Engine,
    Host,
    Item,
    PersonId,
    ProfessionalAction,
    ProgrammeId,
    Role,
    RoleHeld,
    UnknownName,
    memory_ledger,
)
from peersupport._attrs import evolve
from peersupport.errors import InvalidRecord
from peersupport.ledger import LedgerRefused
from peersupport.policies.safeguarding import working_day_after
from peersupport.records.sites import DatedValue, Site, SiteId

HERE = ProgrammeId("community-mothers")
ANNA, CHILD, VISITOR, LEAD = map(PersonId, ("anna", "ben", "visitor", "lead"))
NOW = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
"""A Friday afternoon."""
CONCERN = Concern(
    id=ConcernId("c1"),
    subject=ANNA,
    programme=HERE,
    about=CHILD,
    raised_by=VISITOR,
    raised_by_role=Role.COMMUNITY_MOTHER,
    categories=("concern", "child_identity"),
    note="seen on Friday",
)
ACTION = ProfessionalAction(taken_at=NOW + timedelta(hours=1), by_role=Role.CO_ORDINATOR, what="called social care")


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        """The instant now."""
        return self.at


def made(host: Host, clock: Clock) -> Engine:
    """A Community Mother and her co-ordinator."""
    engine = Engine(host, ledger=memory_ledger(clock), now=clock)
    for person, role in ((VISITOR, Role.COMMUNITY_MOTHER), (LEAD, Role.CO_ORDINATOR)):
        engine.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=NOW - timedelta(days=90)))
    clock.at += timedelta(minutes=1)
    return engine


@pytest.fixture
def clock() -> Clock:
    """A clock on a Friday afternoon."""
    return Clock()


@pytest.fixture
def engine(clock: Clock) -> Engine:
    """The engine of the installed programmes."""
    return made(Host.load(), clock)


def test_a_concern_is_a_duty_until_a_professional_acted(engine: Engine, clock: Clock) -> None:
    """To be told on the same day, acted on by the next working day: a weekend does not count."""
    duty = engine.raise_concern(CONCERN)
    assert (duty.concern, duty.subject, duty.programme) == (CONCERN.id, CONCERN.subject, CONCERN.programme)
    assert (duty.open, duty.told_at, duty.categories) == (True, None, ("concern", "child_identity"))
    assert Role.CO_ORDINATOR in duty.to_tell
    assert (duty.tell_by, duty.act_by) == (datetime(2026, 11, 28, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
    assert duty.overdue(datetime(2026, 11, 27, 23, 59, tzinfo=UTC)) == ()
    assert duty.overdue(duty.tell_by) == ("tell",)
    assert duty.overdue(duty.act_by) == ("tell", "act")
    clock.at += timedelta(hours=2)
    closed = engine.act(ANNA, CONCERN.id, ACTION)
    assert (closed.open, closed.acted_at) == (False, ACTION.taken_at)
    assert engine.open_duties() == ()


def test_nobody_cancels_it(engine: Engine, clock: Clock) -> None:
    """Not the volunteer who raised it, not by acting herself, not by raising it again; and erasure waits for it."""
    engine.raise_concern(CONCERN)
    clock.at += timedelta(hours=2)
    engine.act(ANNA, CONCERN.id, evolve(ACTION, by_role=Role.COMMUNITY_MOTHER, what="it was nothing"))
    engine.raise_concern(CONCERN)
    assert [one.concern for one in engine.open_duties()] == [CONCERN.id]
    for sensitive in (False, True):
        with pytest.raises(LedgerRefused):
            engine.erase(ANNA, sensitive=sensitive)
    engine.act(ANNA, CONCERN.id, evolve(ACTION, what="visited the family"), key="by the co-ordinator")
    assert engine.erase(ANNA)
    assert [one.id for one in engine.history(ANNA).concerns] == [CONCERN.id]
    assert engine.erase(ANNA, sensitive=True)
    assert engine.history(ANNA).concerns == ()


def test_a_duty_about_somebody_forgotten_is_among_all(engine: Engine, clock: Clock) -> None:
    """Raised after her other entries were erased, it is open for whoever looks through the open duties of all."""
    engine.raise_concern(CONCERN)
    clock.at += timedelta(hours=2)
    engine.act(ANNA, CONCERN.id, ACTION)
    assert engine.erase(ANNA)
    again = ConcernId("c2")
    assert engine.raise_concern(evolve(CONCERN, id=again)).open
    assert [one.concern for one in engine.open_duties()] == [again]
    assert [one.concern for one in engine.open_duties(ANNA)] == [again]


def test_telling_the_co_ordinator_is_a_disclosure_that_is_recorded(engine: Engine, clock: Clock) -> None:
    """It is REQUIRED whatever was agreed, need-to-know only, and the duty says when it was done."""
    engine.raise_concern(CONCERN)
    clock.at += timedelta(minutes=5)
    told = engine.disclose(
        DisclosureRequest(
            subject=ANNA,
            sender=VISITOR,
            recipient=LEAD,
            items=(Item(category="concern", identifying=True), Item(category="money", identifying=True)),
            purpose="safeguarding",
            programme=HERE,
            suspicion=True,
        )
    )
    assert (told.effect, told.told) == (DisclosureEffect.REQUIRED, (0,))
    assert engine.open_duties(ANNA)[0].told_at == told.recorded_at
    assert engine.open_duties(ANNA)[0].open


def test_duties_survive_a_plugin_that_fails(tmp_path: Path, clock: Clock) -> None:
    """Concerns are recorded, listed and acted on, and the duty to tell holds, while the programme cannot be loaded."""
    broken = tmp_path / "broken.py"
    broken.write_text('TOUCHES = ("community-mothers",)\nraise RuntimeError("anna")\n')
    host = Host.load(files=[broken], deny=["community-mothers"])
    assert HERE in host.unavailable
    engine = made(host, clock)
    assert engine.raise_concern(CONCERN).open
    request = DisclosureRequest(
        subject=ANNA, sender=VISITOR, recipient=LEAD, items=(Item(category="concern"),), purpose="safeguarding",
        programme=HERE, suspicion=True,
    )  # fmt: skip
    assert engine.disclose(request).effect is DisclosureEffect.REQUIRED
    ordinary = engine.disclose(evolve(request, suspicion=False))
    assert ordinary.effect is DisclosureEffect.DENY
    assert any(name.startswith("unavailable/") for name in ordinary.determining)
    assert len(engine.open_duties()) == 1
    clock.at += timedelta(hours=2)
    assert not engine.act(ANNA, CONCERN.id, ACTION).open


def test_what_cannot_be_is_refused_or_put_right(engine: Engine, clock: Clock) -> None:
    """Only a concern about nobody is refused; a time ahead of ours becomes now, and trying again is safe."""
    with pytest.raises(InvalidRecord):
        engine.raise_concern(evolve(CONCERN, subject=None))
    ahead = evolve(CONCERN, raised_at=clock.at + timedelta(hours=1))
    assert engine.raise_concern(ahead).raised_at <= clock.at + timedelta(seconds=1)
    clock.at += timedelta(hours=3)
    engine.raise_concern(ahead)
    assert len(engine.open_duties()) == 1
    with pytest.raises(UnknownName):
        engine.act(ANNA, ConcernId("another"), ACTION)
    with pytest.raises(InvalidRecord):
        engine.act(ANNA, CONCERN.id, evolve(ACTION, taken_at=clock.at + timedelta(days=1)))


def test_deadlines_are_parameters_of_the_site(clock: Clock) -> None:
    """A site sets them, with its holidays; each says where it comes from."""
    site = Site(
        id=SiteId("thurrock"),
        programme=HERE,
        parameters={
            "core.safeguarding_act_within": (DatedValue(value=2),),
            "core.holidays": (DatedValue(value=(datetime(2026, 11, 30, tzinfo=UTC).date(),)),),
        },
    )
    engine = made(Host.load(sites=[site]), clock)
    assert engine.raise_concern(CONCERN).act_by == datetime(2026, 12, 3, tzinfo=UTC)


def test_working_days_are_counted_as_a_calendar_walker_does() -> None:
    """Against the plainest count, over two years of days, with and without holidays."""
    start = datetime(2026, 1, 1, tzinfo=UTC).date()
    holidays = {start, start + timedelta(days=92), start + timedelta(days=95)}
    working = [
        day
        for day in (start + timedelta(days=one) for one in range(800))
        if day.strftime("%a") not in {"Sat", "Sun"} and day not in holidays
    ]
    for offset in range(700):
        day = start + timedelta(days=offset)
        later = [one for one in working if one > day]
        assert working_day_after(day, 0, holidays) == min(one for one in working if one >= day)
        for count in (1, 2, 5):
            assert working_day_after(day, count, holidays) == later[count - 1]


@pytest.mark.requirement("CM26")
def test_staff_without_access_to_a_case_raise_a_concern_and_read_none(engine: Engine) -> None:
    """A creche worker needs nobody's leave to raise one; only staff read what was raised (CM26)."""
    crafty = ProgrammeId("crafty-mummies")
    raised = evolve(CONCERN, programme=crafty, raised_by=PersonId("creche"), raised_by_role=Role.CRECHE_WORKER)
    duty = engine.raise_concern(raised)
    assert (duty.open, Role.CO_ORDINATOR in duty.to_tell) == (True, True)
    assert [one.note for one in engine.concerns(ANNA, Audience.CO_ORDINATOR)] == [CONCERN.note]
    assert engine.concerns(ANNA, "co-ordinator") == engine.concerns(ANNA, Audience.AUDITOR) != ()
    for audience in (Audience.SUPPORTER, Audience.PARTICIPANT):
        assert engine.concerns(ANNA, audience) == ()
    with pytest.raises(UnknownName, match="no such audience"):
        engine.concerns(ANNA, "no one")
