"""The answer to "may, or must, this be done?", with its reasons and what would have to be asked."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from peersupport._attrs import frozen
from peersupport.findings import MissingFact
from peersupport.records.acts import Act
from peersupport.records.exemptions import Exemption
from peersupport.rules.facts import EVERYBODY, Audience
from peersupport.rules.rule import Obligation, Rule


class BoundaryEffect(Enum):
    """May it be done: yes, no, or it must be."""

    PERMIT = "permit"
    DENY = "deny"
    REQUIRED = "required"


class Ground(Enum):
    """What a reason is: why it must, may or may not be done, or what goes with it."""

    FLOOR = "core-floor"
    PERMITTED = "permitted"
    EXEMPTED = "exempted"
    PROHIBITED = "prohibited"
    NOT_MET = "not-met"
    UNTOLD = "untold"
    UNAVAILABLE = "unavailable"
    NOT_COVERED = "not-covered"
    WARNING = "warning"
    DUTY_UNTOLD = "duty-untold"


@frozen
class Reason:
    """One reason: its ground, and the rule (or the code of a fault, or what to do) that it rests on.

    `missing` is what would have to be known to tell; `visible_to` who may see the reason at all.
    """

    ground: Ground
    about: str = ""
    rule: Rule | None = None
    exemption: Exemption | None = None
    missing: tuple[MissingFact, ...] = ()
    visible_to: frozenset[Audience] = EVERYBODY


@frozen
class Owed:
    """What whoever does it must do besides, and who may see that."""

    obligation: Obligation
    rule: str = ""
    visible_to: frozenset[Audience] = EVERYBODY


@attrs.frozen(eq=False, repr=False)
class BoundaryDecision:
    """An act decided. A DENY is `provisional` where only what is not known, or a plugin that is missing, stands against
    it: `missing` then says what to ask."""

    act: Act
    on: date
    effect: BoundaryEffect
    reasons: tuple[Reason, ...]
    owed: tuple[Owed, ...] = ()
    provisional: bool = False

    def __repr__(self) -> str:
        return f"<BoundaryDecision {self.effect.value}>"

    @property
    def determining(self) -> tuple[str, ...]:
        """The names of the rules that decided, sorted."""
        beside = {Ground.WARNING, Ground.DUTY_UNTOLD}
        return tuple(sorted({one.rule.name for one in self.reasons if one.rule and one.ground not in beside}))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to mind, in words, sorted."""
        return tuple(sorted({one.about for one in self.reasons if one.ground is Ground.WARNING}))

    @property
    def obligations(self) -> tuple[str, ...]:
        """What whoever does it must do, in words, sorted."""
        return tuple(sorted({one.obligation.duty for one in self.owed}))

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What to ask where the answer is provisional, each once."""
        return missing_in(self.reasons) if self.provisional else ()


def missing_in(reasons: Iterable[Reason]) -> tuple[MissingFact, ...]:
    """What keeps reasons from being told, each once; what others presuppose comes first, then by name."""
    found = {one.name: one for reason in reasons for one in reason.missing}
    return tuple(sorted(found.values(), key=lambda one: (one.depth, one.name)))
