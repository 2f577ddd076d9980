"""What the people who run a service may see of the library at work: log records, and spans of OpenTelemetry.

Only the engine's edge tells; what lies below neither logs nor reads a clock.
"""

from peersupport.observing.events import EVENTS, FIELDS, Event, Value
from peersupport.observing.telling import Observed, began, tell

__all__ = ["EVENTS", "FIELDS", "Event", "Observed", "Value", "began", "tell"]
