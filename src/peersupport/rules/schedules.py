"""Schedules as data: what is due, counted from when, what shows that it was done, in which rhythm (D3, D5 to D9)."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeAlias

from peersupport._attrs import frozen
from peersupport.citations import Citation, cited
from peersupport.dates import Period
from peersupport.records.community import MeetingKind, OutputKind
from peersupport.records.encounters import EncounterKind
from peersupport.records.roles import Role
from peersupport.records.supporters import SupervisionKind
from peersupport.rules.parameters import Parameter


class Anchor(Enum):
    """What a schedule is counted from, which says of whom the thing is due."""

    ENROLMENT = "enrolment"
    """Of a case: from the day on which it joined."""
    BIRTH = "birth"
    """Of each child of a case that joined: from its birth."""
    SUPPORTER = "supporter"
    """Of each supporter: from the day on which she began."""
    SERIES = "series"
    """Of each series of sessions: from its first day."""
    SITE = "site"
    """Of the site as a whole: from the first day on which it runs."""
    PLAN = "plan"
    """Of a case's support plan: on the day that the parent chose (MM13)."""
    TARGET = "target"
    """Of each action of a plan that the parent may try: on its own day, or at the next visit (TC17)."""
    SHEET = "sheet"
    """Of each information sheet: on its own day of review (TC12)."""


class Shown(Enum):
    """The records that show that something was done."""

    ENCOUNTER = "encounter"
    SUPERVISION = "supervision"
    MEETING = "meeting"
    SESSION = "session"
    EVALUATION = "evaluation"
    CHILD_REVIEW = "child review"
    PLAN_REVIEW = "plan review"
    OUTPUT = "output"
    ITSELF = "itself"
    """The very record that is due: an action that is done, a sheet whose day of review was moved."""


@frozen
class Done:
    """What counts as done: records of a kind. `kinds` narrows them (none: any)."""

    shown: Shown
    kinds: tuple[str, ...] = ()


@frozen
class EveryDays:
    """Every so many days: of a series, on the days counted from its first (D5); else from the last time (D7)."""

    days: Parameter


@frozen
class EveryMonths:
    """So many calendar months after the last time (D6, clamped by D3); overdue once `tolerance` days have passed."""

    months: Parameter
    tolerance: Parameter | None = None


@frozen
class BetweenMonths:
    """From `earliest` to `latest` calendar months after the last time (D8). Sooner is never a breach."""

    earliest: Parameter
    latest: Parameter


@frozen
class EachTerm:
    """Once in each school term of the site's calendar; overdue the day after it ends (D9)."""


@frozen
class AtMonths:
    """Once, so many calendar months after the anchor (D3); from `earliest`, and overdue after `latest`."""

    months: Parameter
    earliest: Parameter | None = None
    latest: Parameter | None = None


@frozen
class OwnDay:
    """On the day that the record names; where it names none, when what `follows` (a schedule's id) is due next."""

    follows: str = ""


Rhythm: TypeAlias = EveryDays | EveryMonths | BetweenMonths | EachTerm | AtMonths | OwnDay


@frozen
class Schedule:
    """What is due of whom, as a programme declares it.

    `offered`: that it was offered is enough, so that a decline counts as done (TC9). `closes`: it moves past the days
    on which the site is closed. `roles` limits the supporters, `offer` the enrolments. `programme`, `in_force` and the
    citation's document come from the `Programme` that binds it; the host stamps `plugin`.
    """

    id: str
    requirements: tuple[str, ...]
    what: str
    anchor: Anchor
    done: Done
    rhythm: Rhythm
    citation: Citation
    offered: bool = False
    closes: bool = False
    roles: tuple[Role, ...] = ()
    offer: str | None = None
    in_force: Period | None = None
    programme: str = ""
    plugin: str = ""

    @property
    def name(self) -> str:
        """The schedule's name across programmes: `community-mothers/TC9`."""
        return f"{self.programme}/{self.id}"

    @property
    def parameters(self) -> tuple[tuple[str, Parameter], ...]:
        """The parameters of its rhythm, each with the part that it plays."""
        parts = ("days", "months", "earliest", "latest", "tolerance")
        given = ((part, getattr(self.rhythm, part, None)) for part in parts)
        return tuple((part, one) for part, one in given if one is not None)


def schedule(
    requirement: str | Iterable[str],
    what: str,
    *,
    anchor: Anchor,
    done: Done,
    rhythm: Rhythm,
    quote: str,
    id: str = "",
    mark: str = "seed",
    note: str = "",
    offered: bool = False,
    closes: bool = False,
    roles: Iterable[Role] = (),
    offer: str | None = None,
    in_force: Period | None = None,
) -> Schedule:
    """Declare a schedule: `what` is due, the statement of the source that it carries, and its words.

    Bind it with `programme.schedules(schedule(...))`. Raises `RuleError` for a mark that does not exist.
    """
    requirements = (requirement,) if isinstance(requirement, str) else tuple(requirement)
    return Schedule(
        id=id or "-".join(requirements),
        requirements=requirements,
        what=what,
        anchor=anchor,
        done=done,
        rhythm=rhythm,
        citation=cited(quote, mark=mark, note=note),
        offered=offered,
        closes=closes,
        roles=tuple(roles),
        offer=offer,
        in_force=in_force,
    )


def encounters(*kinds: EncounterKind) -> Done:
    """Encounters of these kinds."""
    return Done(shown=Shown.ENCOUNTER, kinds=tuple(one.value for one in kinds))


def supervisions(*kinds: SupervisionKind) -> Done:
    """Supervision of these kinds."""
    return Done(shown=Shown.SUPERVISION, kinds=tuple(one.value for one in kinds))


def meetings(*kinds: MeetingKind) -> Done:
    """Meetings of these kinds."""
    return Done(shown=Shown.MEETING, kinds=tuple(one.value for one in kinds))


def outputs(*kinds: OutputKind) -> Done:
    """Outputs of these kinds."""
    return Done(shown=Shown.OUTPUT, kinds=tuple(one.value for one in kinds))


SESSIONS = Done(shown=Shown.SESSION)
EVALUATIONS = Done(shown=Shown.EVALUATION)
PLAN_REVIEWS = Done(shown=Shown.PLAN_REVIEW)
CHILD_REVIEWS = Done(shown=Shown.CHILD_REVIEW)
ITSELF = Done(shown=Shown.ITSELF)
