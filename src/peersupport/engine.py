"""The edge where time comes in: a host and a clock answer for an embedding service."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

import attrs

from peersupport.decisions import Decision
from peersupport.policies.eligibility import Subject
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
        self, case: Case, *, on: date | None = None, programmes: Iterable[str] | None = None
    ) -> tuple[Decision, ...]:
        """The answers of every offer, or of those of the named programmes, sorted by address. Raises `UnknownName`."""
        day = self.today() if on is None else on
        names = [None] if programmes is None else list(programmes)
        addresses = [address for name in names for address in self.host.offers(name)]
        return tuple(self.host.eligibility(address).decide(case, day) for address in addresses)
