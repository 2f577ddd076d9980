"""What a seeded fault is: a service with one mistake in it, and the law or machine that must see it."""

from collections.abc import Callable
from time import perf_counter
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from peersupport.testing import laws
from peersupport.testing.laws.law import Law, LawBroken

FEW = settings(
    max_examples=400,
    stateful_step_count=30,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
"""Enough for any fault here. What is found is not made smaller: how small it gets is tried on one fault alone."""


class Fault(NamedTuple):
    """One mistake, as somebody might make it."""

    name: str
    check: Law[Any, Any] | type[RuleBasedStateMachine]
    """The law or the machine that must see it."""
    service: Callable[[], Any]
    """The service with the mistake."""
    cases: int | None = None
    sees: type[Exception] = AssertionError
    """What the check must raise: a service that simply fails would be caught by anything."""

    @property
    def quick(self) -> bool:
        """Whether it is caught in less than a second or so."""
        return isinstance(self.check, Law) and self.check not in (*laws.OVERLAYS, *laws.REPLAY)


class Caught(NamedTuple):
    """What a law or machine said of a fault, and how long it took."""

    said: str
    seconds: float
    document: object = None


def caught(fault: Fault) -> Caught | None:
    """What the check says of the faulty service; None where it sees nothing."""
    service, began = fault.service(), perf_counter()
    try:
        if isinstance(fault.check, Law):
            fault.check(service, cases=fault.cases)
        else:
            run_state_machine_as_test(with_service(fault.check, service), settings=FEW)  # type: ignore[no-untyped-call]
    except LawBroken as broken:
        if broken.saw.startswith(fault.sees.__name__):
            return Caught(str(broken), perf_counter() - began, broken.document)
        raise
    except fault.sees as error:
        return Caught("\n".join([str(error), *getattr(error, "__notes__", [])]), perf_counter() - began)
    return None


def with_service(machine: type[RuleBasedStateMachine], service: Any) -> type[RuleBasedStateMachine]:
    """The machine with a service: its `service`, or its `services` where it compares several."""
    given = {"services": service} if isinstance(service, dict) else {"service": service}
    return type(machine.__name__, (machine,), given)
