"""The questions that a scenario can ask, by the name that it gives under `ask:`."""

from collections.abc import Mapping
from types import MappingProxyType

from peersupport.testing.scenarios.asking.allocation import ALLOCATION
from peersupport.testing.scenarios.asking.boundaries import BOUNDARIES
from peersupport.testing.scenarios.asking.disclosure import DISCLOSURE
from peersupport.testing.scenarios.asking.eligibility import ELIGIBILITY
from peersupport.testing.scenarios.asking.progression import PROGRESSION
from peersupport.testing.scenarios.asking.schedules import SCHEDULES
from peersupport.testing.scenarios.asking.scoring import SCORING
from peersupport.testing.scenarios.question import Question

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {one.name: one for one in (ELIGIBILITY, PROGRESSION, ALLOCATION, BOUNDARIES, DISCLOSURE, SCHEDULES, SCORING)}
)
"""Eligibility is what a scenario asks that does not say."""
