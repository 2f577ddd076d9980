"""State machines: long histories of a service, each step held against a plain model of what must be so.

Each is a class to subclass: give it the service, and its `TestCase` is a test.
"""

from peersupport.testing.machines.consent import ConsentLifecycle
from peersupport.testing.machines.ledgers import LedgersAlike
from peersupport.testing.machines.pathways import PathwayWalk
from peersupport.testing.machines.releases import ReleasesByTurns
from peersupport.testing.machines.safeguarding import SafeguardingDuty

__all__ = ["ConsentLifecycle", "LedgersAlike", "PathwayWalk", "ReleasesByTurns", "SafeguardingDuty"]
