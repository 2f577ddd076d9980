"""Laws of what a supporter may, must and must not do: what is not surely permitted is denied, but for a concern."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.dates import parse_date
from peersupport.errors import UnknownName
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.records.acts import Act
from peersupport.records.codec import document_of, structured
from peersupport.records.roles import SUPPORTERS, Role
from peersupport.rules.actions import RAISE_CONCERN
from peersupport.testing.blanks import erasures
from peersupport.testing.choices import Choices
from peersupport.testing.laws.law import Domain, law, must
from peersupport.testing.laws.smaller import smaller
from peersupport.testing.services.boundaries import BoundaryAnswer, BoundaryService
from peersupport.testing.strategies.records import acts
from peersupport.testing.unreadable import unreadable

DAYS = (date(2026, 11, 1), date(2025, 6, 1), date(2024, 2, 29))
ROLES = tuple(sorted(SUPPORTERS, key=lambda role: role.value))
UNHEARD = "nobody_does_this"
DENY, REQUIRED = BoundaryEffect.DENY, BoundaryEffect.REQUIRED


@frozen
class Proposed:
    """One question: may this be done in this programme on this day?"""

    programme: str
    act: Act
    on: date


def _draw(service: BoundaryService, choices: Choices) -> Proposed:
    """An action of the programme's own, if it has any; mostly by somebody whose role alone does not settle it."""
    programmes = service.programmes()
    programme = choices.pick([one for one in programmes if service.actions(one)] or programmes)
    drawn = _proposed(choices, programme, service.actions(programme) or (RAISE_CONCERN.id,))
    roles = choices.shuffled(ROLES) if choices.chance(0.6) else ()
    role = next((one for one in roles if not _settled(service, drawn, one)), drawn.act.role)
    return evolve(drawn, act=evolve(drawn.act, role=role))


def _settled(service: BoundaryService, proposed: Proposed, role: Role) -> bool:
    """Whether this role may surely not, whatever else there is to know. Who raises here is asked by the law itself."""
    with suppress(Exception):
        answer = _answer(service, evolve(proposed, act=Act(action=proposed.act.action, role=role)))
        return answer.effect is DENY and not answer.provisional
    return False


def _draw_concern(service: BoundaryService, choices: Choices) -> Proposed:
    return _proposed(choices, choices.pick(service.programmes()), (RAISE_CONCERN.id,))


def _draw_elsewhere(service: BoundaryService, choices: Choices) -> Proposed:
    """An action that this programme has not: another's, or now and then one that nobody has."""
    programme, own = choices.pick(service.programmes()), set[str]()
    own.update(service.actions(programme))
    elsewhere = [name for one in service.programmes() for name in service.actions(one) if name not in own]
    return _proposed(choices, programme, (UNHEARD,) if choices.chance(0.1) else elsewhere or (UNHEARD,))


def _proposed(choices: Choices, programme: str, actions: Iterable[str]) -> Proposed:
    on, blank = choices.pick(DAYS), choices.pick((0.1, 0.4, 0.9))
    action, role = choices.pick(tuple(actions)), choices.pick((*ROLES, *ROLES, *Role, None))
    act = acts.by(choices, on=on, blank=blank, action=action, role=role)
    return Proposed(programme=programme, act=act, on=on)


def _smaller(proposed: Proposed) -> Iterable[Proposed]:
    for act in smaller(proposed.act):
        yield evolve(proposed, act=act)


def _write(proposed: Proposed) -> object:
    return {"programme": proposed.programme, "on": proposed.on.isoformat(), "act": document_of(proposed.act)}


def _read(_: BoundaryService, document: Any) -> Proposed:
    act = structured(document["act"], Act)
    return Proposed(programme=document["programme"], on=parse_date(document["on"]), act=act)


Acts = Domain[BoundaryService, Proposed]
DOMAIN: Acts = Domain(
    draw=_draw,
    smaller=_smaller,
    write=_write,
    read=_read,
    protocol=BoundaryService,
    adapters="`HostBoundaries(host)`",
)
CONCERNS: Acts = evolve(DOMAIN, draw=_draw_concern)
ELSEWHERE: Acts = evolve(DOMAIN, draw=_draw_elsewhere)


def _answer(service: BoundaryService, asked: Proposed) -> BoundaryAnswer:
    return service.may(asked.programme, asked.act, asked.on)


@law(ELSEWHERE, source="design.md, Combining: no rule of the programme speaks", floor=0.5, cases=400)
def what_no_rule_permits_is_denied(service: BoundaryService, asked: Proposed) -> bool:
    """Default deny: what the programme's rules do not speak of may not be done, whoever asks.

    The acts are those of other programmes, and one that nobody knows: of that it may also be told that there is no such
    action (`UnknownName`). The premise: the act is none of the programme's own.
    """
    if asked.act.action in {RAISE_CONCERN.id, *service.actions(asked.programme)}:
        return False
    try:
        effect = _answer(service, asked).effect
    except UnknownName:
        must(asked.act.action == UNHEARD, "another programme's action is said not to be there")
        return True
    must(effect is DENY, "an act that no rule of the programme names may be done")
    return True


@law(DOMAIN, source="design.md, Combining: UNKNOWN denies", floor=0.2, cases=300)
def knowing_less_never_permits(service: BoundaryService, asked: Proposed) -> bool:
    """Unknown denies: what is denied is never permitted because something about it is not recorded.

    Each thing on record about the act is erased in turn. The premise: it is denied.
    """
    if _answer(service, asked).effect is not DENY:
        return False
    for path, less in erasures(asked.act):
        effect = _answer(service, evolve(asked, act=less)).effect
        must(effect is DENY, f"without {'.'.join(map(str, path))} it is {effect.value}")
    return True


@law(DOMAIN, source="design.md, Combining", floor=0.2, cases=300)
def a_sure_denial_stands(service: BoundaryService, asked: Proposed) -> bool:
    """A denial that is not provisional stays one whatever is learned; a provisional one may turn, and says so.

    The premise: something less known is denied for sure.
    """
    sure = [
        path
        for path, less in erasures(asked.act)
        if (answer := _answer(service, evolve(asked, act=less))).effect is DENY and not answer.provisional
    ]
    effect = _answer(service, asked).effect
    told = f"it was denied for sure without {'.'.join(map(str, sure[0]))}, and is {effect.value}" if sure else ""
    must(not sure or effect is DENY, told)
    return bool(sure)


@law(DOMAIN, source="design.md, Combining; Errors", floor=0.3, cases=300)
def what_cannot_be_read_is_not_permitted(service: BoundaryService, asked: Proposed) -> bool:
    """Errors fail closed: where a value raises when it is read, an act may be done only if it may without that value.

    The premise: there is something about the act on record.
    """
    found = False
    for path, broken in unreadable(asked.act):
        if path == ("action",):
            continue
        found = True
        effect = _answer(service, evolve(asked, act=broken)).effect
        if effect is not DENY:
            blank = evolve(asked, act=evolve(asked.act, **{str(path[0]): None}))
            told = f"with {'.'.join(map(str, path))} unreadable it is {effect.value}, and without it not"
            must(_answer(service, blank).effect is effect, told)
    return found


@law(DOMAIN, source="design.md, Combining: provisional, naming what to ask", floor=0.3, cases=400)
def every_denial_has_a_reason(service: BoundaryService, asked: Proposed) -> bool:
    """A denial says why; a provisional one names what to ask, or what is broken; any other asks for nothing.

    The premise: it is denied.
    """
    answer = _answer(service, asked)
    if answer.effect is not DENY:
        must(not answer.missing, f"{answer.effect.value}, and still something is asked")
        return False
    must(bool(answer.reasons), "denied without a reason")
    must(answer.provisional or not answer.missing, "denied for sure, and still something is asked")
    must(all(one.question.strip() for one in answer.missing), "something is missing that no question asks for")
    return True


@law(CONCERNS, source="consent.md, clause 1; TC36", floor=1, cases=400)
def raising_a_concern_is_always_allowed(service: BoundaryService, asked: Proposed) -> bool:
    """Nobody is kept from raising a concern: not by a rule, not by what is unknown, not by a plugin that is missing."""
    must(_answer(service, asked).effect is not DENY, "somebody is kept from raising a concern")
    for path, broken in unreadable(asked.act):
        if path != ("action",) and path != ("role",):
            effect = _answer(service, evolve(asked, act=broken)).effect
            must(effect is not DENY, f"with {'.'.join(map(str, path))} unreadable a concern may not be raised")
    return True


@law(CONCERNS, source="consent.md, clause 1; TC36", floor=0.1, cases=400)
def raising_a_concern_is_every_supporters_duty(service: BoundaryService, asked: Proposed) -> bool:
    """Of a supporter it is required. The premise: her role is that of a supporter."""
    if asked.act.role not in SUPPORTERS:
        return False
    must(_answer(service, asked).effect is REQUIRED, "a supporter may leave a concern untold")
    return True


BOUNDARIES = (
    what_no_rule_permits_is_denied,
    knowing_less_never_permits,
    a_sure_denial_stands,
    what_cannot_be_read_is_not_permitted,
    every_denial_has_a_reason,
    raising_a_concern_is_always_allowed,
    raising_a_concern_is_every_supporters_duty,
)
"""What a supporter may do."""
