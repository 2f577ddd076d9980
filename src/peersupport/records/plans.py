"""A family's support plan: goals in the parent's own words, actions, steps, reviews at her rhythm."""

from datetime import datetime

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import PlanId, ProgrammeId
from peersupport.records.roles import Role


@record
class Action:
    """One thing to try or do, broken into steps (MM35); `author` tells the parent's from a supporter's (TC16).

    `drawn_from` is the issue, or the id of the information sheet, that it was set in accordance with (TC18).
    """

    title: str
    author: Role | None = None
    drawn_from: str | None = None
    steps: tuple[str, ...] | None = None
    due: PartialDate | None = None
    done: PartialDate | None = None


@record
class Goal:
    """What matters to her, in her words (MM34), with the actions towards it."""

    words: str
    actions: tuple[Action, ...] | None = None


@record
class PlanReview:
    """One review of the plan, in the way that meant most to her (MM13)."""

    on: PartialDate | None = None
    words: str | None = None


@record
class SupportPlan:
    """The plan that a family and a supporter made together (MM12).

    `review_wish` is how, and how often, she wants to look at it again, in her words; `next_review` a day that she
    chose, if she chose one (MM13).
    """

    id: PlanId
    programme: ProgrammeId | None = None
    authors: tuple[Role, ...] | None = None
    goals: tuple[Goal, ...] | None = None
    agreed: PartialDate | None = None
    review_wish: str | None = None
    next_review: PartialDate | None = None
    reviews: tuple[PlanReview, ...] | None = None
    recorded_at: datetime | None = None
