"""Sessions and visits against their plan: what is not as planned, and what is not recorded. Never a refusal."""

from peersupport.policies.sessions.groups import (
    Coverage,
    Intake,
    coverage,
    intake,
    mothers_present,
    review,
    review_series,
)
from peersupport.policies.sessions.remarks import Remark, Review
from peersupport.policies.sessions.visits import accompanied_visits, for_supervision, review_visit

__all__ = [
    "Coverage",
    "Intake",
    "Remark",
    "Review",
    "accompanied_visits",
    "coverage",
    "for_supervision",
    "intake",
    "mothers_present",
    "review",
    "review_series",
    "review_visit",
]
