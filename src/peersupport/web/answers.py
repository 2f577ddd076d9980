"""The questions that a service answers over HTTP, each from the bytes of a request to an `Answer`."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import attrs

from peersupport.dates import parse_date
from peersupport.engine import Engine
from peersupport.errors import Fault, InvalidDate, InvalidDocument
from peersupport.policies.boundaries.document import BoundaryDecisionDocument
from peersupport.policies.boundaries.telling import told as told_act
from peersupport.policies.disclosure import OBLIGATIONS, DisclosureEffect
from peersupport.policies.safeguarding import Duty
from peersupport.records.acts import Act
from peersupport.records.case import Case
from peersupport.records.codec import parse_json, structured
from peersupport.records.consent import ConsentRecord, ConsentStatement
from peersupport.records.disclosure import DisclosureRequest
from peersupport.records.identifiers import ConcernId, PersonId
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.web.answer import answered
from peersupport.web.caller import Caller, known, staff, usable_key
from peersupport.web.documents import (
    DisclosureAnswer,
    DisclosureQuestion,
    DutiesAnswer,
    DutyAnswer,
    EligibilityAnswer,
    RecordedAnswer,
    ToldDecision,
)

T = TypeVar("T")


@attrs.frozen(eq=False)
class Answers:
    """Answers for an engine, which threads may share. A method never raises: what goes wrong is a problem document.

    Every method takes who is logged in, or None where nobody is: then the answer is a 401. Bodies are read strictly;
    what the service knows better (who asks, of whom) stands over what a body says. `key` is what the client sent as
    `Idempotency-Key`, made from what its user did: sent again with the same key, a request is recorded once.
    """

    engine: Engine

    @answered(200)
    def eligibility(
        self, caller: Caller | None, body: bytes, *, programmes: Iterable[str] = (), on: str | None = None
    ) -> EligibilityAnswer:
        """Which offers may this case join, why, and what is to be asked? The body is a case.

        `programmes` are ids or addresses; none means all. `on` is a day (2026-11-01), or today.
        """
        reader = known(caller).audience
        names = list(programmes)
        day = None if on is None else _day(on)
        decisions = self.engine.eligibilities(_read(body, Case), on=day, programmes=names or None)
        return EligibilityAnswer(
            decisions=tuple(
                ToldDecision(address=one.address, decision=one.told(reader), explanation=one.explain(reader))
                for one in decisions
            )
        )

    @answered(200)
    def boundaries(self, caller: Caller | None, programme: str, body: bytes) -> BoundaryDecisionDocument:
        """May, or must, she do this? The body is an act; who does it is who asks."""
        who = known(caller)
        return told_act(self.engine.may(_read(body, Act, by=who.person), programme), who.audience)

    @answered(201)
    def record(self, caller: Caller | None, participant: str, body: bytes, key: str | None) -> RecordedAnswer:
        """Record what she granted or refused; staff do. The body is a consent statement."""
        staff(caller)
        statement = _read(body, ConsentStatement, subject=participant)
        return _recorded(self.engine.record(statement, key=f"statement:{usable_key(key)}"))

    @answered(201)
    def withdraw(self, caller: Caller | None, participant: str, body: bytes, key: str | None) -> RecordedAnswer:
        """Record a withdrawal, which takes an id and a giver, and is never turned down for what it leaves out."""
        known(caller)
        said = _read(body, ConsentStatement, subject=participant, kind="withdrawal")
        return _recorded(self.engine.withdraw(said, key=f"statement:{usable_key(key)}"))

    @answered(200)
    def disclose(self, caller: Caller | None, participant: str, body: bytes, key: str | None) -> DisclosureAnswer:
        """May she tell it? A DENY is an answer like any other. The body is a `DisclosureQuestion`."""
        who, question = known(caller), _read(body, DisclosureQuestion)
        request = DisclosureRequest(
            subject=PersonId(participant),
            sender=who.person,
            recipient=question.recipient,
            items=question.items,
            purpose=question.purpose,
            programme=question.programme,
            anonymised=question.anonymised,
            suspicion=question.suspicion,
            immediate_danger=question.immediate_danger,
        )
        decided = self.engine.disclose(request, key=f"disclosure:{usable_key(key)}")
        effect = decided.effect_for(question.understood)
        return DisclosureAnswer(
            disclosure=decided.sequence,
            effect=effect,
            told=() if effect is DisclosureEffect.DENY else decided.told,
            obligations={one: OBLIGATIONS.get(one, one) for one in decided.obligations},
            not_understood=tuple(sorted({*decided.obligations} - {*question.understood})),
            advice=decided.advice,
            reasons=self.engine.host.disclosure(request.programme).explain(decided, who.audience).lines,
        )

    @answered(201)
    def raise_concern(self, caller: Caller | None, participant: str, body: bytes, key: str | None) -> DutyAnswer:
        """Record that a child may be at risk; the answer says whom to tell, and by when. The body is a concern."""
        concern = _read(body, Concern, subject=participant, raised_by=known(caller).person)
        return self._duty(self.engine.raise_concern(concern, key=f"concern:{usable_key(key)}"))

    @answered(201)
    def act(self, caller: Caller | None, participant: str, concern: str, body: bytes, key: str | None) -> DutyAnswer:
        """Record what a professional did about a concern, which closes its duty; staff do."""
        action = _read(body, ProfessionalAction, by=staff(caller).person)
        return self._duty(self.engine.act(participant, ConcernId(concern), action, key=f"action:{usable_key(key)}"))

    @answered(200)
    def duties(self, caller: Caller | None, participant: str | None = None) -> DutiesAnswer:
        """The duties that are open, of one participant or of all; for staff."""
        staff(caller)
        return DutiesAnswer(duties=tuple(self._duty(one) for one in self.engine.open_duties(participant)))

    def _duty(self, duty: Duty) -> DutyAnswer:
        return DutyAnswer(duty=duty, open=duty.open, overdue=duty.overdue(self.engine.now()))


def _read(body: bytes, record: type[T], /, **own: str) -> T:
    """A body as a record; `own` is what the service knows better. Raises `InvalidDocument`."""
    document = parse_json(body)
    return structured({**document, **own} if isinstance(document, dict) else document, record)


def _recorded(one: ConsentRecord) -> RecordedAnswer:
    return RecordedAnswer(position=one.position, recorded_at=one.recorded_at)


def _day(given: str) -> date:
    try:
        return parse_date(given)
    except InvalidDate as error:
        fault = Fault(code=error.code, message=error.message, path=("query", "on"), help=error.help)
    raise InvalidDocument("the request has faults", [fault])
