"""The edge where time comes in: a host and a clock answer for an embedding service."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

import attrs

from peersupport.decisions import Decision
from peersupport.policies.eligibility import Eligibility, Subject
from peersupport.programmes.host import Host
from peersupport.records.case import Case


def today_in_london() -> date:
    """The date in the United Kingdom now. The only clock of the library."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - who names the day never needs it

    return datetime.now(ZoneInfo("Europe/London")).date()


@attrs.frozen(eq=False)
class Engine:
    """Asks the policies. `today` is asked only where a caller names no day."""

    host: Host
    today: Callable[[], date] = today_in_london

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
