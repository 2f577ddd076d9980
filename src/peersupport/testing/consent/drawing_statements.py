"""Grants, refusals and withdrawals, drawn near a request."""

from typing import Literal

from peersupport.testing.consent.draft import NOTHING_NEAR, Draft
from peersupport.testing.consent.setting import Lines
from peersupport.testing.consent.worlds import DAY, OTHER, PROXY, RECIPIENT, SENDER, SUBJECTS, UNHEARD
from peersupport.testing.oracle.forms import Interval, Party, Statement

Kind = Literal["grant", "refusal", "withdrawal"]


def draw_statement(draft: Draft, kind: Kind) -> Statement:
    """A statement of a kind that mostly bears on the request; the instants of it may occur again in later ones."""
    pick, chance, subject = draft.pick, draft.chance, draft.request.subject
    given, recorded = _given(draft)
    low = draft.past() if given is None else given[0]
    if given is not None:
        draft.moments += given
    target = _target(draft) if kind == "withdrawal" else None
    lifts = target is not None and target.kind == "refusal"
    giver = PROXY if chance(0.06 if draft.competent else 0.85) else subject
    if lifts and target is not None and chance(0.4):
        giver = target.giver
    start = pick((None, None, None, draft.moment(), draft.moment(), draft.past()))
    end = pick((None, None, None, draft.at + DAY * draft.number(1, 8), draft.at + pick((0, 1, DAY)), draft.past()))
    return Statement(
        id=f"{kind[0]}{len(draft.records)}",
        kind=kind,
        subject=draft.mostly(subject, SUBJECTS),
        giver=draft.mostly(giver, (OTHER,), 0.99),
        given=given,
        start=start,
        end=end if end is None or end > max(low, low if start is None else start) else None,
        recorded=recorded,
        sender=_party(draft, kind, draft.request.sender, draft.roles[0]),
        recipient=_party(draft, kind, draft.request.recipient, draft.roles[1]),
        categories=_names(draft, kind, lifts, draft.setting.categories, draft.about()),
        purposes=_names(draft, kind, lifts, draft.setting.purposes, draft.request.purpose),
        target=None if target is None else draft.mostly(target.id, ("nothing",)),
        obligations=("tell her first",) if chance(0.2) else (),
    )


def _given(draft: Draft) -> tuple[Interval | None, int | None]:
    """When it was given: an instant, a day, or not recorded; and when it was recorded."""
    form, low = draft.choices.fraction(), draft.past()
    if form < 0.8:
        return (low, low), draft.recorded(low)
    if form >= 0.95:
        return None, draft.recorded(low)
    low -= low % DAY
    recorded = draft.recorded(low)
    if form >= 0.93:
        # On the day of the request, and recorded before it: whether it was given before cannot be told.
        low = draft.at - draft.at % DAY
        recorded = max(low, draft.at - draft.pick((0, 1, 1)))
    return (low, low + DAY - 1), recorded


def _target(draft: Draft) -> Statement | None:
    """What a withdrawal names, if anything: mostly a refusal, which it may lift."""
    earlier = [one for one in draft.records if isinstance(one, Statement)]
    refusals = [one for one in earlier if one.kind == "refusal"]
    if refusals and draft.chance(0.55):
        return draft.pick(refusals)
    return draft.pick(earlier) if earlier and draft.chance(0.35) else None


def _party(draft: Draft, kind: Kind, person: str | None, role: str) -> Party | None:
    if draft.chance(0.5 if kind == "withdrawal" else 0.015):
        return None
    if draft.chance(0.5):
        return Party("role", draft.mostly(role, draft.setting.roles))
    return Party("person", draft.mostly(person or OTHER, (OTHER, SENDER, RECIPIENT)))


def _names(draft: Draft, kind: Kind, lifts: bool, lines: Lines, name: str | None) -> tuple[str, ...] | None:
    """Categories or purposes of a statement near a name: a grant covers it, a refusal touches it."""
    if kind == "withdrawal" and draft.chance(0.5):
        return None
    if draft.chance(0.02):
        return draft.pick((None, (), (UNHEARD,)))
    if kind == "grant" or draft.chance(0.7 if lifts else 0.4):
        above, sharing, apart = lines.get(name or "", NOTHING_NEAR)
        chosen = (draft.mostly(draft.pick(above), (*sharing, *apart)),) if above else ()
        return (*chosen, draft.pick([*lines])) if draft.chance(0.12) else chosen
    return draft.touching(lines, name)
