"""The edge: a host, a clock and, where records are kept, a ledger answer for an embedding service."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from peersupport.decisions import Decision
from peersupport.engine.observed import counted_fields, decision_fields
from peersupport.errors import InvalidRecord, UnknownName, did_you_mean
from peersupport.ledger.entries import Entry
from peersupport.ledger.errors import LedgerMisuse
from peersupport.ledger.protocol import Ledger
from peersupport.observing.events import ACT_DECIDED, DECISION_MADE, DECISIONS_MADE
from peersupport.observing.telling import Observed, began, tell
from peersupport.policies.disclosure import Register
from peersupport.policies.eligibility import Eligibility, Subject
from peersupport.policies.safeguarding import Duty, readable
from peersupport.programmes.host import Host
from peersupport.programmes.places import chosen_site
from peersupport.records.case import Case
from peersupport.records.consent import ConsentRecord, ConsentStatement
from peersupport.records.disclosure import DisclosureRequest
from peersupport.records.identifiers import ConcernId
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.rules.facts import Audience, audience_of

if TYPE_CHECKING:
    from peersupport.engine.history import History
    from peersupport.engine.keeping import Keeping
    from peersupport.engine.logged import LoggedDisclosure
    from peersupport.engine.replaying import Replayed
    from peersupport.policies.allocation import AllocationDecision
    from peersupport.policies.boundaries import BoundaryDecision
    from peersupport.policies.progression import NextSteps
    from peersupport.records.acts import Act
    from peersupport.records.exemptions import Exemption
    from peersupport.records.supporters import Supporter


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
        policy, since = self.host.eligibility(address, site), began(DECISION_MADE)
        decision = policy.decide(subject, self.today() if on is None else on, rules_as_of=rules_as_of)
        if since is not None:
            tell(DECISION_MADE, since, **decision_fields(decision))
        return decision

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
        with Observed(DECISIONS_MADE) as observed:
            decisions = tuple(policy.decide(case, day, rules_as_of=rules_as_of) for policy in asked)
            if observed.heard:
                observed.note(host=self.host.digest, **counted_fields(decisions))
        return decisions

    def next_steps(
        self,
        subject: "Case | Supporter",
        programme: str,
        pathway: str | None = None,
        *,
        on: date | None = None,
        site: str | None = None,
        rules_as_of: date | None = None,
    ) -> "NextSteps":
        """What comes next for her on a pathway of a programme, and what is missing? Raises `UnknownName`."""
        policy = self.host.progression(programme, pathway, site)
        return policy.next_steps(subject, self.today() if on is None else on, rules_as_of=rules_as_of)

    def allocation(
        self,
        supporter: "Supporter",
        case: Case,
        programme: str,
        *,
        on: date | None = None,
        site: str | None = None,
        accompanied: bool | None = None,
    ) -> "AllocationDecision":
        """May this supporter be given this family? Raises `UnknownName`, and `InvalidRecord` for another site's."""
        from peersupport.records.allocations import ProposedAllocation  # noqa: PLC0415 - who only decides needs it

        place = chosen_site(self.host.sites, programme, site)
        if place is not None and supporter.site not in {None, place.id}:
            raise InvalidRecord("the supporter is of another site", help="her file says where she works")
        proposed = ProposedAllocation(supporter=supporter, case=case, site=place, accompanied=accompanied)
        return self.host.allocation(programme, site).decide(proposed, self.today() if on is None else on)

    def may(
        self,
        act: "Act",
        programme: str,
        *,
        on: date | None = None,
        site: str | None = None,
        exemptions: Iterable["Exemption"] = (),
    ) -> "BoundaryDecision":
        """May, or must, this be done? By the boundary rules of a programme. Raises `UnknownName`."""
        policy = self.host.boundaries(programme, site)
        with Observed(ACT_DECIDED) as observed:
            observed.note(programme=programme, host=self.host.digest)
            return policy.decide(act, self.today() if on is None else on, exemptions)

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
        offers = self.host.offers()
        for name in names:
            if name is not None and "/" in name and name not in offers:  # an offer may judge something else than a case
                raise UnknownName("there is no such offer", help=did_you_mean(name, offers))
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
        return self._keeping.record(one, key=key)

    def withdraw(self, withdrawal: ConsentStatement, *, key: str | None = None) -> ConsentStatement:
        """Record a withdrawal: always accepted; no plugin is asked. Raises the ledger's errors."""
        return self._keeping.withdraw(withdrawal, key=key)

    def disclose(
        self, request: DisclosureRequest, *, key: str | None = None, site: str | None = None
    ) -> "LoggedDisclosure":
        """Decide a disclosure now, by its programme's rules, and record the decision whatever it is.

        Deciding and recording are one transaction under the participant's lock, which a withdrawal takes too. `key`
        makes it idempotent: the same key gives the decision that it was recorded with. The request's own `at` and
        `known_at` are replaced. Raises `UnknownName` for an unknown programme or site, and the ledger's errors.
        """
        return self._keeping.disclose(request, key=key, site=site)

    def history(self, participant: str, programme: str = "") -> "History":
        """All that is recorded of a participant, with the roles held in a programme. Raises the ledger's errors."""
        return self._keeping.history(participant, programme)

    def register(self, participant: str, programme: str, site: str | None = None) -> Register:
        """A participant's statements, ready to be asked without recording anything.

        Raises `UnknownName` and the ledger's errors.
        """
        return self._keeping.register(participant, programme, site)

    def touched_by(self, withdrawal: ConsentStatement, programme: str) -> tuple[DisclosureRequest, ...]:
        """The disclosures that were made and would not have been, had this withdrawal been known (property 25).

        Each is judged by the rules by which it was decided. Raises `InvalidRecord` for what is no withdrawal, and the
        ledger's errors.
        """
        return self._keeping.touched_by(withdrawal, programme)

    def raise_concern(self, concern: Concern, *, key: str | None = None) -> Duty:
        """Record a concern that a child suffers or risks harm; the duty that it creates. No plugin is asked.

        Raises `InvalidRecord` for a concern without a subject, and the ledger's errors.
        """
        return self._keeping.raise_concern(concern, key=key)

    def act(self, participant: str, concern: ConcernId, action: ProfessionalAction, *, key: str | None = None) -> Duty:
        """Record professional action on a concern; its duty, which a professional's action closes.

        Raises `UnknownName` for a concern that is not there, and the ledger's errors.
        """
        return self._keeping.act(participant, concern, action, key=key)

    def open_duties(self, participant: str | None = None) -> tuple[Duty, ...]:
        """The duties of safeguarding that are open, of one participant or all, the most urgent first."""
        return self._keeping.open_duties(participant)

    def concerns(self, participant: str, audience: Audience | str) -> tuple[Concern, ...]:
        """The concerns about a participant's family, as far as a reader may see them: staff alone (CM26).

        Raises the ledger's errors.
        """
        return readable(self.history(participant).concerns, audience_of(audience))

    def log(self, decisions: Iterable[Decision], participant: str) -> tuple[Entry, ...]:
        """Record decisions on eligibility of one participant: who may join, by which rules, on what was known.

        All of them are one transaction; what was known is encrypted; the same decision is recorded once. Raises the
        ledger's errors.
        """
        return self._keeping.log(decisions, participant)

    def replay(self, participant: str | None = None) -> Iterator["Replayed"]:
        """Make the recorded decisions of a participant, or of all, again from the ledger alone, without any plugin.

        Each gives the same bytes or is told to differ. Raises the ledger's errors.
        """
        return self._keeping.replay(participant)

    def erase(self, participant: str, *, sensitive: bool = False) -> bool:
        """Erase a participant's keys, so that nobody can read her entries again; the chain stays whole.

        Entries of safeguarding have keys of their own and stay, unless `sensitive`. False: there was nothing to erase.
        Raises `LedgerRefused` while a duty of safeguarding is open.
        """
        return self._keeping.erase(participant, sensitive=sensitive)

    @cached_property
    def _keeping(self) -> "Keeping":
        if self.ledger is None:
            raise LedgerMisuse("this engine has no ledger", help="`Engine(host, ledger=open_ledger(...))`")
        from peersupport.engine.keeping import Keeping  # noqa: PLC0415 - it loads cattrs: half of the whole import

        return Keeping(self.ledger, self.host, self.now)
