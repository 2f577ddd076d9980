"""What a decision rests on: findings, what is missing, where to turn, who holds. Each is made from a rule's trace."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum

from peersupport._attrs import evolve, frozen
from peersupport.errors import Fault
from peersupport.rules.changes import smallest, turning
from peersupport.rules.criteria import Compare, Count, Criterion, Quantified, Unknown
from peersupport.rules.evaluate import evaluate
from peersupport.rules.facts import EVERYBODY, AskedOf, Audience, Fact, presuppositions
from peersupport.rules.inputs import Inputs
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import CONDITIONS, Hold, Obligation, Redirect, Rule
from peersupport.rules.structure import criteria_of, facts_of, judged_by
from peersupport.rules.trace import Reading, Trace
from peersupport.rules.values import Values, bounds_of
from peersupport.truth import Truth


class Outcome(Enum):
    """May she join? UNDETERMINED always comes with what to ask, or who must settle it."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


class Finding:
    """One rule, what it came to and what it read. `trace` shows the criterion, `guard` the rule's `when`.

    Truth and inputs are those that decided; traces are worked out when asked for, from `values`.
    """

    # Not frozen attrs: making one would cost more than all that it holds, and a decision makes one for each rule.
    __slots__ = ("_inputs", "_traces", "_values", "rule", "truth")

    def __init__(self, rule: Rule, truth: Truth, inputs: Inputs | None, values: Callable[[], Values]) -> None:
        self.rule = rule
        self.truth = truth
        self._values = values
        self._inputs = inputs

    @property
    def inputs(self) -> Inputs:
        """Facts and their values, as they were read."""
        if self._inputs is None:
            self._inputs = tuple((one.fact, one.value) for one in self.readings())
        return self._inputs

    @property
    def values(self) -> Values:
        """What it was judged of: the values of facts and parameters."""
        return self._values()

    @property
    def trace(self) -> Trace:
        """The criterion's trace."""
        return self.traces()[-1]

    @property
    def guard(self) -> Trace | None:
        """The guard's trace, if the rule has a guard."""
        return None if self.rule.when is None else self.traces()[0]

    @property
    def applies(self) -> Truth:
        """Whether the rule applies at all: its guard's truth."""
        return Truth.TRUE if self.guard is None else self.guard.truth

    def traces(self) -> tuple[Trace, ...]:
        """The guard, if any, and the criterion."""
        try:
            return self._traces
        except AttributeError:
            values = self.values
            self._traces: tuple[Trace, ...] = tuple(evaluate(one, values) for one in judged_by(self.rule))
            return self._traces

    def visible_to(self, audience: Audience) -> bool:
        """Whether every fact that the rule speaks of, read or not, may be shown to this reader."""
        return all(audience in one.visible_to for one in facts_of(criteria_of([self.rule])))

    def readings(self) -> Iterator[Reading]:
        """Every fact as it was read, in order."""
        for _, reading in self.placed():
            yield reading

    def placed(self) -> Iterator[tuple[int | None, Reading]]:
        """Every fact as it was read, with the position of the member that it is about, if it is about one."""
        for trace in self.traces():
            yield from _placed(trace, None)


@frozen
class MissingFact:
    """A fact, parameter or collection that would have to be known, and the question that asks for it.

    `member` is the position among the subject's members (the second child is 1); `error` the code of what went wrong
    when the fact was worked out.
    """

    name: str
    question: str
    asked_of: AskedOf
    member: int | None = None
    error: str | None = None
    visible_to: frozenset[Audience] = EVERYBODY
    depth: int = 0

    def may_be_told_to(self, audience: Audience) -> bool:
        """Whether this reader may see the question: a participant sees only what is asked of her."""
        own = audience is not Audience.PARTICIPANT or self.asked_of is AskedOf.PARTICIPANT
        return own and audience in self.visible_to


@frozen
class Turn:
    """Where somebody who was refused may turn, and the rule that says so."""

    rule: str
    redirect: Redirect


@frozen
class Held:
    """Who must settle what is unknown, and the rule that asks for it."""

    rule: str
    hold: Hold


@frozen
class Annotation:
    """What accompanies an outcome without touching it: a priority or an expectation, and its truth."""

    rule: str
    truth: Truth
    advice: str


@frozen
class Routed:
    """Who would take the case: the targets whose criterion is TRUE, and those that cannot be told yet."""

    rule: str
    targets: tuple[str, ...]
    unknown: tuple[str, ...]


@frozen
class Owed:
    """An obligation that a rule adds; `truth` UNKNOWN makes it advice."""

    rule: str
    truth: Truth
    obligation: Obligation


def turning_finding(finding: Finding) -> tuple[frozenset[str], ...]:
    """The smallest sets of facts that would make a requirement TRUE, or keep it from applying."""
    sets = turning(finding.trace)
    return sets if finding.guard is None else smallest([*sets, *turning(finding.guard, Truth.FALSE)])


def finding_of(rule: Rule, values: Values) -> Finding:
    """Judge one rule by the reference evaluator (design.md, Rules: what `when` does)."""
    finding = Finding(rule, Truth.UNKNOWN, None, lambda: values)
    guard, trace = finding.guard, finding.trace
    if guard is None:
        finding.truth = trace.truth
    else:
        finding.truth = (~guard.truth | trace.truth) if rule.effect in CONDITIONS else guard.truth & trace.truth
    return finding


def _placed(trace: Trace, member: int | None) -> Iterator[tuple[int | None, Reading]]:
    place = trace.member if trace.member is not None else member
    for reading in trace.readings:
        yield place, reading
    for part in trace.parts:
        yield from _placed(part, place)


def to_be_mended(faults: Iterable[Fault]) -> tuple[MissingFact, ...]:
    """What to ask the service where plugins that should have spoken could not: one question for each fault."""
    return tuple(
        MissingFact(name=f"plugin:{one.code}", question=f"Can this be mended? {one.message}", asked_of=AskedOf.SERVICE)
        for one in faults
    )


def missing_of(findings: Iterable[Finding]) -> tuple[MissingFact, ...]:
    """What keeps UNKNOWN findings unknown, each once; what others presuppose comes first, then by name."""
    found: dict[tuple[str, int | None], MissingFact] = {}
    for finding in findings:
        if finding.truth is Truth.UNKNOWN:
            for missing in _of_finding(finding):
                key = (missing.name, missing.member)
                earlier = found.get(key, missing)
                readers = missing.visible_to | earlier.visible_to
                found[key] = missing if readers == missing.visible_to else evolve(missing, visible_to=readers)
    return tuple(sorted(found.values(), key=lambda one: (one.depth, one.name, one.member or 0)))


def _of_finding(finding: Finding) -> Iterator[MissingFact]:
    """What keeps one finding unknown. What only the rule speaks of is shown to those who may see the rule."""
    criteria = criteria_of([finding.rule])
    for trace in finding.traces():
        for missing in _missing(trace, None):
            hidden = missing.asked_of is AskedOf.SERVICE
            yield evolve(missing, visible_to=missing.visible_to & _readers(criteria)) if hidden else missing
        if any(isinstance(node.criterion, Unknown) for node in _open(trace)):
            yield evolve(_unsettled(finding.rule), visible_to=_readers(criteria))


def _open(trace: Trace) -> Iterator[Trace]:
    if trace.truth is Truth.UNKNOWN:
        yield trace
        for part in trace.parts:
            yield from _open(part)


def _unsettled(rule: Rule) -> MissingFact:
    """What no fact can answer: whoever holds the case settles it, else the service."""
    by = rule.unknown.by if rule.unknown is not None else AskedOf.SERVICE.value
    asked_of = AskedOf(by) if by in {one.value for one in AskedOf} else AskedOf.SERVICE
    question = (rule.unknown.reason if rule.unknown is not None else "") or f"Who settles {rule.name}?"
    return MissingFact(name=rule.name, question=question, asked_of=asked_of)


def _missing(trace: Trace, member: int | None) -> Iterator[MissingFact]:
    if trace.truth is not Truth.UNKNOWN:
        return
    for reading in trace.readings:
        if reading.blocked is not None:
            yield _asked(reading.blocked, member, None)
        elif reading.unset is not None:
            yield _to_set(reading.unset)
        elif not _exact(reading):
            yield _asked(reading.fact, member, reading.error)
    for one in trace.used:
        if one.value is None:
            yield _to_set(one.parameter)
    if not trace.parts:
        yield from _collections(trace)
    for part in trace.parts:
        yield from _missing(part, part.member if part.member is not None else member)


def _to_set(parameter: Parameter) -> MissingFact:
    question = (
        parameter.question or f"What holds here for `{parameter.name}`: {parameter.meaning or 'no value is set'}?"
    )
    return MissingFact(name=parameter.name, question=question, asked_of=AskedOf.SERVICE)


def _collections(trace: Trace) -> Iterator[MissingFact]:
    node = trace.criterion
    operands = (node.left, node.right) if isinstance(node, Compare) else ()
    folds = [node] if isinstance(node, Quantified) else [one for one in operands if isinstance(one, Count)]
    for fold in folds:
        name = f"{fold.collection.owner}.{fold.collection.attribute}"
        yield MissingFact(
            name=name,
            question=fold.collection.question or f"Which {fold.collection.name} are there?",
            asked_of=AskedOf.REFERRER,
            visible_to=_readers([fold.part]),
        )


def _readers(criteria: Iterable[Criterion]) -> frozenset[Audience]:
    """Who may see every fact that the criteria speak of."""
    return EVERYBODY.intersection(*(one.visible_to for one in facts_of(criteria)))


def _exact(reading: Reading) -> bool:
    if reading.fact.kind.ordered:
        low, high = bounds_of(reading.fact.kind, reading.value)
        return low == high
    return reading.value is not None


def _asked(fact: Fact, member: int | None, error: str | None) -> MissingFact:
    return MissingFact(
        name=fact.name,
        question=fact.question or f"What is {fact.meaning}?",
        asked_of=fact.asked_of,
        member=member,
        error=error,
        visible_to=fact.visible_to.intersection(*(one.visible_to for one in presuppositions(fact))),
        depth=len(presuppositions(fact)),
    )
