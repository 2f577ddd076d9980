"""Rules: a criterion, what follows from it, and the words that it rests on."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TypedDict, Unpack

from peersupport._attrs import evolve, frozen
from peersupport.citations import Citation, Mark, mark_of
from peersupport.dates import Period
from peersupport.errors import RuleError, did_you_mean
from peersupport.rules.criteria import AnyOf, Criterion, Operand, as_criterion


class Effect(Enum):
    """What a rule does (design.md, Rules)."""

    REQUIRE = "require"
    EXPECT = "expect"
    PROHIBIT = "prohibit"
    OBLIGE = "oblige"
    PERMIT = "permit"
    PRIORITISE = "prioritise"
    ROUTE = "route"


CONDITIONS = frozenset({Effect.REQUIRE, Effect.EXPECT})
"""The effects that act when their criterion is FALSE: where the guard does not hold, they are met."""
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
    stamps `plugin`, and `inherited_from` where the rule is another programme's (TC61). `stage` names what a rule of
    progression speaks of: `pathway/stage`, or `allocation`. `targets` belongs to a route: the criterion of each target.
    """

    id: str
    requirements: tuple[str, ...]
    effect: Effect
    criterion: Criterion
    citation: Citation
    reading: str = ""
    when: Criterion | None = None
    offer: str | None = None
    stage: str | None = None
    otherwise: Redirect | None = None
    unknown: Hold | None = None
    obligation: Obligation | None = None
    advice: str = ""
    targets: tuple[tuple[str, Criterion], ...] = ()
    in_force: Period | None = None
    programme: str = ""
    plugin: str = ""
    inherited_from: str = ""

    @property
    def name(self) -> str:
        """The rule's name across programmes: `link-workers/MM3`."""
        return f"{self.programme}/{self.id}"


Requirements = str | Iterable[str]


class Common(TypedDict, total=False):
    """What every rule may say besides its words.

    `id` is its own name (else the requirements'), `when` the guard, `offer` the one offer that it belongs to, `stage`
    what a rule of progression speaks of (`pathway/stage`: entry to it; `pathway/stay`: those who are there;
    `allocation`), `mark` who says so (`seed`, `default`, `law`, `memory`), `note` what was chosen where the source is
    open, `reading` how it was read, `in_force` its period (else the programme's).
    """

    id: str | None
    when: Criterion | Operand | None
    offer: str | None
    stage: str | None
    mark: str
    note: str
    reading: str
    in_force: Period | None


def require(
    requirement: Requirements,
    criterion: Criterion | Operand,
    *,
    quote: str = "",
    otherwise: Redirect | None = None,
    unknown: Hold | None = None,
    **common: Unpack[Common],
) -> Rule:
    """A condition of entry: FALSE refuses, UNKNOWN leaves the answer open.

    `requirement` names the statement of the source that the rule carries; `quote` its words (a rule without any is
    refused when the host is built); `otherwise` where to turn
    when refused; `unknown` who holds the case while it cannot be told. Bind it: `programme.rules(require(...))`.
    """
    rule = _rule(Effect.REQUIRE, requirement, criterion, quote, common)
    return evolve(rule, otherwise=otherwise, unknown=unknown)


def expect(
    requirement: Requirements, criterion: Criterion | Operand, *, quote: str = "", advice: str, **common: Unpack[Common]
) -> Rule:
    """What is usual: FALSE warns with `advice`, and never touches the outcome."""
    return evolve(_rule(Effect.EXPECT, requirement, criterion, quote, common), advice=advice)


def prohibit(
    requirement: Requirements, criterion: Criterion | Operand, *, quote: str = "", **common: Unpack[Common]
) -> Rule:
    """What must never be done: TRUE denies, UNKNOWN denies for now. For boundaries and disclosure only."""
    return _rule(Effect.PROHIBIT, requirement, criterion, quote, common)


def permit(
    requirement: Requirements, criterion: Criterion | Operand, *, quote: str = "", **common: Unpack[Common]
) -> Rule:
    """What a programme says may be done: TRUE covers the act, and no other rule does (boundaries only).

    What stands against the act still denies it; what is UNKNOWN permits nothing.
    """
    return _rule(Effect.PERMIT, requirement, criterion, quote, common)


def oblige(
    requirement: Requirements,
    criterion: Criterion | Operand,
    *,
    quote: str = "",
    duty: str,
    discharged: str,
    **common: Unpack[Common],
) -> Rule:
    """What must be done when the criterion is TRUE: `duty`, and how it is `discharged`. UNKNOWN becomes advice."""
    rule = _rule(Effect.OBLIGE, requirement, criterion, quote, common)
    return evolve(rule, obligation=Obligation(duty=duty, discharged=discharged))


def prioritise(
    requirement: Requirements, criterion: Criterion | Operand, *, quote: str = "", advice: str, **common: Unpack[Common]
) -> Rule:
    """Who comes first among those who may join. It annotates and never touches the outcome."""
    return evolve(_rule(Effect.PRIORITISE, requirement, criterion, quote, common), advice=advice)


def route(
    requirement: Requirements, targets: Mapping[str, Criterion | Operand], *, quote: str = "", **common: Unpack[Common]
) -> Rule:
    """Who would take the case: each target with the criterion that leads to it. It never touches the outcome."""
    ways = tuple((target, as_criterion(criterion)) for target, criterion in sorted(targets.items()))
    some = AnyOf(parts=tuple(criterion for _, criterion in ways))
    return evolve(_rule(Effect.ROUTE, requirement, some, quote, common), targets=ways)


def redirect(to: str, advice: str) -> Redirect:
    """Where a person who is refused may turn, in words that can be read to her."""
    return Redirect(to=to, advice=advice)


def hold(by: str, reason: str = "") -> Hold:
    """Who must settle what is unknown: `hold("co-ordinator")`."""
    return Hold(by=by, reason=reason)


def _rule(
    effect: Effect, requirement: Requirements, criterion: Criterion | Operand, quote: str, common: Common
) -> Rule:
    requirements = (requirement,) if isinstance(requirement, str) else tuple(requirement)
    if extra := sorted(set(common) - set(Common.__annotations__)):
        help = did_you_mean(extra[0], Common.__annotations__)
        raise RuleError(f"a rule takes no `{extra[0]}`", code="rule-keyword", help=help)
    when = common.get("when")
    mark, note = mark_of(common.get("mark", Mark.SEED.value)), common.get("note", "")
    return Rule(
        id=common.get("id") or "-".join(requirements),
        requirements=requirements,
        effect=effect,
        criterion=as_criterion(criterion),
        citation=Citation(document="", quotation=quote, mark=mark, note=note),
        reading=common.get("reading", ""),
        when=None if when is None else as_criterion(when),
        offer=common.get("offer"),
        stage=common.get("stage"),
        in_force=common.get("in_force"),
    )
