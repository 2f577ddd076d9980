"""The changes of a schedule: what it is counted from, what counts as done, its rhythm, whom it is about, its words."""

from collections.abc import Iterator, Sequence
from typing import Any

from peersupport._attrs import evolve
from peersupport.programmes.contributions import Contribution
from peersupport.records.roles import Role
from peersupport.rules.schedules import Anchor, EachTerm, OwnDay, Schedule, Shown
from peersupport.testing.mutation.citations import changed_citation, changed_requirements
from peersupport.testing.mutation.mutant import Mutant, Subject
from peersupport.testing.mutation.values import changed_members, changed_value

OPTIONAL = ("tolerance", "earliest", "latest", "follows")
DECLINED = frozenset({Shown.ENCOUNTER, Shown.SUPERVISION, Shown.CHILD_REVIEW})
"""The records that can say that something was offered and declined."""
Changed = Iterator[tuple[Schedule | None, str]]


def schedule_mutants(schedule: Schedule, known: Sequence[str]) -> Iterator[Mutant]:
    """Every change of one schedule; the numbers of its rhythm are parameters, and are changed there."""
    found = [(Subject.SCHEDULE, *one) for one in _working(schedule)]
    found += [(Subject.CITATION, *one) for one in _words(schedule, known)]
    for subject, changed, words in found:
        yield Mutant(
            subject=subject,
            place=f"schedule {schedule.id}",
            change=words,
            alter=lambda whole, new=changed: _with(whole, schedule, new),  # type: ignore[misc]
            requirements=schedule.requirements,
        )


def _with(contribution: Contribution, schedule: Schedule, new: Schedule | None) -> Contribution:
    if all(one.name != schedule.name for one in contribution.schedules):
        return contribution
    kept = (new if one.name == schedule.name else one for one in contribution.schedules)
    return evolve(contribution, schedules=tuple(one for one in kept if one is not None))


def _working(schedule: Schedule) -> Changed:
    yield None, "the whole schedule dropped"
    (anchor,) = changed_value(schedule.anchor)
    yield evolve(schedule, anchor=anchor), f"counted from {schedule.anchor.value} -> from {_word(anchor)}"
    done = schedule.done
    (shown,) = changed_value(done.shown)
    yield evolve(schedule, done=evolve(done, shown=shown)), f"shown by {done.shown.value} -> by {_word(shown)}"
    for kind in done.kinds:
        rest = tuple(one for one in done.kinds if one != kind)
        words = f"{kind} no longer counts" if rest else f"{kind} -> any kind counts"
        yield evolve(schedule, done=evolve(done, kinds=rest)), words
    for field, words in _switches(schedule):
        yield evolve(schedule, **{field: not getattr(schedule, field)}), f"{words}: {_yes_to_no(schedule, field)}"
    rhythm: Any = schedule.rhythm
    for part in OPTIONAL:
        empty = "" if part == "follows" else None
        if getattr(rhythm, part, empty) != empty:
            yield evolve(schedule, rhythm=evolve(rhythm, **{part: empty})), f"without its `{part}`"
    for roles in changed_members(frozenset(schedule.roles), Role) if schedule.roles else ():
        ordered = tuple(role for role in Role if role in roles)
        yield evolve(schedule, roles=ordered), f"of {_listed(schedule.roles)} -> of {_listed(ordered)}"
    if schedule.offer is not None:
        yield evolve(schedule, offer=None), f"of the offer {schedule.offer} -> of every offer"


def _switches(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """Those that can matter: only some records can be declined, and a term ends when it ends."""
    if schedule.done.shown in DECLINED:
        yield "offered", "an offer counts as done"
    if not isinstance(schedule.rhythm, EachTerm | OwnDay):
        yield "closes", "it moves past closed days"


def _words(schedule: Schedule, known: Sequence[str]) -> Changed:
    for citation, words in changed_citation(schedule.citation):
        yield evolve(schedule, citation=citation), words
    for requirements, words in changed_requirements(schedule.requirements, known):
        yield evolve(schedule, requirements=requirements), words


def _word(one: Any) -> str:
    return str(one.value) if isinstance(one, Anchor | Shown) else ""


def _yes_to_no(schedule: Schedule, field: str) -> str:
    return "yes -> no" if getattr(schedule, field) else "no -> yes"


def _listed(roles: Sequence[Role]) -> str:
    return ", ".join(role.value for role in roles)
