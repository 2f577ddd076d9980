"""Services of a few lines, with the protocol's methods and nothing more: they can be asked every law, and keep it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from peersupport.findings import Outcome
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.records.acts import Act
from peersupport.records.case import Case
from peersupport.records.roles import SUPPORTERS, Role
from peersupport.testing import laws
from peersupport.testing.laws.law import Law

DENY, PERMIT, REQUIRED = BoundaryEffect.DENY, BoundaryEffect.PERMIT, BoundaryEffect.REQUIRED


@attrs.frozen
class Question:
    """What is missing."""

    question: str


@attrs.frozen
class Answer:
    """Who may join, as a small service tells it."""

    outcome: Outcome
    determining: list[str]
    missing: list[Question] = attrs.field(factory=list[Question])


@attrs.frozen
class Told:
    """What may be done, as a small service tells it."""

    effect: BoundaryEffect
    provisional: bool = False
    missing: list[Question] = attrs.field(factory=list[Question])
    reasons: tuple[str, ...] = ("we say so",)


def known(read: Callable[[], bool | None]) -> bool | None:
    """What a value says; None where it is not recorded or cannot be read."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - whatever a value raises, it is not known
        return None


def has_children(case: Case) -> bool | None:
    """Whether she has any."""
    return None if case.children is None else bool(case.children)


def lives_alone(case: Case) -> bool | None:
    """Whether she brings up her children by herself."""
    alone = case.participant.single_parent
    return None if alone is None else bool(alone)


class Group:
    """A group for single mothers: two rules."""

    def offers(self) -> list[str]:
        """One."""
        return ["ours/group"]

    def decide(self, _: str, case: Case, __: date) -> Answer:
        """No where a rule is surely not met, yes where all surely are, and else what to ask."""
        found = {one.__name__: known(lambda one=one: one(case)) for one in (has_children, lives_alone)}  # type: ignore[misc]
        if refusing := [name for name, met in found.items() if met is False]:
            return Answer(Outcome.NOT_ELIGIBLE, refusing)
        if unknown := [name for name, met in found.items() if met is None]:
            return Answer(Outcome.UNDETERMINED, unknown, [Question(f"{name}?") for name in unknown])
        return Answer(Outcome.ELIGIBLE, [*found])


class Visits:
    """One programme, in which volunteers visit."""

    unheard = DENY

    def programmes(self) -> list[str]:
        """It alone."""
        return ["ours"]

    def actions(self, _: str) -> list[str]:
        """What is done in it."""
        return ["visit"]

    def may(self, _: str, act: Act, __: date) -> Told:
        """Volunteers may visit; anybody may raise a concern, and supporters must."""
        if act.action == "raise_concern":
            return Told(REQUIRED if known(lambda: act.role in SUPPORTERS) else PERMIT)
        if act.action != "visit":
            return Told(self.unheard)
        volunteer = known(lambda: None if act.role is None else act.role == Role.PARENT_VOLUNTEER)
        if volunteer is None:
            return Told(DENY, provisional=True, missing=[Question("what is her role?")])
        return Told(PERMIT if volunteer else DENY)


ASKED = [
    *((one, Group()) for one in laws.ELIGIBILITY if one.applies_to(Group())),
    *((one, Visits()) for one in laws.BOUNDARIES),
]


@pytest.mark.parametrize(("law", "service"), ASKED, ids=lambda one: str(one) if isinstance(one, Law) else "")
def test_a_small_service_keeps_the_law(law: Law[Any, Any], service: object) -> None:
    """The law finds cases enough in which it speaks."""
    assert law(service).met


def test_what_nobody_knows_is_denied() -> None:
    """Also where there is no other programme of which an action could be taken."""

    class Lenient(Visits):
        unheard = PERMIT

    with pytest.raises(laws.LawBroken, match="no rule of the programme names"):
        laws.what_no_rule_permits_is_denied(Lenient())
