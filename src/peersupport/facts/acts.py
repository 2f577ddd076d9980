"""Facts about what somebody is about to do, for a programme's boundary rules."""

from collections.abc import Callable
from datetime import date

from peersupport.records.acts import Act
from peersupport.records.roles import Role
from peersupport.rules.facts import STAFF, AskedOf, Fact, fact
from peersupport.rules.once import made_once

FAMILY = {Role.PARTICIPANT, Role.FAMILY_MEMBER}
"""Those who are visited."""


@fact("core.act_action", meaning="what is about to be done", asked_of=AskedOf.SUPPORTER)
def act_action(act: Act, day: date) -> str:
    """The name of the action, one of the programme's."""
    return act.action


@fact(
    "core.act_role",
    meaning="the role of who is about to do it",
    question="In which role is it done?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def act_role(act: Act, day: date) -> Role | None:
    """Her role in the programme; for peer supporters it is the stage of their pathway (YP11)."""
    return act.role


@fact(
    "core.act_alone",
    meaning="nobody goes with her",
    question="Does anybody go with her?",
    asked_of=AskedOf.SUPPORTER,
)
def act_alone(act: Act, day: date) -> bool | None:
    """Whether she is the only one there besides the family (TC31): who belongs to it goes with nobody."""
    return None if act.present is None else not set(act.present) - FAMILY


@made_once
def act_with(*roles: Role) -> Fact:
    """A yes-or-no fact: whether somebody in one of these roles is there too (YP16)."""
    return _among("with", "is there too", "Who is there besides her?", roles, lambda act: act.present)


@made_once
def act_agreed_by(*roles: Role) -> Fact:
    """A yes-or-no fact: whether somebody in one of these roles agreed beforehand (TC31, TC53, YP16)."""
    return _among("agreed_by", "agreed beforehand", "Who agreed beforehand?", roles, lambda act: act.agreed_by)


def _among(
    name: str, predicate: str, question: str, roles: tuple[Role, ...], read: Callable[[Act], tuple[Role, ...] | None]
) -> Fact:
    names = sorted(role.value for role in roles)
    words = " or ".join(one.replace("_", " ") for one in names)

    @fact(
        f"core.act_{name}_{'_or_'.join(names)}",
        meaning=f"a {words} {predicate}",
        question=question,
        asked_of=AskedOf.SUPPORTER,
    )
    def held(act: Act, day: date) -> bool | None:
        given = read(act)
        return None if given is None else any(role in roles for role in given)

    return held


@fact(
    "core.act_author",
    meaning="who wrote what is written",
    question="Who wrote it: the parent, or somebody for her?",
    asked_of=AskedOf.SUPPORTER,
)
def act_author(act: Act, day: date) -> Role | None:
    """The role of the author (TC16)."""
    return act.author


@fact(
    "core.act_leaders",
    meaning="how many lead together",
    question="How many lead the group together, with her?",
    unit="leaders",
    asked_of=AskedOf.SUPPORTER,
)
def act_leaders(act: Act, day: date) -> int | None:
    """The number of leaders, herself included (YP17)."""
    return act.leaders


def _flag(name: str, meaning: str, question: str, *, asked_of: AskedOf = AskedOf.SUPPORTER, **more: object) -> Fact:
    @fact(f"core.act_{name}", meaning=meaning, question=question, asked_of=asked_of, **more)  # type: ignore[arg-type]
    def recorded(act: Act, day: date) -> bool | None:
        return act.flag(name)

    return recorded


act_paid = _flag("paid", "she is paid for it", "Is she paid for it?", asked_of=AskedOf.CO_ORDINATOR)
act_kept = _flag("kept", "what is written is kept", "Is what is written kept afterwards?")
act_family_data = _flag("family_data", "it tells something of a family", "Does it tell anything of a family?")
act_photographs = _flag("photographs", "it shows people", "Does it show people?")
act_photographs_agreed = _flag(
    "photographs_agreed",
    "all whom it shows agreed, for social media",
    "Did all whom it shows agree that it is shown there?",
    presupposes=act_photographs,
)
act_violence_risk = _flag(
    "violence_risk",
    "there is a risk of violence to a visitor",
    "Is there any risk of violence to a visitor?",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
