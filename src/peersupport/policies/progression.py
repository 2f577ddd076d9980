"""What comes next on her pathway? Every stage that she may move to: open, not open, or not told yet, and why."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property

import attrs

from peersupport._attrs import evolve
from peersupport.dates import plain_days
from peersupport.decisions import Decision, decided
from peersupport.errors import Fault, RuleError, UnknownName, did_you_mean
from peersupport.explanations import Explanation, Line
from peersupport.facts.stages import Standing, stands
from peersupport.findings import Annotation, Held, MissingFact, Outcome, Owed, Turn
from peersupport.records.case import Case
from peersupport.records.enrolments import EndReason
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.supporters import Supporter
from peersupport.rules.document import Json
from peersupport.rules.epochs import RulesInForce
from peersupport.rules.facts import EVERYBODY, AskedOf, Audience
from peersupport.rules.pathways import OUTSIDE, PAUSED, Pathway, Stage

Subject = Case | Supporter
KINDS: dict[str, type[Subject]] = {"Case": Case, "Supporter": Supporter}
WHERE = MissingFact(
    name="core.standing",
    question="At which stage is she now, and since when?",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=EVERYBODY,
)
"""What is asked where it cannot be told where she stands."""


class Opening(Enum):
    """Whether a stage is open to her. UNDETERMINED always comes with what to ask."""

    OPEN = "open"
    NOT_OPEN = "not_open"
    UNDETERMINED = "undetermined"
    NO_MOVE = "no_move"
    """The pathway has no such move from where she stands."""


OPENINGS = {
    Outcome.ELIGIBLE: Opening.OPEN,
    Outcome.NOT_ELIGIBLE: Opening.NOT_OPEN,
    Outcome.UNDETERMINED: Opening.UNDETERMINED,
}
OUTCOMES = {
    **{opening: outcome for outcome, opening in OPENINGS.items()},
    Opening.NO_MOVE: Outcome.NOT_ELIGIBLE,
}
"""The outcome that a document gives: of the whole step, not of its rules alone."""
WORDS = {
    Opening.OPEN: "open to her",
    Opening.NOT_OPEN: "not open",
    Opening.UNDETERMINED: "cannot be told yet",
    Opening.NO_MOVE: "no move of this pathway",
}


@attrs.frozen(eq=False, repr=False)
class Step:
    """One stage, and whether it is open. `placed` is False where it cannot be told where she stands now.

    `instead` names the moves that there are, where there is none to this stage.
    """

    stage: Stage
    placed: bool
    decision: Decision
    instead: tuple[str, ...] | None = None

    @property
    def opening(self) -> Opening:
        """Open only if she stands where a move leads here, and every requirement is met."""
        if self.instead is not None:
            return Opening.NO_MOVE
        found = OPENINGS[self.decision.outcome]
        return Opening.UNDETERMINED if found is Opening.OPEN and not self.placed else found

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """What to ask, where it cannot be told."""
        if self.opening is not Opening.UNDETERMINED:
            return ()
        return (*(() if self.placed else (WHERE,)), *self.decision.missing)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The rules that are not met, where it is not open."""
        return self.decision.determining if self.opening is Opening.NOT_OPEN else ()

    @property
    def redirects(self) -> tuple[Turn, ...]:
        """What leads on from what is not met."""
        return self.decision.redirects

    @property
    def holds(self) -> tuple[Held, ...]:
        """Who must settle what is unknown."""
        return self.decision.holds

    def explain(self, audience: Audience | str = Audience.CO_ORDINATOR) -> Explanation:
        """The step told to one audience, who sees only what she may see."""
        told = self.decision.explain(audience)
        day = told.title.rpartition(", on ")[2]
        moves = tuple(Line(text=one) for one in self.instead or ())
        lines = [Line(text="There are moves to", lines=moves)] if moves else []
        if WHERE in self.missing and WHERE.may_be_told_to(told.audience):
            lines.append(Line(text=f"{WHERE.question} — asked of the {WHERE.asked_of.value}"))
        title = f"{self.decision.rule_set.title}: {WORDS[self.opening]}, on {day}"
        return evolve(told, title=title, lines=(*lines, *told.lines))

    def document(self, audience: Audience | str = Audience.AUDITOR) -> Json:
        """The step as JSON, limited to what the audience may see."""
        told = self.decision.document(audience)
        del told["offer"]
        opening = {"stage": self.stage.id, "opening": self.opening.value, "outcome": OUTCOMES[self.opening].value}
        asked = [WHERE] if not self.placed and self.opening is Opening.UNDETERMINED else []
        missing = [{"name": one.name, "question": one.question, "asked_of": one.asked_of.value} for one in asked]
        return {**told, **opening, "missing": [*missing, *told["missing"]], "instead": self.instead}


@attrs.frozen(eq=False, repr=False)
class NextSteps:
    """What comes next for one subject on one pathway, on one day."""

    pathway: Pathway
    standing: Standing
    steps: tuple[Step, ...]
    may_pause: bool
    """Whether the pathway lets her rest where she is; resting asks for nothing."""
    ends: tuple[EndReason, ...]
    """How it may end; her own choice always may, and no rule stands before it."""
    staying: Decision | None
    """What is said of those who stay; advice and duties only."""
    on: date
    rules_as_of: date
    unavailable: tuple[str, ...] = ()

    @cached_property
    def by_stage(self) -> Mapping[str, Step]:
        """The steps by stage."""
        return {one.stage.id: one for one in self.steps}

    @property
    def open(self) -> tuple[str, ...]:
        """The stages that are open to her."""
        return tuple(one.stage.id for one in self.steps if one.opening is Opening.OPEN)

    @property
    def advice(self) -> tuple[Annotation, ...]:
        """What is usual for those who stay, and is not so."""
        return self.staying.advice if self.staying is not None else ()

    @property
    def obligations(self) -> tuple[Owed, ...]:
        """What must be done for those who stay."""
        return self.staying.obligations if self.staying is not None else ()


@attrs.frozen(eq=False)
class Progression:
    """One pathway of one programme at one site, ready to answer. Pure: the same records and day, the same answer."""

    programme: str
    pathway: Pathway
    stages: Mapping[str, RulesInForce]
    """By stage: the rules of entry to it."""
    staying: RulesInForce
    unavailable: tuple[Fault, ...] = ()

    def next_steps(self, subject: Subject, on: date, *, rules_as_of: date | None = None) -> NextSteps:
        """Every stage that she may move to from where she stands on the day.

        Where that cannot be told, every stage that somebody may move to, and none of them is open. `rules_as_of` judges
        by the rules of another day: that of an old application. Raises `InvalidDate`, and `RuleError` for another kind
        of subject.
        """
        subject, where = self._placed(subject, on)
        legal = self._legal(where)
        inside = where.stage is not None and where.stage != OUTSIDE
        return NextSteps(
            pathway=self.pathway,
            standing=where,
            steps=tuple(
                self._step(subject, one, where, on, rules_as_of) for one in self.pathway.stages if one.id in legal
            ),
            may_pause=inside and not where.paused and PAUSED in self.pathway.targets(where.stage or ""),
            ends=tuple(one for one in EndReason if self.pathway.allows(one)),
            staying=decided(self.staying, subject, on, rules_as_of) if inside else None,
            on=on,
            rules_as_of=on if rules_as_of is None else rules_as_of,
            unavailable=tuple(str(fault) for fault in self.unavailable),
        )

    def step(self, subject: Subject, to: str, on: date, *, rules_as_of: date | None = None) -> Step:
        """Whether one stage is open to her. A move that the pathway does not have is refused: `NO_MOVE`, which names
        those that it has.

        Raises `UnknownName` for a stage that is not there, and what `next_steps` raises.
        """
        stage = self.pathway.stage(to)
        if stage is None:
            help = did_you_mean(to, [one.id for one in self.pathway.stages])
            raise UnknownName("the pathway has no such stage", help=help)
        subject, where = self._placed(subject, on)
        legal = self._legal(where)
        found = self._step(subject, stage, where, on, rules_as_of)
        return found if to in legal else attrs.evolve(found, instead=tuple(sorted(legal)))

    def _placed(self, subject: Subject, on: date) -> tuple[Subject, Standing]:
        plain_days(on)
        if subject.__class__ is not KINDS.get(self.pathway.subject):
            raise RuleError(f"this pathway is of a {self.pathway.subject}, not of a {type(subject).__name__}")
        if isinstance(subject, Case):
            subject = subject.addressed_to(ProgrammeId(self.programme))
        return subject, stands(subject, self.programme, self.pathway, on)

    def _legal(self, where: Standing) -> frozenset[str]:
        """The stages that may come next; from a rest, also the one at which she rests."""
        if where.stage is None:
            sources = (OUTSIDE, *(one.id for one in self.pathway.stages))
            return frozenset(target for one in sources for target in self.pathway.targets(one)) - {PAUSED}
        resumed = {where.stage} if where.paused and where.stage != OUTSIDE else set[str]()
        return (self.pathway.targets(where.stage) | resumed) - {PAUSED}

    def _step(self, subject: Subject, stage: Stage, where: Standing, on: date, as_of: date | None) -> Step:
        decision = decided(self.stages[stage.id], subject, on, as_of)
        return Step(stage=stage, placed=where.stage is not None, decision=decision)
