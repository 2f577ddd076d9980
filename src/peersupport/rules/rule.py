"""Rules: a criterion, what follows from it, and the words that it rests on."""

from collections.abc import Iterable, Mapping
from enum import Enum

from peersupport._attrs import frozen
from peersupport.citations import Citation, Mark
from peersupport.dates import Period
from peersupport.rules.criteria import AnyOf, Criterion, Operand, as_criterion


class Effect(Enum):
    """What a rule does (design.md, Rules)."""

    REQUIRE = "require"
    EXPECT = "expect"
    PROHIBIT = "prohibit"
    OBLIGE = "oblige"
    PRIORITISE = "prioritise"
    ROUTE = "route"


GATES = frozenset({Effect.REQUIRE, Effect.PROHIBIT})
"""The effects that decide an outcome."""
NARROWING = frozenset({Effect.REQUIRE, Effect.PROHIBIT, Effect.OBLIGE})
"""The effects that an overlay may add: they can only narrow."""


@frozen
class Redirect:
    """Where a person who is refused here may turn; a refusal is never a bare "no"."""

    to: str
    advice: str


@frozen
class Hold:
    """Who must settle what is unknown before anything happens."""

    by: str
    reason: str = ""


@frozen
class Obligation:
    """What must be done, and how it counts as done."""

    duty: str
    discharged: str


@frozen
class Rule:
    """One rule of one programme.

    `programme`, `in_force` and the citation's document come from the `Programme` or `Overlay` that binds it; the host
    stamps `plugin`. `targets` belongs to a route: the criterion of each target.
    """

    id: str
    requirements: tuple[str, ...]
    effect: Effect
    criterion: Criterion
    citation: Citation
    reading: str = ""
    when: Criterion | None = None
    offer: str | None = None
    otherwise: Redirect | None = None
    unknown: Hold | None = None
    obligation: Obligation | None = None
    advice: str = ""
    targets: tuple[tuple[str, Criterion], ...] = ()
    in_force: Period | None = None
    programme: str = ""
    plugin: str = ""

    @property
    def name(self) -> str:
        """The rule's name across programmes: `link-workers/MM3`."""
        return f"{self.programme}/{self.id}"


Requirements = str | Iterable[str]


def require(
    requirement: Requirements,
    criterion: Criterion | Operand,
    *,
    quote: str,
    id: str | None = None,
    when: Criterion | Operand | None = None,
    otherwise: Redirect | None = None,
    unknown: Hold | None = None,
    offer: str | None = None,
    mark: str = "seed",
    note: str = "",
    reading: str = "",
    in_force: Period | None = None,
) -> Rule:
    """A condition of entry: FALSE refuses, UNKNOWN leaves the answer open.

    `requirement` names the statement of the source that the rule carries; `quote` its words; `otherwise` where to turn
    when refused; `unknown` who holds the case while it cannot be told. Bind it: `programme.rules(require(...))`.
    """
    return _rule(
        Effect.REQUIRE, requirement, criterion, quote, id, when, offer, mark, note, reading, in_force,
        otherwise=otherwise, unknown=unknown,
    )  # fmt: skip


def expect(
    requirement: Requirements,
    criterion: Criterion | Operand,
    *,
    quote: str,
    advice: str,
    id: str | None = None,
    when: Criterion | Operand | None = None,
    offer: str | None = None,
    mark: str = "seed",
    note: str = "",
    reading: str = "",
    in_force: Period | None = None,
) -> Rule:
    """What is usual: FALSE warns with `advice`, and never touches the outcome."""
    return _rule(
        Effect.EXPECT, requirement, criterion, quote, id, when, offer, mark, note, reading, in_force, advice=advice
    )  # fmt: skip


def prohibit(
    requirement: Requirements,
    criterion: Criterion | Operand,
    *,
    quote: str,
    id: str | None = None,
    when: Criterion | Operand | None = None,
    offer: str | None = None,
    mark: str = "seed",
    note: str = "",
    reading: str = "",
    in_force: Period | None = None,
) -> Rule:
    """What must never be done: TRUE denies, UNKNOWN denies for now. For boundaries and disclosure only."""
    return _rule(Effect.PROHIBIT, requirement, criterion, quote, id, when, offer, mark, note, reading, in_force)


def oblige(
    requirement: Requirements,
    criterion: Criterion | Operand,
    *,
    quote: str,
    duty: str,
    discharged: str,
    id: str | None = None,
    when: Criterion | Operand | None = None,
    offer: str | None = None,
    mark: str = "seed",
    note: str = "",
    reading: str = "",
    in_force: Period | None = None,
) -> Rule:
    """What must be done when the criterion is TRUE: `duty`, and how it is `discharged`. UNKNOWN becomes advice."""
    return _rule(
        Effect.OBLIGE, requirement, criterion, quote, id, when, offer, mark, note, reading, in_force,
        obligation=Obligation(duty=duty, discharged=discharged),
    )  # fmt: skip


def prioritise(
    requirement: Requirements,
    criterion: Criterion | Operand,
    *,
    quote: str,
    advice: str,
    id: str | None = None,
    when: Criterion | Operand | None = None,
    offer: str | None = None,
    mark: str = "seed",
    note: str = "",
    reading: str = "",
    in_force: Period | None = None,
) -> Rule:
    """Who comes first among those who may join. It annotates and never touches the outcome."""
    return _rule(
        Effect.PRIORITISE, requirement, criterion, quote, id, when, offer, mark, note, reading, in_force, advice=advice
    )  # fmt: skip


def route(
    requirement: Requirements,
    targets: Mapping[str, Criterion | Operand],
    *,
    quote: str,
    id: str | None = None,
    when: Criterion | Operand | None = None,
    offer: str | None = None,
    mark: str = "seed",
    note: str = "",
    reading: str = "",
    in_force: Period | None = None,
) -> Rule:
    """Who would take the case: each target with the criterion that leads to it. It never touches the outcome."""
    ways = tuple((target, as_criterion(criterion)) for target, criterion in sorted(targets.items()))
    some = AnyOf(parts=tuple(criterion for _, criterion in ways))
    return _rule(Effect.ROUTE, requirement, some, quote, id, when, offer, mark, note, reading, in_force, targets=ways)


def redirect(to: str, advice: str) -> Redirect:
    """Where a person who is refused may turn, in words that can be read to her."""
    return Redirect(to=to, advice=advice)


def hold(by: str, reason: str = "") -> Hold:
    """Who must settle what is unknown: `hold("co-ordinator")`."""
    return Hold(by=by, reason=reason)


def _rule(
    effect: Effect,
    requirement: Requirements,
    criterion: Criterion | Operand,
    quote: str,
    id: str | None,
    when: Criterion | Operand | None,
    offer: str | None,
    mark: str,
    note: str,
    reading: str,
    in_force: Period | None,
    *,
    otherwise: Redirect | None = None,
    unknown: Hold | None = None,
    obligation: Obligation | None = None,
    advice: str = "",
    targets: tuple[tuple[str, Criterion], ...] = (),
) -> Rule:
    requirements = (requirement,) if isinstance(requirement, str) else tuple(requirement)
    return Rule(
        id=id or "-".join(requirements),
        requirements=requirements,
        effect=effect,
        criterion=as_criterion(criterion),
        citation=Citation(document="", quotation=quote, mark=Mark(mark), note=note),
        reading=reading,
        when=None if when is None else as_criterion(when),
        offer=offer,
        otherwise=otherwise,
        unknown=unknown,
        obligation=obligation,
        advice=advice,
        targets=targets,
        in_force=in_force,
    )
