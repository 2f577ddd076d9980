"""May she join? Any requirement FALSE: not eligible; else any UNKNOWN: undetermined; else eligible, in any order."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import attrs

from peersupport import facts
from peersupport.citations import Citation, Mark
from peersupport.dates import ALWAYS, Period
from peersupport.decisions import Decision
from peersupport.errors import Fault, InvalidDate, RuleError
from peersupport.records.case import Case
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.referrals import OnwardReferral
from peersupport.rules.check import NO_RULES, RUNS
from peersupport.rules.combinators import unknown
from peersupport.rules.criteria import All
from peersupport.rules.facts import Fact
from peersupport.rules.rule import Effect, Hold, Rule
from peersupport.rules.rule_set import Overrides, Provenance, RuleSet, epoch_starts, rule_parameters, rule_set

if TYPE_CHECKING:
    from peersupport.records.community import LearningItem, Meeting, Message, TrainingEvent

DAYS = {"Case": facts.on, "OnwardReferral": facts.onward_on}
"""The day of the decision as a fact, by the kinds of subject that speak of a family."""
Subject: TypeAlias = "Case | OnwardReferral | LearningItem | Meeting | Message | TrainingEvent"
"""What an offer may judge: a family, a referral on, or what the programme does as a community."""
KINDS: dict[str, type[Case] | type[OnwardReferral]] = {"Case": Case, "OnwardReferral": OnwardReferral}


@attrs.define(slots=True, eq=False)
class Eligibility:
    """One offer of one programme at one site, ready to answer. Pure: the same case and day always give the same answer.

    Rule sets are compiled on first use, one for each epoch, and kept.
    """

    programme: str
    title: str
    offer: str
    subject: str
    rules: tuple[Rule, ...]
    overrides: Overrides
    provenance: Provenance
    unavailable: tuple[Fault, ...] = ()
    owner: str = ""
    """The plugin that brought the programme: only its own requirements count as the programme's."""
    _starts: tuple[date, ...] = attrs.field(init=False)
    _sets: dict[int, RuleSet] = attrs.field(init=False, factory=dict[int, RuleSet])

    def __attrs_post_init__(self) -> None:
        self._starts = epoch_starts(self.rules, rule_parameters(self.rules), self.overrides)

    @property
    def epochs(self) -> tuple[date, ...]:
        """The days on which a rule or parameter changes."""
        return self._starts

    def rules_on(self, day: date) -> RuleSet:
        """The rules in force on a day."""
        epoch = bisect_right(self._starts, day) - 1
        found = self._sets.get(epoch)
        if found is None:
            found = self._sets[epoch] = rule_set(
                programme=self.programme,
                title=self.title,
                offer=self.offer,
                subject=self.subject,
                rules=self._in_force(self._starts[epoch]),
                day=self._starts[epoch],
                overrides=self.overrides,
                provenance=self.provenance,
                unavailable=self.unavailable,
            )
        return found

    def _in_force(self, day: date) -> tuple[Rule, ...]:
        """The rules of an epoch; where the programme has no requirement, one that nobody can meet: never a yes."""
        live = tuple(rule for rule in self.rules if rule.in_force is not None and rule.in_force.contains(day))
        own = any(rule.effect is Effect.REQUIRE and rule.plugin == self.owner and rule.id != RUNS for rule in live)
        return live if own or self.unavailable else (*live, _no_rules(self.programme))

    def decide(self, subject: Subject, on: date, *, rules_as_of: date | None = None) -> Decision:
        """The answer for one case (or onward referral) on a day.

        `rules_as_of` judges by the rules that were in force on another day: that of an old application. Raises
        `InvalidDate` when `on` is not a plain date, `RuleError` for another kind of subject.
        """
        if on.__class__ is not date or (rules_as_of is not None and rules_as_of.__class__ is not date):
            raise InvalidDate("the day of a decision, and that of its rules, is a `date` without a time")
        if subject.__class__ is not (KINDS.get(self.subject) or _kind_of(self.subject)) and not self.unavailable:
            raise RuleError(f"this offer judges a {self.subject}, not a {type(subject).__name__}")
        rules = self.rules_on(on if rules_as_of is None else rules_as_of)
        if isinstance(subject, Case):
            subject = subject.addressed_to(ProgrammeId(self.programme))
        sheet = rules.compiled.fill(subject, on)
        failed, unknown = rules.compiled.judge(sheet)
        return Decision(rules, sheet, failed, unknown, rules_as_of)


def _no_rules(programme: str) -> Rule:
    return Rule(
        id=NO_RULES,
        requirements=("D11",),
        effect=Effect.REQUIRE,
        criterion=unknown(),
        citation=Citation(document="", quotation="no requirement in force", mark=Mark.DEFAULT),
        unknown=Hold(by="service", reason="No requirement of the programme is in force on the day of the rules."),
        in_force=ALWAYS,
        programme=programme,
        plugin="peersupport",
    )


def runs_rule(programme: str, document: str, subject: str, periods: Iterable[tuple[str, Period]]) -> Rule | None:
    """The requirement that programme and site run on the day: outside their periods nobody may join, and it says so."""
    bounded = [(whose, period) for whose, period in periods if period != ALWAYS]
    day = _day_of(subject) if bounded else None
    if day is None:
        return None
    limits = [
        limit
        for _, period in bounded
        for limit in (
            day >= period.start if period.start is not None else None,
            day < period.end if period.end is not None else None,
        )
        if limit is not None
    ]
    words = "; ".join(f"{whose} runs {_shown(period)}" for whose, period in bounded)
    return Rule(
        id=RUNS,
        requirements=("D11",),
        effect=Effect.REQUIRE,
        criterion=limits[0] if len(limits) == 1 else All(parts=tuple(limits)),
        citation=Citation(
            document=document, quotation=words, mark=Mark.DEFAULT, note="the period that programme and site declare"
        ),
        in_force=ALWAYS,
        programme=programme,
        plugin="peersupport",
    )


def _kind_of(subject: str) -> type[object] | None:
    from peersupport.records import community  # noqa: PLC0415 - who only asks about families never needs it

    return getattr(community, subject, None)


def _day_of(subject: str) -> Fact | None:
    if subject in DAYS:
        return DAYS[subject]
    from peersupport.facts import community  # noqa: PLC0415 - who only asks about families never needs it

    return community.DAYS.get(subject)


def _shown(period: Period) -> str:
    start = f"from {period.start.isoformat()}" if period.start else "from ever"
    return f"{start} until {period.end.isoformat()}" if period.end else start
