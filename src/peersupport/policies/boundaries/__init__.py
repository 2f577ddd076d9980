"""May, or must, this be done? `policy.py` decides, `decision.py` is the answer, `telling.py` says it to a reader."""

from peersupport.policies.boundaries.decision import BoundaryDecision, BoundaryEffect, Ground, Reason
from peersupport.policies.boundaries.policy import Boundaries

__all__ = ["Boundaries", "BoundaryDecision", "BoundaryEffect", "Ground", "Reason"]
