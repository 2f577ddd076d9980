"""A walk along a programme's pathway: one place at a time, by moves that the pathway has, and free to leave."""

from datetime import date, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from peersupport._attrs import evolve
from peersupport.facts.stages import Standing
from peersupport.policies.progression import Opening, Subject
from peersupport.records.case import Case
from peersupport.records.enrolments import EndReason, Enrolment
from peersupport.records.identifiers import CaseId, EnrolmentId, PersonId, ProgrammeId, SupporterId
from peersupport.records.people import Participant
from peersupport.records.supporters import StageSpell, Supporter
from peersupport.rules.pathways import OUTSIDE, PAUSED, Pathway
from peersupport.testing.laws.law import must
from peersupport.testing.services.pathways import PathwayService
from peersupport.testing.strategies.families import cases
from peersupport.testing.strategies.records import supporters

START = date(2025, 6, 1)


class PathwayWalk(RuleBasedStateMachine):
    """Somebody who enters a pathway, moves, rests, comes back and leaves, while days go by and records go missing.

    The model walks the pathway as data: where she stands, and whether she rests. After every step the service must say
    the same, name the moves that there are and no others, open a stage only where nothing is missing or unmet, and
    never hold her. Where her records put her at two places, or do not say since when, no stage is open.
    """

    service: ClassVar[PathwayService]
    """The service to test: give it in a subclass."""

    def __init__(self) -> None:
        super().__init__()
        self.on, self.stage, self.paused = START, OUTSIDE, False
        self.spells: list[StageSpell] = []
        self.doubled = self.undated = False
        self.known: Subject = _nobody(self.service.pathway)

    @initialize(case=cases(on=START), supporter=supporters(on=START))
    def begin(self, case: Case, supporter: Supporter) -> None:
        """Whatever is on record of her, but for where she stands."""
        self.known = case if self.service.pathway.subject == "Case" else evolve(supporter, start=None, end=None)

    @property
    def sure(self) -> bool:
        """Whether her records say where she stands."""
        return not (self.doubled or self.undated)

    @precondition(lambda self: self.sure)
    @rule(choice=st.integers(0, 20))
    def move(self, choice: int) -> None:
        """She moves to a stage to which there is a move."""
        targets = sorted(self._targets())
        if targets:
            self._go(targets[choice % len(targets)])

    @precondition(lambda self: self.sure and self._may_pause())
    @rule()
    def rest(self) -> None:
        """She rests where she is."""
        self._go(self.stage, paused=True)

    @precondition(lambda self: self.sure and self.stage != OUTSIDE)
    @rule()
    def leave(self) -> None:
        """She leaves."""
        self._end()
        self.stage, self.paused = OUTSIDE, False

    @rule(days=st.integers(1, 400))
    def wait(self, days: int) -> None:
        """Time passes; she stays where she is."""
        self.on += timedelta(days=days)

    @precondition(lambda self: self.sure and self.stage != OUTSIDE and len(self.service.pathway.stages) > 1)
    @rule(choice=st.integers(0, 20))
    def be_at_two_places(self, choice: int) -> None:
        """A second record puts her at another stage at the same time."""
        others = [one.id for one in self.service.pathway.stages if one.id != self.stage]
        self.spells.append(self._spell(others[choice % len(others)], paused=False))
        self.doubled = True

    @precondition(lambda self: self.sure and self.stage != OUTSIDE)
    @rule()
    def lose_the_day(self) -> None:
        """Since when she is there is not known any more."""
        self.spells[-1] = evolve(self.spells[-1], start=None)
        self.undated = True

    @precondition(lambda self: not self.sure)
    @rule()
    def put_right(self) -> None:
        """Somebody finds out."""
        if self.doubled:
            self.spells.pop()
        else:
            self.spells[-1] = evolve(self.spells[-1], start=self.on)
        self.doubled = self.undated = False

    @invariant()
    def one_place_and_free_to_leave(self) -> None:
        """Where she stands, what comes next, and that nobody is held."""
        pathway, subject = self.service.pathway, self._subject(self.known)
        found = self.service.next_steps(subject, self.on)
        told = _told(found.standing)
        wanted = (self.stage, self.paused if self.stage != OUTSIDE else None) if self.sure else (None, None)
        must(told == wanted, f"she stands at {told}, and by the model at {wanted}")
        must(EndReason.PARTICIPANT_CHOICE in found.ends, "she may not leave by her own choice")
        must(found.may_pause is (self.sure and self._may_pause()), f"she may {'' if found.may_pause else 'not '}rest")
        must(self.sure or not found.open, f"nobody knows where she stands, and {found.open} are open")
        if self.sure:
            must({one.stage.id for one in found.steps} == self._targets(), "there are other moves than the pathway's")
        for step in found.steps:
            asked, unmet = bool(step.missing), bool(step.unmet)
            fits = (asked, unmet) == (step.opening is Opening.UNDETERMINED, step.opening is Opening.NOT_OPEN)
            must(fits, f"{step.stage.id} is {step.opening.value}: asked {asked}, unmet {unmet}")
        blank = self.service.next_steps(self._subject(_nobody(pathway)), self.on)
        must(
            set(blank.open) <= set(found.open), "a stage is open to somebody of whom nothing else is known, not to her"
        )

    @invariant()
    def each_step_is_told_alone_as_among_all(self) -> None:
        """Asked for by name, a stage is as open as among all; one to which there is no move is refused, with those."""
        subject = self._subject(self.known)
        among = self.service.next_steps(subject, self.on).by_stage
        for stage in self.service.pathway.stages:
            step = self.service.step(subject, stage.id, self.on)
            if stage.id in among:
                must(step.opening is among[stage.id].opening, f"{stage.id} is {step.opening.value} alone")
            else:
                must(step.opening is Opening.NO_MOVE, f"there is no move to {stage.id}, and it is {step.opening.value}")
                must(set(step.instead or ()) == set(among), "the moves that there are were not named")

    def _targets(self) -> set[str]:
        pathway, back = self.service.pathway, {self.stage} if self.paused else set[str]()
        moves = [one for one in pathway.moves if self.stage in one.sources]
        return ({target for one in moves for target in one.targets} - {PAUSED, self.stage}) | back

    def _may_pause(self) -> bool:
        moves = [one for one in self.service.pathway.moves if self.stage in one.sources]
        return self.stage != OUTSIDE and not self.paused and any(PAUSED in one.targets for one in moves)

    def _go(self, stage: str, *, paused: bool = False) -> None:
        self._end()
        self.spells.append(self._spell(stage, paused=paused))
        self.stage, self.paused = stage, paused

    def _end(self) -> None:
        """The time at the last stage ends today."""
        if self.stage != OUTSIDE:
            self.spells[-1] = evolve(self.spells[-1], end=self.on)

    def _spell(self, stage: str, *, paused: bool) -> StageSpell:
        return StageSpell(pathway=self.service.pathway.id, stage=stage, start=self.on, paused=paused)

    def _subject(self, known: Subject) -> Subject:
        if isinstance(known, Supporter):
            return evolve(known, stages=tuple(self.spells))
        return evolve(known, enrolments=tuple(self._enrolment(place, one) for place, one in enumerate(self.spells)))

    def _enrolment(self, place: int, one: StageSpell) -> Enrolment:
        return Enrolment(
            id=EnrolmentId(f"enrolment-{place}"),
            programme=ProgrammeId(self.service.programme),
            stage=one.stage,
            start=one.start,
            end=one.end,
            paused=one.paused,
        )


def _nobody(pathway: Pathway) -> Subject:
    """Somebody of whom nothing is known but where she stands."""
    if pathway.subject == "Case":
        return Case(id=CaseId("case"), participant=Participant(id=PersonId("mother")))
    return Supporter(id=SupporterId("supporter"))


def _told(where: Standing) -> tuple[str | None, bool | None]:
    return where.stage, where.paused
