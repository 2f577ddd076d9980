"""A home visit against the form that prompts it (TC10 to TC21). Warnings only, for the co-ordinator to talk over."""

from collections.abc import Iterable, Iterator, Sequence

from peersupport.policies.sessions.remarks import Remark, Review, reviewed, told
from peersupport.policies.sessions.sheets import shared
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.identifiers import EncounterId
from peersupport.records.roles import Role
from peersupport.records.sessions import InformationSheet
from peersupport.rules.session_plans import PlannedPart, SessionPlan

SHEETS, REVIEW, TARGETS = "sheets", "review", "targets"
ACHIEVEMENTS, HEALTH = "achievements", "health"
"""The kinds of prompts of which a visit keeps more than that they were followed."""


def review_visit(
    plan: SessionPlan,
    visit: Encounter,
    earlier: Sequence[Encounter] | None = None,
    sheets: Iterable[InformationSheet] | None = None,
    languages: tuple[str, ...] | None = None,
) -> Review:
    """A completed visit beside its plan; any other has nothing to review.

    `earlier` are the family's visits before it, oldest first (None: not recorded); `sheets` the programme's information
    sheets; `languages` those that the parent reads.
    """
    if visit.status is not EncounterStatus.COMPLETED:
        return reviewed()
    before = None if earlier is None else [one for one in earlier if one.status is EncounterStatus.COMPLETED]
    known = None if sheets is None else {one.id: one for one in sheets}
    found: list[Iterable[Remark]] = [_prompts(plan, visit, before)]
    for part in plan.parts:
        if part.kind == SHEETS:
            found.append(shared(part, visit, known, languages))
        elif part.kind == TARGETS:
            found.append(_targets(part, visit))
        elif part.kind == ACHIEVEMENTS:
            none = None if visit.achievements is None else not visit.achievements.strip()
            found.append(told(part, none, "no achievement was noted", "what was the parent praised for?"))
        elif part.kind == HEALTH:
            found.append(_health(part, visit))
    return reviewed(*found)


def accompanied_visits(visits: Iterable[Encounter], by: Role = Role.TRAINER) -> int:
    """How many completed visits somebody in a role went along to: a count, with no rhythm to keep (TC53)."""
    return sum(one.status is EncounterStatus.COMPLETED and by in (one.accompanied_by or ()) for one in visits)


def for_supervision(visits: Iterable[Encounter]) -> tuple[EncounterId, ...]:
    """The visits of which somebody said that the parent is becoming dependent: each a topic of the next supervision.

    Whoever says so decides; no number of visits or calls makes a topic, nor a breach (TC21).
    """
    return tuple(one.id for one in visits if one.dependence_flagged_by is not None)


def _prompts(plan: SessionPlan, visit: Encounter, before: Sequence[Encounter] | None) -> Iterator[Remark]:
    """The form's steps in their order: targets are reviewed first, from the second visit on, and set last."""
    if visit.prompts is None:
        yield from told(plan, None, "", "which steps of the form were followed, in which order?")
        return
    expected = plan.parts
    for part in expected:
        wrong = False if part.id in visit.prompts else _has_a_place(part, before)
        yield from told(part, wrong, f"left out: {part.title}", f"was it left out: {part.title}?")
    order = [one.id for one in expected]
    followed = [order.index(one) for one in visit.prompts if one in order]
    for part in expected:
        place = order.index(part.id)
        if place in followed:
            at = followed.index(place)
            early = any(one > place for one in followed[:at])
            yield from told(part, early, f"not in its place: {part.title}", "")


def _has_a_place(part: PlannedPart, before: Sequence[Encounter] | None) -> bool | None:
    """Whether a prompt belongs into the visit after these: a review only where something was set before (TC14)."""
    if part.from_visit > 1 and before is None:
        return None
    if before is not None and len(before) + 1 < part.from_visit:
        return False
    if part.kind == REVIEW and before:
        last = before[-1].targets
        return None if last is None else bool(last)
    return True


def _targets(part: PlannedPart, visit: Encounter) -> Iterator[Remark]:
    """The visit ends with a target, the parent's own; she may choose none, and says why (TC15, TC16)."""
    none = None if visit.targets is None else not visit.targets and not (visit.no_target_reason or "").strip()
    yield from told(part, none, "no target was set, and no reason noted", "which targets were set?")
    for target in visit.targets or ():
        by_other = None if target.author is None else target.author is not Role.PARTICIPANT
        yield from told(part, by_other, "a target is not the parent's own", "whose target is it?")


def _health(part: PlannedPart, visit: Encounter) -> Iterator[Remark]:
    """A concern about health is signposted, and not advised on (TC20)."""
    concern = visit.health_concern
    wrong = False if concern is False else None if visit.signposted is None else not visit.signposted
    if concern is None and wrong is True:
        wrong = None
    yield from told(
        part, wrong, "a health concern, and no hint to contact a health professional",
        "was there a health concern, and was the parent asked to contact a health professional?",
    )  # fmt: skip
