"""Checks of session plans when a host is built: parts that add up, bands and counts that can be."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from peersupport.errors import Fault, did_you_mean
from peersupport.programmes.carriers import carrier_faults
from peersupport.programmes.programme import Programme

if TYPE_CHECKING:  # the import of the library does without plans
    from peersupport.rules.session_plans import SessionPlan


def session_faults(programme: Programme) -> Iterator[Fault]:
    """Plans and kinds of support that are wrongly declared."""
    yield from carrier_faults("session plan", programme.session_plans)
    yield from carrier_faults("kind of support", programme.support_kinds)
    for plan in programme.session_plans:
        single = [one for one in (plan.attendance, plan.venue) if one is not None]
        yield from carrier_faults(f"part of `{plan.id}`", (*plan.parts, *plan.staffing, *plan.blocks, *single))
        yield from _minutes(plan)
        for one in plan.staffing:
            if one.part and one.part not in (known := [part.id for part in plan.parts]):
                message = f"`{one.id}` staffs a part that `{plan.id}` does not have"
                yield Fault(code="plan-part", message=message, help=did_you_mean(one.part, known))
        yield from _numbers(plan)


def _minutes(plan: "SessionPlan") -> Iterator[Fault]:
    """The parts of a session add up to it (CM6): 15 and 75 make 90."""
    minutes = [one.minutes for one in plan.parts]
    known = [one for one in minutes if one is not None]
    if not known and (plan.minutes is None or not plan.parts):
        return
    if len(known) < len(minutes) or sum(known) != plan.minutes or min(known) <= 0:
        message = f"the parts of `{plan.id}` do not add up to its minutes"
        yield Fault(code="plan-minutes", message=message, help="give the session and each of its parts its minutes")


def _numbers(plan: "SessionPlan") -> Iterator[Fault]:
    band = plan.attendance
    wrong = [
        band is not None and not 0 < band.low <= band.high,
        any(one.count <= 0 for one in plan.staffing),
        any(one.from_visit <= 0 for one in plan.parts),
        plan.every_days is not None and plan.every_days <= 0,
    ]
    if any(wrong):
        message = f"`{plan.id}` has a band, count or rhythm that cannot be"
        yield Fault(code="plan-number", message=message, help="bands ascend, and counts begin at one")
