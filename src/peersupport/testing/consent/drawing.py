"""Histories near a request, drawn at random: most of what is drawn concerns what is asked.

Field by field from small pools, one case in 3,000 would hold a grant that applies, and every law would pass unseen. So
each field that shall match the request does in about 97 of 100 draws, and instants are those that occur, or one aside.

Every interval is one day, from one midnight to before the next, and no day is later than 75 after the first: with the
first in early January all are winter days, and a `given` that is an interval can be written as a date. Positions follow
when records were recorded, as in a ledger.
"""

from collections.abc import Sequence

from peersupport.testing.choices import Choices
from peersupport.testing.consent.cases import ConsentCase, Record
from peersupport.testing.consent.draft import Draft
from peersupport.testing.consent.drawing_standing import draw_competence, draw_roles
from peersupport.testing.consent.drawing_statements import Kind, draw_statement
from peersupport.testing.consent.setting import (
    BARS,
    FIRED,
    GRANTS,
    ITEMS,
    ITEMS_OF_DUTY,
    REFUSALS,
    WITHDRAWALS,
    setting,
)
from peersupport.testing.consent.worlds import RECIPIENT, SENDER, SUBJECTS, UNHEARD
from peersupport.testing.oracle.forms import Bar, Item, Request, World

KINDS: tuple[tuple[Kind, Sequence[int]], ...] = (
    ("grant", GRANTS),
    ("refusal", REFUSALS),
    ("withdrawal", WITHDRAWALS),
)


def draw(world: World, choices: Choices) -> ConsentCase:
    """A history, a request near which it lies, and what the programme's rules said."""
    draft = Draft(setting(world), choices)
    draft.request = draw_request(draft)
    draw_roles(draft, SENDER, draft.roles[0])
    draw_roles(draft, RECIPIENT, draft.roles[1])
    draft.competent = not choices.chance(0.15)
    draw_competence(draft)
    for kind, numbers in KINDS:
        for _ in range(choices.pick(numbers)):
            draft.records.append(draw_statement(draft, kind))
    if draft.records and choices.chance(0.02):
        draft.records.append(choices.pick(draft.records))
    last = len(draft.records)
    known = choices.pick((None,) * 60 + (last,) * 36 + (choices.number(0, last),) * 4)
    at = max(1, draft.moment()) if choices.chance(0.07) else draft.at
    return ConsentCase(
        records=_in_positions(draft),
        request=draft.request._replace(at=at, known=known),
        world=world,
        bars=_bars(draft),
        choices=choices.number(0, 2**32 - 1),
    )


def draw_request(draft: Draft) -> Request:
    """A request for one of the routes that there can be; sets the roles that its parties shall hold."""
    place, pick, mostly = draft.setting, draft.pick, draft.mostly
    route = pick(place.routes)
    senders, recipients = pick(place.directions)
    purposes, names = place.ordinary, tuple(place.categories)
    if route in ("duty", "onward") and not draft.chance(0.1):
        others = [name for name in names if name not in place.needed] or names
        names = (*place.needed, pick(others), pick(others))
    if route == "duty":
        senders, recipients = place.supporters, place.leads
    elif route == "onward":
        senders, recipients = place.leads, place.statutory
        purposes = (*place.safeguarding * 3, pick(place.ordinary))
    elif route == "anonymised":
        senders, recipients = place.supporters, place.professionals
        purposes = (*place.advice * 4, pick(place.ordinary))
    elif route == "danger":
        recipients = place.emergency
    draft.roles = pick(senders), pick(recipients)
    identifies, subject = 0.03 if route == "anonymised" else 0.9, pick(SUBJECTS)
    return Request(
        subject=subject,
        sender=mostly(SENDER, (None, subject), 0.98),
        recipient=mostly(RECIPIENT, (None,), 0.99),
        items=tuple(
            Item(mostly(pick(names), (UNHEARD,), 0.99), mostly(draft.chance(identifies), (None,)))
            for _ in range(pick(ITEMS_OF_DUTY if route == "duty" else ITEMS))
        ),
        purpose=mostly(pick(purposes), (None, UNHEARD), 0.98),
        at=draft.at,
        programme=place.world.programme,
        anonymised=mostly(route == "anonymised", (None, None, True, False), 0.95),
        suspicion=mostly(route in ("duty", "onward", "suspicion"), (None, None, True, False), 0.95),
        immediate_danger=mostly(route == "danger", (None, True, False)),
    )


def _in_positions(draft: Draft) -> tuple[Record, ...]:
    """All records in any order, each with its position in the ledger: by when they were recorded, if that is."""
    choices = draft.choices
    placed = sorted(choices.shuffled(draft.records), key=lambda one: one.recorded or draft.moment())
    return tuple(
        choices.shuffled(
            [
                one._replace(position=None if choices.chance(0.01) else number)
                for number, one in enumerate(placed, start=1)
            ]
        )
    )


def _bars(draft: Draft) -> tuple[Bar, ...]:
    """What the programme's rules said: of one item, mostly."""
    names = tuple(draft.setting.categories)
    return tuple(
        Bar(f"rule {number}", draft.mostly(draft.about(), names, 0.9), draft.pick(FIRED))
        for number in range(draft.pick(BARS))
    )
