"""What a law is: a sentence that must hold of every case, how cases are drawn, and what is told when one breaks it.

A law is called with the service that it is about: `refusal_overrides(service)`. It draws cases from a seed, counts how
often its premise held, and makes a case that breaks it smaller before it tells of it.
"""

import json
from collections.abc import Callable, Iterable
from math import sqrt
from types import UnionType
from typing import Any, Generic, NoReturn, TypeVar, get_args

from peersupport._attrs import frozen
from peersupport.testing.choices import Choices

Service = TypeVar("Service")
Case = TypeVar("Case")
STEPS = 1_000
"""How many smaller cases are tried, at most, when a law breaks."""


FAILURES = (Exception, SystemExit)
"""A service that raises one of these breaks a law; whoever stops or skips a test does not."""


class LawBroken(AssertionError):
    """A law does not hold. The message holds the smallest case found, and how to try it again."""

    def __init__(self, law: "Law[Any, Any]", document: object, seed: int | None, saw: str) -> None:
        self.law, self.document, self.seed, self.saw = law, document, seed, saw
        written = json.dumps(document, ensure_ascii=False)
        drawn = "" if seed is None else f", or with seed={seed}, cases=1"
        super().__init__(
            f"{law.name}: {law.statement}\n"
            f"  what was seen: {saw}\n"
            f"  the smallest case found: {written}\n"
            f"  to try it again: {law.name}(service, case=json.loads(case)){drawn}"
        )


def must(condition: bool, saw: str = "") -> None:
    """What a law asserts, also where Python drops assertions. Raises `AssertionError` with what was seen."""
    if not condition:
        raise AssertionError(saw)


class LawUntested(AssertionError):
    """Nothing broke a law, and that says nothing: its premise held in too few cases, or the service cannot be asked."""


@frozen
class Domain(Generic[Service, Case]):
    """What a family of laws speaks of: how its cases are drawn, made smaller, written as JSON and read again."""

    draw: Callable[[Service, Choices], Case]
    smaller: Callable[[Case], Iterable[Case]]
    """Cases with one thing less or plainer, the smallest first."""
    write: Callable[[Case], object]
    """The case as a JSON document."""
    read: Callable[[Service, Any], Case]
    protocol: type | None = None
    """What a service must satisfy for the family's laws to be asked of it; None: anything is a service."""
    adapters: str = ""
    """How the library's own parts come to satisfy it, as Markdown."""


@frozen
class Kept:
    """A law held: of how many cases, and in how many its premise did."""

    law: str
    cases: int
    met: int


@frozen
class Law(Generic[Service, Case]):
    """One law. Call it with a service; it raises `LawBroken` or `LawUntested`, or returns what it `Kept`."""

    name: str
    statement: str
    source: str
    """Where it is from: a property of the semantics, a section of the design, a decision."""
    domain: Domain[Service, Case]
    holds: Callable[[Service, Case], bool]
    """Raises `AssertionError` when the case breaks the law, and returns whether the premise held."""
    floor: float
    """In what share of the cases the premise must hold."""
    cases: int
    needs: type | None = None
    """A protocol beyond the family's own that the service must satisfy for this law to be asked of it."""
    unless: type | UnionType | None = None
    """Protocols of services of which this law is not asked: they answer by more than it speaks of, or by less."""

    def __str__(self) -> str:
        return self.name

    def __call__(self, service: Service, *, cases: int | None = None, seed: int = 0, case: object = None) -> Kept:
        """Check a number of cases from a seed on, or the one case of a document.

        Raises `LawBroken` with the smallest case found; `LawUntested` where the premise held in too few of them, or
        the service cannot be asked at all; `TypeError` for what is no service of the family, `ValueError` for a number
        of cases below one and for a document that is no case of this law (`InvalidDocument` where its faults can be
        told).
        """
        self._no_stranger(service)
        if not self.applies_to(service):
            raise LawUntested(f"{self.name}: {self._asked_of()}; skip it where `law.applies_to(service)` is False")
        if case is not None:
            return Kept(law=self.name, cases=1, met=self._met(service, self._read(service, case), None))
        count, met = self.cases if cases is None else cases, 0
        if count < 1:
            raise ValueError(f"{self.name}: {count} cases tell nothing")
        for number in range(seed, seed + count):
            drawn = self.domain.draw(service, Choices.seeded(number))
            met += self._met(service, drawn, number)
        if met < self._least(count):
            more = f"ask more cases (it asks {self.cases:,} itself), or " if count < self.cases else ""
            raise LawUntested(
                f"{self.name}: the premise held in {met} of {count} cases only; {more}give a service in which it comes "
                "up (another offer, a site that has chosen, another world); where it cannot, the law says nothing here"
            )
        return Kept(law=self.name, cases=count, met=met)

    def applies_to(self, service: object) -> bool:
        """Whether the service can be asked all that this law asks."""
        if self.unless is not None and isinstance(service, self.unless):
            return False
        return self.needs is None or isinstance(service, self.needs)

    def _no_stranger(self, service: object) -> None:
        """Raises `TypeError` for what lacks a method of the family's protocol: that breaks no law."""
        if (protocol := self.domain.protocol) is None:
            return
        named = {name for one in protocol.__mro__ for name in (*vars(one), *vars(one).get("__annotations__", ()))}
        lacking = sorted(name for name in named if not name.startswith("_") and not hasattr(service, name))
        if lacking:
            raise TypeError(
                f"{self.name} is asked of services with `{protocol.__name__}` ({protocol.__module__}); "
                f"`{type(service).__name__}` has no {', '.join(f'`{one}`' for one in lacking)}. "
                f"The library's own: {self.domain.adapters}"
            )

    def _read(self, service: Service, document: object) -> Case:
        try:
            return self.domain.read(service, document)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{self.name}: this is no case of this law, as it writes them") from error

    def _asked_of(self) -> str:
        wanted = "" if self.needs is None else f" that are `{self.needs.__name__}` too"
        others: tuple[Any, ...] = get_args(self.unless) or (self.unless,)
        spared = "" if self.unless is None else f" that are not {' or '.join(f'`{one.__name__}`' for one in others)}"
        return f"it is asked of services{wanted}{spared}, and this one is none"

    def _least(self, count: int) -> float:
        """In how many cases the premise must hold. Of fewer than the law's own it may by chance be fewer: by up to
        three standard deviations."""
        chance = 0 if count >= self.cases else 3 * sqrt(count * self.floor * (1 - self.floor))
        return count * self.floor - chance

    def _met(self, service: Service, case: Case, seed: int | None) -> bool:
        try:
            return self.holds(service, case)
        except FAILURES as error:
            self._broken(service, case, seed, error)

    def _broken(self, service: Service, case: Case, seed: int | None, error: BaseException) -> NoReturn:
        smallest, last, steps = case, error, STEPS
        smaller = iter(self.domain.smaller(case))
        while (one := next(smaller, None)) is not None and (steps := steps - 1):
            if (found := self._error(service, one, type(error))) is not None:
                smallest, last = one, found
                smaller = iter(self.domain.smaller(one))
        saw = f"{type(last).__name__}: {last}" if str(last) else type(last).__name__
        raise LawBroken(self, self.domain.write(smallest), seed, saw) from error

    def _error(self, service: Service, case: Case, kind: type[BaseException]) -> BaseException | None:
        """What a smaller case raises, if that is of the same kind: another error is another story."""
        try:
            self.holds(service, case)
        except kind as error:
            return error
        except FAILURES:  # A smaller case that makes no sense is no smaller case.
            return None
        return None


def law(
    domain: Domain[Service, Case],
    *,
    source: str,
    floor: float,
    cases: int = 1_000,
    needs: type | None = None,
    unless: type | UnionType | None = None,
) -> Callable[[Callable[[Service, Case], bool]], Law[Service, Case]]:
    """Make a law of a function that says `must`: its name is the law's, its docstring the statement."""

    def made(holds: Callable[[Service, Case], bool]) -> Law[Service, Case]:
        statement = " ".join((holds.__doc__ or "").split())
        if not statement:
            raise ValueError(f"the law `{holds.__name__}` says nothing: write its docstring")
        name = holds.__name__
        return Law(
            name=name,
            statement=statement,
            source=source,
            domain=domain,
            holds=holds,
            floor=floor,
            cases=cases,
            needs=needs,
            unless=unless,
        )

    return made
