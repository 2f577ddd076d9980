"""What a supporter may, must and must not do (design.md, Combining). Fails closed; the core's floor comes first.

The core's duty to raise a concern is REQUIRED of every supporter, and nobody is kept from it. For every other act: a
prohibition that fires, or a requirement that is not met, denies; so does either that cannot be told; what no rule of
the programme's own permits is not covered, and denied; else it may be done.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from peersupport.dates import ALWAYS, Period
from peersupport.errors import UnknownName, did_you_mean
from peersupport.facts import act_action, act_role
from peersupport.judging import BindingRules, Judgement, judgements
from peersupport.policies.boundaries.decision import BoundaryDecision, BoundaryEffect, Ground, Owed, Reason
from peersupport.records.acts import Act
from peersupport.records.exemptions import Exemption
from peersupport.records.roles import SUPPORTERS
from peersupport.rules.actions import CORE_ACTIONS, RAISE_CONCERN, NamedAction
from peersupport.rules.criteria import Member
from peersupport.rules.facts import EVERYBODY, Audience
from peersupport.rules.rule import Effect, Obligation, Rule
from peersupport.rules.structure import criteria_of, facts_of, nodes_of
from peersupport.rules.values import RecordValues
from peersupport.truth import Truth

RAISE = Obligation(
    duty="Contact the co-ordinator at once, the same day. In immediate danger call 999.",
    discharged="the co-ordinator was told",
)
"""The duty of the core's floor (TC36); the day is our choice, since the source gives no time."""


@attrs.frozen(eq=False)
class Boundaries:
    """How acts are decided in a programme at one of its sites. Pure: the same act and day always give the same answer.

    `actions` are those that the programme declares, `elsewhere` the names of other programmes' actions: a name among
    them is not covered here, any other is a slip of the pen. `owner` is the plugin that brought the programme: only its
    own rules permit, and only its own prohibitions can be exempted from.
    """

    rules: BindingRules
    actions: tuple[NamedAction, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    owner: str = ""
    not_covered: str = "ask the co-ordinator"
    runs: Period = ALWAYS
    """When the site runs: outside that time nothing is covered there."""

    @property
    def known(self) -> tuple[NamedAction, ...]:
        """The actions that one may ask about here: the core's, then the programme's."""
        return (*CORE_ACTIONS, *self.actions)

    def decide(self, act: Act, on: date, exemptions: Iterable[Exemption] = ()) -> BoundaryDecision:
        """PERMIT, DENY or REQUIRED on a day. Raises `UnknownName` for an action that no programme declares."""
        names = {one.id for one in self.known} | self.elsewhere
        if act.action not in names and not self.rules.unavailable:
            raise UnknownName("there is no such action", help=did_you_mean(act.action, names))
        judged = judgements(self.rules.in_force(on), RecordValues(act, on, self.rules.settings(on)))
        if act.action == RAISE_CONCERN.id:
            return _floor(act, on, judged)
        given = sorted(exemptions, key=lambda one: one.id)
        exempted = {one: by for one in judged if (by := self._exemption(one, act, on, given)) is not None}
        against = [one for one in judged if one.against and one not in exempted]
        permits = [one for one in judged if one.rule.effect is Effect.PERMIT and self._own(one.rule)]
        permitted = [one for one in permits if one.truth is Truth.TRUE]
        untold = [one for one in permits if one.truth is Truth.UNKNOWN]
        covered = self.runs.contains(on) and bool(permitted or any(_covers(one.rule, act, permits) for one in exempted))
        sure = any(one.truth is not Truth.UNKNOWN for one in against)
        barring = [_against(one) for one in against]
        barring += [Reason(ground=Ground.UNAVAILABLE, about=fault.code) for fault in self.rules.unavailable]
        barring += [] if covered or sure else [self._not_covered(untold, on)]
        allowing = [_reason(Ground.EXEMPTED, one, by) for one, by in exempted.items()]
        allowing += [] if barring else [_reason(Ground.PERMITTED, one) for one in permitted]
        return BoundaryDecision(
            act=act,
            on=on,
            effect=BoundaryEffect.DENY if barring else BoundaryEffect.PERMIT,
            reasons=(*barring, *allowing, *_beside(judged)),
            owed=_owed(judged),
            provisional=bool(barring) and not sure and bool(covered or untold or self.rules.unavailable),
        )

    def _own(self, rule: Rule) -> bool:
        return rule.plugin == self.owner

    def _exemption(self, one: Judgement, act: Act, on: date, given: Sequence[Exemption]) -> Exemption | None:
        """The first exemption from a prohibition of the programme's own that surely fires: none from anything else."""
        if one.rule.effect is not Effect.PROHIBIT or one.truth is not Truth.TRUE or not self._own(one.rule):
            return None
        return next((each for each in given if each.covers(one.rule.name, act.by, on)), None)

    def _not_covered(self, untold: Iterable[Judgement], on: date) -> Reason:
        missing = tuple(dict.fromkeys(fact for one in untold for fact in one.missing))
        about = self.not_covered if self.runs.contains(on) else f"the site does not run on that day; {self.not_covered}"
        return Reason(ground=Ground.NOT_COVERED, about=about, missing=missing)


def named_in(rule: Rule) -> frozenset[object]:
    """The actions that a rule names."""
    nodes = [node for node in nodes_of(criteria_of([rule])) if isinstance(node, Member) and node.operand is act_action]
    return frozenset(name for node in nodes if isinstance(node.allowed, frozenset) for name in node.allowed)


def _covers(forbidding: Rule, act: Act, permits: Iterable[Judgement]) -> bool:
    """Whether an exemption lets the act be done, and not only a way of doing what others than she are permitted.

    It does where the prohibition speaks of her role, or where the programme permits the act to nobody.
    """
    hers = act_role in set(facts_of(criteria_of([forbidding])))
    return hers or not any(act.action in named_in(one.rule) for one in permits)


def readers_of(rule: Rule) -> frozenset[Audience]:
    """Who may see everything that a rule speaks of."""
    return EVERYBODY.intersection(*(one.visible_to for one in facts_of(criteria_of([rule]))))


def _floor(act: Act, on: date, judged: Sequence[Judgement]) -> BoundaryDecision:
    """The core's floor: no rule, exemption or missing plugin has a say in it; a programme's rules may add duties."""
    required = act.role in SUPPORTERS
    return BoundaryDecision(
        act=act,
        on=on,
        effect=BoundaryEffect.REQUIRED if required else BoundaryEffect.PERMIT,
        reasons=(Reason(ground=Ground.FLOOR, about=RAISE_CONCERN.id), *_beside(judged)),
        owed=(Owed(obligation=RAISE), *_owed(judged)),
    )


def _reason(ground: Ground, one: Judgement, exemption: Exemption | None = None, about: str = "") -> Reason:
    return Reason(
        ground=ground,
        about=about or one.rule.name,
        rule=one.rule,
        exemption=exemption,
        missing=one.missing,
        visible_to=readers_of(one.rule),
    )


def _against(one: Judgement) -> Reason:
    if one.truth is Truth.UNKNOWN:
        return _reason(Ground.UNTOLD, one)
    return _reason(Ground.PROHIBITED if one.rule.effect is Effect.PROHIBIT else Ground.NOT_MET, one)


def _beside(judged: Iterable[Judgement]) -> Iterator[Reason]:
    """What goes with an answer: what is usual and is not so here (unknown warns of nothing), and duties untold."""
    for one in judged:
        if one.rule.effect is Effect.EXPECT and one.truth is Truth.FALSE:
            yield _reason(Ground.WARNING, one, about=one.rule.advice)
        elif one.rule.obligation is not None and one.truth is Truth.UNKNOWN:
            yield _reason(Ground.DUTY_UNTOLD, one, about=one.rule.obligation.duty)


def _owed(judged: Iterable[Judgement]) -> tuple[Owed, ...]:
    return tuple(
        Owed(obligation=one.rule.obligation, rule=one.rule.name, visible_to=readers_of(one.rule))
        for one in judged
        if one.rule.obligation is not None and one.truth is Truth.TRUE
    )
