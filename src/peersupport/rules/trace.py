"""What a judgement rested on: the truth of each node, and the values that its leaves read."""

from peersupport._attrs import frozen, record
from peersupport.rules.criteria import Criterion
from peersupport.rules.facts import Fact, FactValue
from peersupport.rules.parameters import Parameter, Setting
from peersupport.truth import Truth


@record
class Reading:
    """A fact's value as a leaf read it; `error` is the code of what made it unknown; `blocked` the presupposition
    that is FALSE or UNKNOWN and so answered in its place."""

    fact: Fact
    value: FactValue
    error: str | None = None
    blocked: Fact | None = None
    unset: Parameter | None = None
    """The parameter without a value that made the fact unknown."""


@frozen
class Used:
    """A parameter's value as a leaf read it."""

    parameter: Parameter
    value: Setting


@record
class Trace:
    """One node, its truth, what it read itself, and the traces of its parts.

    `member` is the position of a collection's member when the part was judged of one.
    """

    criterion: Criterion
    truth: Truth
    parts: tuple["Trace", ...] = ()
    readings: tuple[Reading, ...] = ()
    used: tuple[Used, ...] = ()
    member: int | None = None
    chosen: str | None = None

    @property
    def decisive(self) -> tuple["Trace", ...]:
        """The parts that have the node's own truth: those that made it so, where parts are joined."""
        return tuple(part for part in self.parts if part.truth is self.truth)
