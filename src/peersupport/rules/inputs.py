"""What each gate came to and what it read, straight from the bits and the sheet that decided, without judging again."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from peersupport.rules.criteria import Criterion
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.reads import reads_of
from peersupport.rules.sheet import Layout, Sheet, known
from peersupport.rules.values import Settings
from peersupport.truth import Truth

R = TypeVar("R")
F = TypeVar("F")
V = TypeVar("V")
Inputs = tuple[tuple[Fact, FactValue], ...]
"""Facts and their values, in the order in which they are read."""


class Explain(Protocol):
    """A finding for each gate: `make(rule, truth, inputs, values)`, the rules in the gates' order.

    The inputs are None for a gate of which the sheet does not hold them all: members, branches.
    """

    def __call__(
        self,
        sheet: Sheet,
        failed: int,
        unknown: int,
        rules: Sequence[R],
        make: Callable[[R, Truth, Inputs | None, V], F],
        values: V,
        /,
    ) -> tuple[F, ...]:
        """The findings, in the order of the gates."""
        ...


def explain_source(
    gates: Iterable[tuple[Criterion, ...]], layout: Layout, settings: Settings, names: dict[str, object]
) -> str:
    """The source of an `Explain` for the criteria of each gate; `names` gets what it refers to."""
    names.update(known=known, TRUE=Truth.TRUE, FALSE=Truth.FALSE, UNKNOWN=Truth.UNKNOWN)
    numbers = {one: place for place, one in enumerate(layout.facts)}
    for one, number in numbers.items():
        names[f"fact{number}"], names[f"kind{number}"] = one, one.kind
    lines: list[str] = []
    for place, criteria in enumerate(gates):
        facts = _facts(criteria, settings)
        pairs = None if facts is None else "".join(f"({_pair(one, numbers[one], layout)})," for one in facts)
        truth = f"FALSE if failed & {1 << place} else UNKNOWN if unknown & {1 << place} else TRUE"
        lines.append(f"        make(rules[{place}], {truth}, {None if pairs is None else f'({pairs})'}, values),")
    return "\n".join(["def explain(s, failed, unknown, rules, make, values):", "    return (", *lines, "    )"]) + "\n"


def _facts(criteria: tuple[Criterion, ...], settings: Settings) -> tuple[Fact, ...] | None:
    reads = reads_of(criteria, settings)
    own = [one for one in reads or () if isinstance(one, Fact)]
    return None if reads is None or len(own) < len(reads) else tuple(dict.fromkeys(own))


def _pair(fact: Fact, number: int, layout: Layout) -> str:
    slot = f"s.{layout.slots[fact]}"
    if not fact.kind.ordered:
        return f"fact{number}, {slot}"
    low, high = f"{slot}_low", f"{slot}_high"
    return f"fact{number}, {low} if {low} == {high} else known(kind{number}, {low}, {high})"
