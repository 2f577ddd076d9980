"""Mistakes in evaluating criteria, in replaying, on the way through a pathway, and in a consent's life."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import attrs
from tests.testing.faults.fault import Fault
from tests.testing.faults.of_eligibility import host

from peersupport import Case
from peersupport._attrs import evolve
from peersupport.policies.disclosure import DisclosureEffect
from peersupport.records.consent import ConsentStatement, ConsentStatus, StatementKind
from peersupport.records.disclosure import DisclosureRequest
from peersupport.records.enrolments import EndReason
from peersupport.rules.criteria import AnyOf, Criterion
from peersupport.rules.values import Settings
from peersupport.testing import laws
from peersupport.testing.machines import ConsentLifecycle, PathwayWalk
from peersupport.testing.services.consent import EngineConsent, HostConsent
from peersupport.testing.services.evaluating import Compiled, Reference
from peersupport.testing.services.ledgers import Clock
from peersupport.testing.services.pathways import PathwayService, pathways_of
from peersupport.testing.services.replay import HostReplay
from peersupport.truth import Truth

Change = Callable[[Truth, Criterion, Any], Truth]


@attrs.frozen
class Evaluates:
    """An evaluator of which the truths are tampered with."""

    change: Change
    whole: Any = attrs.field(factory=Reference)

    def truth(self, criterion: Criterion, subject: object, on: date, settings: Settings) -> Truth:
        """The faulty truth."""
        return self.change(self.whole.truth(criterion, subject, on, settings), criterion, subject)


def evaluates(change: Change, whole: Any = None) -> Callable[[], Evaluates]:
    """A service with this mistake."""
    return lambda: Evaluates(change, whole or Reference())


class FirstPart(Reference):  # type: ignore[misc]
    """Of several alternatives the first decides."""

    def truth(self, criterion: Criterion, subject: object, on: date, settings: Settings) -> Truth:
        """The faulty truth."""
        node = criterion.parts[0] if isinstance(criterion, AnyOf) else criterion
        return super().truth(node, subject, on, settings)


def raising(subject: Any) -> bool:
    """Whether one of its values raises."""
    return any(isinstance(one, BaseException) for one in subject.values.values())


class ThrowsAway(HostReplay):
    """The last decision that was kept is gone."""

    @contextmanager
    def store(self, clock: Clock) -> Generator[Any, None, None]:
        """Without it."""
        with super().store(clock) as opened:
            yield lambda: _Changed(opened(), lambda all: all[:-1])


class TrustsItself(HostReplay):
    """Whatever was kept, it says that it comes again."""

    @contextmanager
    def store(self, clock: Clock) -> Generator[Any, None, None]:
        """Without a look."""
        with super().store(clock) as opened:
            yield lambda: _Changed(opened(), lambda all: ["the same" for _ in all])


class ReadsTheClock(HostReplay):
    """Made again, a decision is that of the day on which it is made again."""

    @contextmanager
    def store(self, clock: Clock) -> Generator[Any, None, None]:
        """Another one, a year later."""
        with super().store(clock) as opened:
            yield lambda: _Changed(
                opened(), lambda all: [one if clock.now.year == 2026 else f"{clock.now}" for one in all]
            )


class Differs(HostReplay):
    """The second decision comes out different once there is one."""

    @contextmanager
    def store(self, clock: Clock) -> Generator[Any, None, None]:
        """A difference."""
        with super().store(clock) as opened:
            yield lambda: _Changed(
                opened(), lambda all: ["another" if place == 1 else one for place, one in enumerate(all)]
            )


class _Changed:
    def __init__(self, whole: Any, change: Callable[[Sequence[str]], Sequence[str]]) -> None:
        self.keep, self.whole, self.change = whole.keep, whole, change

    def replayed(self) -> Sequence[str]:
        """Tampered with."""
        return self.change(self.whole.replayed())


class Careless(HostReplay):
    """The digest stands for the offer alone."""

    def fingerprint(self, offer: str, case: Case, on: date) -> str:
        """Not for the answer."""
        return f"{offer} {type(case).__name__} {type(on).__name__}"


class HashSeeded(HostReplay):
    """What stands for an answer depends on the process."""

    def fingerprints_elsewhere(self, documents: Sequence[object], seed: int, zone: str) -> Sequence[str]:
        """Another one elsewhere."""
        return [f"{seed}{one}" for one in super().fingerprints_elsewhere(documents, seed, zone)]


@attrs.frozen(eq=False)
class Walk:
    """A pathway of which the subject, the steps or the answer are tampered with."""

    whole: PathwayService
    before: Callable[[Any], Any] = lambda subject: subject
    after: Callable[[Any], Any] = lambda found: found
    alone: Callable[[Any], Any] = lambda step: step

    @property
    def programme(self) -> str:
        """The programme's id."""
        return self.whole.programme

    @property
    def pathway(self) -> Any:
        """Its stages."""
        return self.whole.pathway

    def next_steps(self, subject: Any, on: date) -> Any:
        """What comes next, faulty."""
        return self.after(self.whole.next_steps(self.before(subject), on))

    def step(self, subject: Any, to: str, on: date) -> Any:
        """One stage, faulty."""
        return self.alone(self.whole.step(self.before(subject), to, on))


def walk(**given: Any) -> Callable[[], Walk]:
    """The pathway of peer supporters, with this mistake."""
    way = next(one for one in pathways_of(host()) if one.programme == "young-parents-connect")
    return lambda: Walk(way, **given)


def last_counts(subject: Any) -> Any:
    """The last record alone says where she stands."""
    return evolve(subject, stages=subject.stages and subject.stages[-1:])


class Stores(HostConsent):
    """Stores of consent with a mistake."""

    kind: Any = EngineConsent

    @contextmanager
    def place(self, clock: Clock) -> Generator[Any, None, None]:
        """Faulty ones."""
        with super().place(clock) as opened:
            yield lambda: self.kind((whole := opened()).engine, whole.programme)


class FillsGaps(EngineConsent):
    """What may be told now could always be told."""

    def effect_at(self, request: DisclosureRequest, at: datetime) -> DisclosureEffect:
        """As of now."""
        return super().effect_at(request, self.engine.now() if at else at)


class IgnoresRefusals(EngineConsent):
    """A refusal is not recorded."""

    def record(self, one: Any) -> object:
        """Unless it is a grant."""
        refusal = isinstance(one, ConsentStatement) and one.kind is StatementKind.REFUSAL
        return None if refusal else super().record(one)


class RefusesWithdrawals(EngineConsent):
    """A withdrawal of what is not there is refused."""

    def withdraw(self, withdrawal: ConsentStatement) -> object:
        """With an error."""
        if withdrawal.target == "nobody-knows-it":
            raise ValueError("there is no such statement")
        return super().withdraw(withdrawal)


class WithdrawsLate(EngineConsent):
    """A withdrawal counts from its date, also where that has not come: until then it is told."""

    def withdraw(self, withdrawal: ConsentStatement) -> object:
        """Later."""
        later = withdrawal.given_at
        return None if later is not None else super().withdraw(withdrawal)


class NeverExpires(EngineConsent):
    """Whatever was agreed to is given."""

    def status(self, participant: str, statement: str, at: datetime) -> ConsentStatus:
        """In other words."""
        found = super().status(participant, statement, at)
        return ConsentStatus.GIVEN if found is ConsentStatus.EXPIRED else found


class AnyoneRevokes(EngineConsent):
    """What the machine found: another's withdrawal is told as the end, though it counts for nothing."""

    def status(self, participant: str, statement: str, at: datetime) -> ConsentStatus:
        """In other words."""
        found, said = super().status(participant, statement, at), self.engine.history(participant).consent
        others = (one for one in said if isinstance(one, ConsentStatement) and one.giver != one.subject)
        return ConsentStatus.REVOKED if found is ConsentStatus.GIVEN and any(others) else found


def stores(kind: Any) -> Callable[[], Any]:
    """A service with this mistake."""
    return lambda: type("Faulty", (Stores,), {"kind": kind})(host(), "young-parents-connect")


FAULTS = (
    Fault(
        "unknown is true",
        laws.the_truth_is_that_of_the_specification,
        evaluates(lambda truth, *_: Truth.TRUE if truth is Truth.UNKNOWN else truth),
    ),
    Fault(
        "unknown is false in the fast path",
        laws.the_truth_is_that_of_the_specification,
        evaluates(lambda truth, *_: Truth.FALSE if truth is Truth.UNKNOWN else truth, Compiled()),
    ),
    Fault(
        "one of several is told too soon",
        laws.what_is_decided_holds_however_the_unknown_turns_out,
        evaluates(lambda truth, node, _: Truth.FALSE if isinstance(node, AnyOf) and truth is Truth.UNKNOWN else truth),
    ),
    Fault(
        "a blank is a no",
        laws.knowing_more_only_settles,
        evaluates(lambda truth, *_: Truth.FALSE if truth is Truth.UNKNOWN else truth),
    ),
    Fault(
        "the first part speaks for all",
        laws.the_order_of_parts_never_matters,
        FirstPart,
    ),
    Fault(
        "an error is a yes",
        laws.an_error_counts_as_a_blank,
        evaluates(lambda truth, _, subject: Truth.TRUE if raising(subject) else truth),
    ),
    Fault("a kept decision is gone", laws.what_was_decided_comes_again, lambda: ThrowsAway(host())),
    Fault("whatever was kept is said to come again", laws.what_was_decided_comes_again, lambda: TrustsItself(host())),
    Fault("what is made again is of today", laws.what_was_decided_comes_again, lambda: ReadsTheClock(host())),
    Fault("a decision comes out different later", laws.what_is_kept_later_changes_no_answer, lambda: Differs(host())),
    Fault("one digest for several answers", laws.another_answer_has_another_digest, lambda: Careless(host())),
    Fault("another process, another answer", laws.another_process_gives_the_same_answer, lambda: HashSeeded(host())),
    Fault("two places at once, and the last counts", PathwayWalk, walk(before=last_counts)),
    Fault(
        "she may not leave", PathwayWalk, walk(after=lambda found: attrs.evolve(found, ends=(EndReason.MOVED_AWAY,)))
    ),
    Fault("all moves are legal", PathwayWalk, walk(alone=lambda step: attrs.evolve(step, instead=None))),
    Fault("nobody may rest", PathwayWalk, walk(after=lambda found: attrs.evolve(found, may_pause=False))),
    Fault(
        "whoever left is still there",
        PathwayWalk,
        walk(
            before=lambda one: evolve(one, stages=one.stages and tuple(evolve(each, end=None) for each in one.stages))
        ),
    ),
    Fault("agreeing again fills the gap", ConsentLifecycle, stores(FillsGaps)),
    Fault("a refusal is not kept", ConsentLifecycle, stores(IgnoresRefusals)),
    Fault("a withdrawal is refused", ConsentLifecycle, stores(RefusesWithdrawals), sees=ValueError),
    Fault("a withdrawal that is dated later waits", ConsentLifecycle, stores(WithdrawsLate)),
    Fault("what has expired is told as given", ConsentLifecycle, stores(NeverExpires)),
    Fault("anybody's withdrawal is told as the end", ConsentLifecycle, stores(AnyoneRevokes)),
)
