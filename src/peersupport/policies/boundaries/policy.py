"""What a supporter may, must and must not do (design.md, Combining). Fails closed; the core's floor comes first.

The core's duty to raise a concern is REQUIRED of every supporter, and nobody is kept from it. For every other act: a
prohibition that fires, or a requirement that is not met, denies; so does either that cannot be told; what no rule of
the programme's own permits is not covered, and denied; else it may be done.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from peersupport.errors import UnknownName, did_you_mean
from peersupport.judging import BindingRules, Judgement, judgements
from peersupport.policies.boundaries.decision import BoundaryDecision, BoundaryEffect, Ground, Owed, Reason
from peersupport.records.acts import Act
from peersupport.records.exemptions import Exemption
from peersupport.records.roles import SUPPORTERS
from peersupport.rules.actions import CORE_ACTIONS, RAISE_CONCERN, NamedAction
from peersupport.rules.facts import EVERYBODY, Audience
from peersupport.rules.rule import Effect, Obligation, Rule
from peersupport.rules.structure import criteria_of, facts_of
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

    @property
    def known(self) -> tuple[NamedAction, ...]:
        """The actions that one may ask about here: the core's, then the programme's."""
        return (*CORE_ACTIONS, *self.actions)

    def decide(self, act: Act, on: date, exemptions: Iterable[Exemption] = ()) -> BoundaryDecision:
        """PERMIT, DENY or REQUIRED on a day. Raises `UnknownName` for an action that no programme declares."""
        names = {one.id for one in self.known} | self.elsewhere
        if act.action not in names and not self.rules.unavailable:
            raise UnknownName("there is no such action", help=did_you_mean(act.action, names))
        values = RecordValues(act, on, self.rules.settings(on))
        judged = judgements(self.rules.in_force(on), values)
        beside = (*_warnings(judged), *_untold_duties(judged))
        if act.action == RAISE_CONCERN.id:
            return _floor(act, on, (*_owed(judged),), beside)
        given = tuple(exemptions)
        exempted = [(one, by) for one in judged for by in self._exemptions(one, act, on, given)]
        spared = {id(one) for one, _ in exempted}
        against = [one for one in judged if one.against and id(one) not in spared]
        permits = [one for one in judged if one.rule.effect is Effect.PERMIT and self._own(one.rule)]
        permitted = [one for one in permits if one.truth is Truth.TRUE]
        untold = [one for one in permits if one.truth is Truth.UNKNOWN]
        covered = bool(permitted or exempted)
        reasons = [_against(one) for one in against]
        reasons += [Reason(ground=Ground.UNAVAILABLE, about=fault.code) for fault in self.rules.unavailable]
        sure = any(one.truth is not Truth.UNKNOWN for one in against)
        if not covered and not sure:
            missing = tuple(dict.fromkeys(fact for one in untold for fact in one.missing))
            reasons.append(Reason(ground=Ground.NOT_COVERED, about=self.not_covered, missing=missing))
        denied = bool(reasons)
        open_question = bool(self.rules.unavailable or untold) or covered
        reasons += [_reason(Ground.EXEMPTED, one, by) for one, by in exempted]
        reasons += [] if denied else [_reason(Ground.PERMITTED, one) for one in permitted]
        return BoundaryDecision(
            act=act,
            on=on,
            effect=BoundaryEffect.DENY if denied else BoundaryEffect.PERMIT,
            reasons=(*reasons, *beside),
            owed=_owed(judged),
            provisional=denied and not sure and open_question,
        )

    def _own(self, rule: Rule) -> bool:
        return rule.plugin == self.owner

    def _exemptions(self, one: Judgement, act: Act, on: date, given: Sequence[Exemption]) -> tuple[Exemption, ...]:
        """The exemptions from a prohibition of the programme's own that surely fires: none from anything else."""
        if one.rule.effect is not Effect.PROHIBIT or one.truth is not Truth.TRUE or not self._own(one.rule):
            return ()
        found = (exemption for exemption in given if exemption.covers(one.rule.name, act.by, on))
        return tuple(sorted(found, key=lambda exemption: exemption.id))


def readers_of(rule: Rule) -> frozenset[Audience]:
    """Who may see everything that a rule speaks of."""
    return EVERYBODY.intersection(*(one.visible_to for one in facts_of(criteria_of([rule]))))


def _floor(act: Act, on: date, owed: tuple[Owed, ...], beside: tuple[Reason, ...]) -> BoundaryDecision:
    """The core's floor: no rule, exemption or missing plugin has a say in it."""
    required = act.role in SUPPORTERS
    return BoundaryDecision(
        act=act,
        on=on,
        effect=BoundaryEffect.REQUIRED if required else BoundaryEffect.PERMIT,
        reasons=(Reason(ground=Ground.FLOOR, about=RAISE_CONCERN.id), *beside),
        owed=(Owed(obligation=RAISE), *owed),
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


def _warnings(judged: Iterable[Judgement]) -> tuple[Reason, ...]:
    """What is usual and is not so here; what cannot be told warns of nothing."""
    return tuple(
        _reason(Ground.WARNING, one, about=one.rule.advice)
        for one in judged
        if one.rule.effect is Effect.EXPECT and one.truth is Truth.FALSE
    )


def _owed(judged: Iterable[Judgement]) -> tuple[Owed, ...]:
    return tuple(
        Owed(obligation=one.rule.obligation, rule=one.rule.name, visible_to=readers_of(one.rule))
        for one in judged
        if one.rule.obligation is not None and one.truth is Truth.TRUE
    )


def _untold_duties(judged: Iterable[Judgement]) -> tuple[Reason, ...]:
    return tuple(
        _reason(Ground.DUTY_UNTOLD, one, about=one.rule.obligation.duty)
        for one in judged
        if one.rule.obligation is not None and one.truth is Truth.UNKNOWN
    )
