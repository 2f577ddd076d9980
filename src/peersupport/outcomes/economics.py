"""Quality-adjusted life years and costs (HL13, MM36). Value set, prices and discount are inputs: none is ours."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

import attrs

from peersupport.dates import Period
from peersupport.errors import RuleError, UnknownName
from peersupport.facts.latest import ends_of_day
from peersupport.records.activity import Cost
from peersupport.rules.bounds import Bounds

DAYS_IN_A_YEAR = 365.25


@attrs.frozen(repr=False)
class ValueSet:
    """What each profile of the EQ-5D is worth, by a set of the user's: 1 is full health, 0 is dead, below is worse."""

    id: str
    source: str
    values: Mapping[str, float]

    def utility(self, profile: Sequence[int]) -> float:
        """The value of a profile. Raises `UnknownName` for one that the set does not have, and never repeats it."""
        found = self.values.get("".join(map(str, profile)))
        if found is None:
            raise UnknownName(f"the value set `{self.id}` does not have this profile", code="value-set")
        return found


def qalys(points: Sequence[tuple[date, float | None]], *, discount: float) -> float | None:
    """Quality-adjusted life years by the area under the curve: utilities on days, joined by straight lines.

    `discount` is a yearly rate, 0 for none: each utility is worth `1 / (1 + discount) ** years since the first day`.
    None while there are fewer than two points or one is missing: nothing is filled in. Raises `RuleError` for days that
    do not ascend, a utility above 1, and a rate below 0.
    """
    days = [day for day, _ in points]
    if any(later <= earlier for earlier, later in pairwise(days)) or discount < 0:
        raise RuleError("utilities need ascending days and a discount not below 0", code="change-figures")
    known = [utility for _, utility in points if utility is not None]
    if any(utility > 1 for utility in known):
        raise RuleError("a utility is not above 1", code="change-figures")
    if len(known) < len(points) or len(points) < 2:
        return None
    years = [(day - days[0]).days / DAYS_IN_A_YEAR for day in days]
    worth = [utility / float((1 + discount) ** year) for utility, year in zip(known, years, strict=True)]
    curve = zip(years, worth, strict=True)
    return sum((end - start) * (first + last) / 2 for (start, first), (end, last) in pairwise(curve))


def cost_of_contacts(contacts: Mapping[str, float], prices: Mapping[str, float]) -> float:
    """What contacts cost at the given prices. Raises `UnknownName` for a service without one: it is not free."""
    for service in contacts:
        if service not in prices:
            raise UnknownName("a service has no price", code="price-missing", help="give a price, 0 if it is free")
    return sum(number * prices[service] for service, number in contacts.items())


def cost_per_participant(costs: Iterable[Cost] | None, participants: int, period: Period) -> Bounds | None:
    """Pounds spent in a period by those who took part in it (MM36).

    Bounds: a cost that lies in the period only in part, or perhaps, counts in the high end alone. None while costs are
    not recorded or one has no sum, and of nobody.
    """
    if costs is None or participants < 1:
        return None
    low = high = 0.0
    for one in costs:
        if one.pounds is None:
            return None
        first, last = ends_of_day(one.start)[0], ends_of_day(one.end)[1]
        sure = period.contains(first) and period.contains(last)
        apart = (period.start is not None and last < period.start) or (period.end is not None and first >= period.end)
        low += one.pounds if sure else 0
        high += 0 if apart else one.pounds
    return Bounds(low=low / participants, high=high / participants)


def cost_per_qaly(pounds: float, gained: float | None) -> float | None:
    """Pounds for each quality-adjusted life year gained; None where none was gained, or it is not known."""
    return None if gained is None or gained <= 0 else pounds / gained
