"""The edge: a host, a clock and, where records are kept, a ledger answer for an embedding service."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

import attrs

from peersupport.decisions import Decision
from peersupport.engine import consent, safeguarding
from peersupport.engine.history import History, history
from peersupport.engine.logged import LoggedDisclosure
from peersupport.engine.payloads import draft_of, participant_subject, programme_subject
from peersupport.engine.rule_sets import RuleSets
from peersupport.ledger.errors import LedgerMisuse
from peersupport.ledger.protocol import Ledger
from peersupport.policies.disclosure import Register
from peersupport.policies.disclosure.audit import touched_by
from peersupport.policies.eligibility import Eligibility, Subject
from peersupport.policies.safeguarding import Duty
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.records.consent import ConsentRecord, ConsentStatement
from peersupport.records.disclosure import DisclosureRequest
from peersupport.records.identifiers import ConcernId
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.rules.document import fingerprint


def today_in_london() -> date:
    """The date in the United Kingdom now."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - who names the day never needs it

    return datetime.now(ZoneInfo("Europe/London")).date()


def utc_now() -> datetime:
    """The instant now, in UTC."""
    return datetime.now(UTC)


@attrs.frozen(eq=False)
class Engine:
    """Asks the policies, and records what was said and decided.

    `today` is asked only where a caller names no day. `ledger` is where records are kept (`open_ledger`); without one
    the engine answers about cases, and has nothing to say of consent.
    """

    host: Host
    today: Callable[[], date] = today_in_london
    ledger: Ledger | None = None
    now: Callable[[], datetime] = utc_now

    def eligibility(
        self,
        subject: Subject,
        address: str,
        *,
        on: date | None = None,
        site: str | None = None,
        rules_as_of: date | None = None,
    ) -> Decision:
        """May she join this offer? `address` is a programme's id, or `programme/offer`. Raises `UnknownName`."""
        policy = self.host.eligibility(address, site)
        return policy.decide(subject, self.today() if on is None else on, rules_as_of=rules_as_of)

    def eligibilities(
        self,
        case: Case,
        *,
        on: date | None = None,
        programmes: Iterable[str] | None = None,
        sites: Mapping[str, str] | None = None,
        rules_as_of: date | None = None,
    ) -> tuple[Decision, ...]:
        """The answers of all that `policies` gives, in its order. Raises `UnknownName`."""
        day = self.today() if on is None else on
        asked = self.policies(programmes=programmes, sites=sites)
        return tuple(policy.decide(case, day, rules_as_of=rules_as_of) for policy in asked)

    def policies(
        self, *, programmes: Iterable[str] | None = None, sites: Mapping[str, str] | None = None
    ) -> tuple[Eligibility, ...]:
        """Each offer at each site of its programme, each once: all of them by programme, or those that are named.

        `programmes` are ids, or addresses `programme/offer`. `sites` gives a programme's id the id of the one site to
        ask; a programme that it leaves out is asked at every site that it has, or, having none, without one. Raises
        `UnknownName` for what is not there.
        """
        chosen = dict(sites or {})
        for programme, site in chosen.items():
            for address in self.host.offers(programme):
                self.host.eligibility(address, site)
        names = [None] if programmes is None else list(programmes)
        addresses = [
            address
            for name in names
            for address in ((name,) if name is not None and "/" in name else self.host.offers(name))
        ]
        return tuple(
            self.host.eligibility(address, site)
            for address in dict.fromkeys(addresses)
            for site in self._places(address.partition("/")[0], chosen)
        )

    def _places(self, programme: str, chosen: Mapping[str, str]) -> list[str] | list[None]:
        if programme in chosen:
            return [chosen[programme]]
        return [str(site.id) for site in self.host.sites if site.programme == programme] or [None]

    def record(self, one: ConsentRecord, *, key: str | None = None) -> ConsentRecord:
        """Record a grant, refusal or withdrawal, a role, a competence or a proxy; as recorded.

        `key` makes it idempotent; by default a statement's id, or what a dated record says. Raises `InvalidDocument`
        for categories and purposes that are not there, `InvalidRecord` for what was given later than now, and the
        ledger's errors.
        """
        return consent.record(self._kept, one, key or _key(one), *self.host.vocabulary())

    def withdraw(self, withdrawal: ConsentStatement, *, key: str | None = None) -> ConsentStatement:
        """Record a withdrawal: always accepted; no plugin is asked. Raises the ledger's errors."""
        return consent.withdraw(self._kept, withdrawal, key or _key(withdrawal))

    def disclose(
        self, request: DisclosureRequest, *, key: str | None = None, site: str | None = None
    ) -> LoggedDisclosure:
        """Decide a disclosure now, by its programme's rules, and record the decision whatever it is.

        Deciding and recording are one transaction under the participant's lock, which a withdrawal takes too. `key`
        makes it idempotent: the same key gives the decision that it was recorded with. The request's own `at` and
        `known_at` are replaced. Raises `UnknownName` for an unknown programme or site, and the ledger's errors.
        """
        policy = self.host.disclosure(request.programme, site)
        rule_set = RuleSets(self._kept).keep(policy.recorded_rules(self.now()))
        return consent.disclose(self._kept, policy, request, key or f"disclosure:{uuid4()}", rule_set, self.now())

    def history(self, participant: str, programme: str = "") -> History:
        """All that is recorded of a participant, with the roles held in a programme. Raises the ledger's errors."""
        entries = self._kept.entries(participant_subject(participant))
        roles = self._kept.entries(programme_subject(programme)) if programme else ()
        return history((*entries, *roles))

    def register(self, participant: str, programme: str, site: str | None = None) -> Register:
        """A participant's statements, ready to be asked without recording anything.

        Raises `UnknownName` and the ledger's errors.
        """
        policy = self.host.disclosure(programme, site)
        return policy.register(self.history(participant, programme).consent, participant)

    def touched_by(self, withdrawal: ConsentStatement, programme: str) -> tuple[DisclosureRequest, ...]:
        """The disclosures that were made and would not have been, had this withdrawal been known (property 25).

        Raises `UnknownName` and the ledger's errors.
        """
        found = self.history(withdrawal.subject, programme)
        made = (one.request for one in found.disclosures if one.request.programme == programme)
        return touched_by(self.host.disclosure(programme), found.consent, withdrawal, made)

    def raise_concern(self, concern: Concern, *, key: str | None = None) -> Duty:
        """Record a concern that a child suffers or risks harm; the duty that it creates. No plugin is asked.

        Raises `InvalidRecord` for a concern without a subject, and the ledger's errors.
        """
        return safeguarding.raise_concern(self._kept, self.host, concern, key or f"concern:{concern.id}")

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction, *, key: str | None = None) -> Duty:
        """Record professional action on a concern; its duty, which a professional's action closes.

        Raises `UnknownName` for a concern that is not there, and the ledger's errors.
        """
        named = key or f"action:{concern}:{action.taken_at.isoformat()}"
        return safeguarding.act(self._kept, self.host, participant, concern, action, named)

    def open_duties(self, participant: str | None = None) -> tuple[Duty, ...]:
        """The duties of safeguarding that are open, of one participant or all, the most urgent first."""
        return safeguarding.open_duties(self._kept, self.host, participant)

    def erase(self, participant: str, *, sensitive: bool = False) -> bool:
        """Erase a participant's keys, so that nobody can read her entries again; the chain stays whole.

        Entries of safeguarding have keys of their own and stay, unless `sensitive`. False: there was nothing to erase.
        Raises `LedgerRefused` while a duty of safeguarding is open.
        """
        ledger = self._kept
        return ledger.erase(
            participant_subject(participant),
            sensitive=sensitive,
            refuse=lambda entries: safeguarding.erasure_refused(self.host, entries),
        )

    @property
    def _kept(self) -> Ledger:
        if self.ledger is None:
            raise LedgerMisuse("this engine has no ledger", help="`Engine(host, ledger=open_ledger(...))`")
        return self.ledger


def _key(one: ConsentRecord) -> str:
    """A statement is named by its id, a dated record by what it says."""
    draft = draft_of(one, "key")
    return f"statement:{one.id}" if isinstance(one, ConsentStatement) else f"{draft.kind}:{fingerprint(draft.payload)}"
