"""The counts of people of one report, and the sums that a reader can do with them."""

from collections.abc import Iterable, Mapping

import attrs

from peersupport.errors import RuleError
from peersupport.outcomes.suppression.policies import Shown

Range = tuple[float, float]
"""The least and the greatest value that a reader thinks a count can have."""


@attrs.frozen
class Sum:
    """That the parts add up to the total: names of counts. A name may stand in many sums, of several tables."""

    total: str
    parts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


@attrs.frozen(repr=False)
class Counts:
    """Counts of people by name, before anything is hidden: they never leave. Build it with `counts_of`.

    `unprinted` are those that stand nowhere in the report but that a reader could work out, such as a total less the
    part that is printed.
    """

    values: Mapping[str, int]
    sums: tuple[Sum, ...] = ()
    unprinted: frozenset[str] = frozenset()


def counts_of(values: Mapping[str, int], sums: Iterable[Sum] = (), unprinted: Iterable[str] = ()) -> Counts:
    """Counts that hold together. Raises `RuleError` for a negative count, a sum of a count that is not there, and one
    that does not add up: a breakdown that exceeds its total, or misses some of it (standards.md 2.4)."""
    made = Counts(values=dict(values), sums=tuple(sums), unprinted=frozenset(unprinted))
    if any(value < 0 for value in made.values.values()):
        raise RuleError("a count of people is negative", code="count-negative")
    for one in made.sums:
        if any(name not in made.values for name in one.names) or made.unprinted - set(made.values):
            raise RuleError(f"`{one.total}` is the sum of a count that is not there", code="count-unknown")
        if sum(made.values[name] for name in one.parts) != made.values[one.total]:
            raise RuleError(f"the parts of `{one.total}` do not add up to it", code="count-sum")
    return made


Published = Mapping[str, Shown]
"""Counts by name as a report showed them."""
