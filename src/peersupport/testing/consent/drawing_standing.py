"""Roles, competence and authority, drawn near a request."""

from typing import Literal

from peersupport.testing.consent.draft import NOTHING_NEAR, Draft
from peersupport.testing.consent.worlds import DAY, OTHER_PROGRAMME, PROXY, SUBJECTS
from peersupport.testing.oracle.forms import Standing


def draw_roles(draft: Draft, person: str, role: str) -> None:
    """The role that somebody shall hold, now and then laid down, taken up again, or not recorded; perhaps another."""

    def standing(on: bool, start: int, role: str) -> None:
        here = draft.mostly(draft.setting.world.programme, (OTHER_PROGRAMME,), 0.98)
        draft.records.append(Standing("role", on, person, start, draft.recorded(), None, role, here))

    if draft.chance(0.015):
        return
    start = draft.past() if draft.chance(0.2) else DAY
    standing(draft.mostly(True, (False,)), start, role)
    if draft.chance(0.09):
        stop = draft.pick((start, start + 1, draft.past(), draft.beside()))
        standing(False, stop, role)
        if draft.chance(0.5):
            standing(True, draft.pick((stop, stop + 1, draft.past())), role)
    if draft.chance(0.2 if draft.request.anonymised else 0.07):
        standing(draft.chance(0.7), draft.past(), draft.pick(draft.setting.roles))


def draw_competence(draft: Draft) -> None:
    """Whether the subject can decide for herself, and who may speak for her where she cannot."""
    pick, chance = draft.pick, draft.chance
    subject, purpose, purposes = draft.request.subject, draft.request.purpose, draft.setting.purposes

    def since() -> int:
        return draft.past() if chance(0.07) else DAY

    def standing(on: bool, start: int, proxy: str = "", matching: float = 0.96) -> int:
        above = purposes.get(purpose or "", NOTHING_NEAR._replace(above=tuple(purposes))).above
        other = draft.touching(purposes, purpose)
        names = draft.mostly((pick(above),), (None, (), other, other, (pick([*purposes]),)), matching)
        person, whom = (
            (proxy, draft.mostly(subject, SUBJECTS, 0.98)) if proxy else (draft.mostly(subject, SUBJECTS, 0.99), "")
        )
        kind: Literal["authority", "competence"] = "authority" if proxy else "competence"
        draft.records.append(Standing(kind, on, person, start, draft.recorded(), None, "", "", whom, names))
        return start

    def changed(start: int) -> int:
        return pick((start, start + 1, draft.past(), draft.past()))

    if not chance(0.015):
        start = standing(draft.competent, since())
        if chance(0.09):
            standing(not draft.competent, changed(start), matching=0.6)
    if chance(0.16 if draft.competent else 0.97):
        start = standing(True, since(), PROXY)
        if chance(0.25):
            start = standing(False, changed(start), PROXY, matching=0.6)
            if chance(0.2):
                standing(chance(0.5), changed(start), PROXY, matching=0.6)
    elif chance(0.04):
        standing(False, since(), PROXY)
