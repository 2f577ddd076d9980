"""What an engine does with its ledger: records, withdrawals, disclosures, duties, erasure.

Apart from `engine.py`, because reading and writing records loads cattrs, which a service that only asks does not need.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from uuid import uuid4

from peersupport.decisions import Decision
from peersupport.engine import consent, safeguarding
from peersupport.engine.history import History, history
from peersupport.engine.logged import LoggedDisclosure
from peersupport.engine.payloads import draft_of, participant_subject, payload_of, programme_subject
from peersupport.engine.replaying import Replay, Replayed, log
from peersupport.engine.rule_sets import RuleSets
from peersupport.engine.safeguarding import PARTICIPANTS
from peersupport.ledger.entries import Entry
from peersupport.ledger.protocol import Ledger
from peersupport.observing.events import DISCLOSURE_DECIDED
from peersupport.observing.telling import Observed
from peersupport.policies.disclosure import Disclosure, DisclosureEffect, Register
from peersupport.policies.disclosure.audit import denied_with
from peersupport.policies.disclosure.replaying import policy_from
from peersupport.policies.safeguarding import Duty
from peersupport.programmes.host import Host
from peersupport.records.consent import ConsentRecord, ConsentStatement, StatementKind
from peersupport.records.disclosure import DisclosureRequest
from peersupport.records.identifiers import ConcernId
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.rules.document import fingerprint


class Keeping:
    """A ledger with the host whose rules decide. `Engine` has the same methods, and says what they are for."""

    def __init__(self, ledger: Ledger, host: Host, now: Callable[[], datetime]) -> None:
        self._kept = ledger
        self.host = host
        self.now = now
        self._rule_sets = RuleSets(ledger)

    def record(self, one: ConsentRecord, *, key: str | None = None) -> ConsentRecord:
        """Record a statement, a role, a competence or a proxy."""
        if isinstance(one, ConsentStatement) and one.kind is StatementKind.WITHDRAWAL:
            return self.withdraw(one, key=key)
        return consent.record(self._kept, one, key or _key(one), *self.host.vocabulary())

    def withdraw(self, withdrawal: ConsentStatement, *, key: str | None = None) -> ConsentStatement:
        """Record a withdrawal."""
        return consent.withdraw(self._kept, withdrawal, key or _key(withdrawal))

    def disclose(
        self, request: DisclosureRequest, *, key: str | None = None, site: str | None = None
    ) -> LoggedDisclosure:
        """Decide a disclosure and record the decision."""
        policy = self.host.disclosure(request.programme, site)
        named = key or f"disclosure:{uuid4()}"
        with Observed(DISCLOSURE_DECIDED) as observed:
            observed.note(programme=request.programme, host=self.host.digest)
            return consent.disclose(self._kept, policy, request, named, self._rule_sets, self.now())

    def history(self, participant: str, programme: str = "") -> History:
        """All that is recorded of a participant, with the roles held in a programme."""
        entries = self._kept.entries(participant_subject(participant))
        roles = self._kept.entries(programme_subject(programme)) if programme else ()
        return history((*entries, *roles))

    def register(self, participant: str, programme: str, site: str | None = None) -> Register:
        """A participant's statements, ready to be asked."""
        policy = self.host.disclosure(programme, site)
        return policy.register(self.history(participant, programme).consent, participant)

    def touched_by(self, withdrawal: ConsentStatement, programme: str) -> tuple[DisclosureRequest, ...]:
        """The disclosures made that this withdrawal touches."""
        found = self.history(withdrawal.subject, programme)
        return tuple(
            one.request
            for one in found.disclosures
            if one.request.programme == programme
            and one.effect is not DisclosureEffect.DENY
            and denied_with(self._policy_of(one), found.consent, withdrawal, one.request)
        )

    def _policy_of(self, one: LoggedDisclosure) -> Disclosure:
        """The rules by which a disclosure was decided, whatever became of the plugins since."""
        return policy_from(self._rule_sets.find(one.document["rule_set"]), one.document["facts"])

    def raise_concern(self, concern: Concern, *, key: str | None = None) -> Duty:
        """Record a concern; the duty that it creates."""
        return safeguarding.raise_concern(self._kept, self.host, concern, key or f"concern:{concern.id}")

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction, *, key: str | None = None) -> Duty:
        """Record professional action on a concern."""
        named = key or f"action:{concern}:{fingerprint(payload_of(action))}"
        return safeguarding.act(self._kept, self.host, participant, concern, action, named)

    def open_duties(self, participant: str | None = None) -> tuple[Duty, ...]:
        """The open duties, the most urgent first."""
        return safeguarding.open_duties(self._kept, self.host, participant)

    def log(self, decisions: Iterable[Decision], participant: str) -> tuple[Entry, ...]:
        """Keep decisions on eligibility."""
        return log(self._kept, self._rule_sets, decisions, participant)

    def replay(self, participant: str | None = None) -> Iterator[Replayed]:
        """Make recorded decisions again."""
        again = Replay(self._kept, self._rule_sets)
        subjects = self._kept.subjects(PARTICIPANTS) if participant is None else (participant_subject(participant),)
        for subject in subjects:
            yield from again.of(subject.removeprefix(PARTICIPANTS))

    def erase(self, participant: str, *, sensitive: bool = False) -> bool:
        """Erase a participant's keys."""
        return self._kept.erase(
            participant_subject(participant),
            sensitive=sensitive,
            refuse=lambda entries: safeguarding.erasure_refused(self.host, entries),
        )


def _key(one: ConsentRecord) -> str:
    """A statement is named by its id, a dated record by what it says."""
    draft = draft_of(one, "key")
    return f"statement:{one.id}" if isinstance(one, ConsentStatement) else f"{draft.kind}:{fingerprint(draft.payload)}"
