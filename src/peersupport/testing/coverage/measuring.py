"""What was seen against what there is to see: of each point every truth that it can have, and that it determined."""

from collections.abc import Iterable

from peersupport._attrs import frozen
from peersupport.records.codec import Json
from peersupport.rules.criteria import Choose, Kind
from peersupport.rules.render import render
from peersupport.rules.rule import Rule
from peersupport.testing.coverage.counts import ABOVE, AT, BELOW, DECIDED, DETERMINING, WHOLE_RULE, Counts
from peersupport.testing.coverage.points import Point, points_of
from peersupport.testing.coverage.recording import Rules
from peersupport.testing.scenarios.tracing import joint
from peersupport.truth import Truth

TRUTHS = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)


@frozen
class MeasuredPoint:
    """One point and how often what was seen there. `lacks` names what was never seen and could be."""

    point: Point
    text: str
    """The criterion in English; of one that joins others, only how it does."""
    seen: tuple[tuple[str, int], ...]
    lacks: tuple[str, ...]
    not_compared: tuple[str, ...] = ()
    """Where a comparison was never made: one below its threshold, at it, one above."""

    def times(self, what: str) -> int:
        """How often this was seen."""
        return dict(self.seen).get(what, 0)

    @property
    def wanted(self) -> int:
        """How many things there are to see."""
        return len(self.point.possible) + 1


@frozen
class MeasuredRule:
    """One rule with its points."""

    rule: Rule
    points: tuple[MeasuredPoint, ...]
    judged: int
    decided: int

    @property
    def wanted(self) -> int:
        """How many things there are to see, the rule's determining a decision among them."""
        return sum(one.wanted for one in self.points) + 1

    @property
    def found(self) -> int:
        """How many of them were seen."""
        return self.wanted - sum(len(one.lacks) for one in self.points) - (not self.decided)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What was never seen, in words."""
        if not self.judged:
            return ("never judged",)
        told = [f"{one.text}: never {', '.join(one.lacks)}" for one in self.points if one.lacks]
        return (*([] if self.decided else ["it never determined a decision"]), *told)

    @property
    def not_compared(self) -> tuple[str, ...]:
        """Which comparisons were never made where they turn, in words."""
        return tuple(
            f"{one.text}: never compared {', '.join(one.not_compared)}"
            for one in self.points
            if one.not_compared and self.judged
        )


@frozen
class Measured:
    """All rules that were watched, by name."""

    rules: tuple[MeasuredRule, ...]
    unrecorded: int = 0

    @property
    def percent(self) -> float:
        """How much of what there is to see was seen, in per cent; of no rule, all of it."""
        wanted = sum(one.wanted for one in self.rules)
        return 100.0 if not wanted else 100.0 * sum(one.found for one in self.rules) / wanted

    @property
    def whole(self) -> int:
        """How many rules lack nothing."""
        return sum(not one.lacks for one in self.rules)

    def document(self) -> dict[str, Json]:
        """The measure as JSON."""
        return {
            "percent": round(self.percent, 2),
            "unrecorded": self.unrecorded,
            "rules": {
                one.rule.name: {
                    "judged": one.judged,
                    "determined": one.decided,
                    "seen": one.found,
                    "to_see": one.wanted,
                    "lacks": [*one.lacks],
                    "not_compared": [*one.not_compared],
                    "points": {
                        each.point.path: {"criterion": each.text, "lacks": [*each.lacks], **dict(each.seen)}
                        for each in one.points
                    },
                }
                for one in self.rules
            },
        }


def measured(rules: Rules, counts: Counts) -> Measured:
    """What was seen of these rules."""
    found = tuple(_rule(rule, counts) for _, rule in sorted(rules.items()))
    return Measured(rules=found, unrecorded=counts.unrecorded)


def _rule(rule: Rule, counts: Counts) -> MeasuredRule:
    return MeasuredRule(
        rule=rule,
        points=tuple(_point(rule, point, counts) for point in points_of(rule)),
        judged=sum(counts.of(rule.name, WHOLE_RULE, truth.value) for truth in TRUTHS),
        decided=counts.of(rule.name, WHOLE_RULE, DECIDED),
    )


def _point(rule: Rule, point: Point, counts: Counts) -> MeasuredPoint:
    whats = [truth.value for truth in TRUTHS if truth in point.possible] + [DETERMINING]
    threshold = point.threshold
    apart = [BELOW, AT, ABOVE] if threshold is not None and threshold.kind is not Kind.NUMBER else []
    seen = {what: counts.of(rule.name, point.path, what) for what in (*whats, *apart)}
    return MeasuredPoint(
        point=point,
        text=_text(point),
        seen=tuple(seen.items()),
        lacks=_never(seen, whats),
        not_compared=_never(seen, apart),
    )


def _never(seen: dict[str, int], whats: Iterable[str]) -> tuple[str, ...]:
    return tuple(what for what in whats if not seen[what])


def _text(point: Point) -> str:
    if isinstance(point.node, Choose):
        return f"by the reading of {point.node.parameter.name}"
    return joint(point.node) or render(point.node)
