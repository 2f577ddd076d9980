"""The routes by which something is told without a statement: each for the parties and purposes that it is for."""

import pytest
from tests.disclosure.test_telling import HOUR, NURSE, REQUEST, START, VISITOR

from peersupport import DisclosureEffect
from peersupport._attrs import evolve
from peersupport.policies.disclosure.policy import CORE
from peersupport.policies.disclosure.routes import Found, Route
from peersupport.records.consent import RoleHeld
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import Role


def route(request: DisclosureRequest, **roles: Role) -> Route | None:
    """By which route the one item is told, where the sender or recipient was given a role before."""
    persons = {"sender": VISITOR, "recipient": NURSE}
    records = [
        RoleHeld(person=persons[who], role=role, programme=request.programme, on=True, start=START, recorded_at=START)
        for who, role in roles.items()
    ]
    decision = CORE.decide(records, request)
    assert decision.effect is not DisclosureEffect.PERMIT or decision.routes[0] is not None
    return decision.routes[0] if decision.routes else None


@pytest.mark.parametrize("danger", [True, False, None])
@pytest.mark.parametrize("role", [Role.EMERGENCY_SERVICES, Role.POLICE, Role.GP])
def test_in_immediate_danger_the_emergency_services_may_be_told(role: Role, danger: bool | None) -> None:
    """They alone, whoever tells them; what is not known to be a danger opens nothing."""
    asked = evolve(REQUEST, immediate_danger=danger)
    wanted = Route.IMMEDIATE_DANGER if role is Role.EMERGENCY_SERVICES and danger is True else None
    assert route(asked, recipient=role) is wanted
    assert route(evolve(asked, sender=None), recipient=role) is wanted
    assert route(evolve(asked, recipient=None)) is None
    assert route(evolve(asked, recipient=PersonId("stranger")), recipient=role) is None
    assert route(evolve(asked, at=START), recipient=role) is None
    assert route(evolve(asked, at=START + HOUR), recipient=role) is wanted


def test_what_shows_who_she_is_is_told_with_its_place() -> None:
    """The sender learns which item to take names out of; what an earlier search found counts as well."""
    plain, named = Item(category="health", content="tired"), Item(category="health", content="Zoe is tired")
    asked = evolve(
        REQUEST,
        anonymised=True,
        known_names=("Zoe",),
        items=(plain, named, evolve(plain, content=None), evolve(named, found=("date",))),
    )
    found = (Found(item=1, kinds=("name",)), Found(item=3, kinds=("date", "name")))
    assert CORE.decide([], asked).found == found
    assert CORE.decide([], evolve(asked, anonymised=None)).found == ()
