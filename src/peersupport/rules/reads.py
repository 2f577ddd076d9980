"""Which facts a rule reads of a subject and of its members, told without judging again.

What a judgement reads follows from the criteria and from the settings that choose between readings; only a `Select`
chooses by what it finds. So it is worked out once for a rule, and then read off the values of each subject.
"""

from collections.abc import Iterable, Iterator

import attrs

from peersupport.rules.criteria import Choose, Collection, Count, Criterion, Quantified, Select
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.parameters import as_parameter
from peersupport.rules.structure import operands_in, parts_of
from peersupport.rules.values import Settings, Values


@attrs.frozen(eq=False)
class OfMembers:
    """What is read of each member of a collection."""

    collection: Collection
    reads: "Reads"


Reads = tuple[Fact | OfMembers, ...]
"""Facts and folds over members, in the order in which the reference evaluator reads them."""
Read = tuple[int | None, Fact, FactValue]
"""The position of the member that the fact is of, if it is of one; the fact; its value."""


def reads_of(criteria: Iterable[Criterion], settings: Settings) -> Reads | None:
    """What criteria read where parameters have these values; None where only judging can tell."""
    found: list[Fact | OfMembers] = []
    for node in criteria:
        if isinstance(node, Select):
            return None
        operands = operands_in(node)
        found += [one for one in operands if isinstance(one, Fact)]
        folds = [node] if isinstance(node, Quantified) else [one for one in operands if isinstance(one, Count)]
        for fold in folds:
            within = reads_of((fold.part,), settings)
            if within is None:
                return None
            found.append(OfMembers(fold.collection, within))
        below = reads_of(_chosen(node, settings) if isinstance(node, Choose) else parts_of(node), settings)
        if below is None:
            return None
        found += below
    return tuple(found)


def read(reads: Reads, values: Values, member: int | None = None) -> Iterator[Read]:
    """The facts of one subject, and of its members, with their values."""
    for one in reads:
        if isinstance(one, Fact):
            yield member, one, values.value(one)
            continue
        for place, of_member in enumerate(values.members(one.collection) or ()):
            yield from read(one.reads, of_member, place)


def _chosen(node: Choose, settings: Settings) -> tuple[Criterion, ...]:
    chosen = settings[as_parameter(node.parameter).name]
    return tuple(reading for option, reading in node.readings if isinstance(chosen, str) and option == chosen)
