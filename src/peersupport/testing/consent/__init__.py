"""Cases of consent and disclosure, and what a service must do to be asked them.

Write a `ConsentService` for your own service, or take `service_of(...)` for the library's; the laws
(`peersupport.testing.laws`) then ask it. `draw` makes a case near a request, from a seed or through
Hypothesis; `written` and `read` turn cases into JSON and back.
"""

from peersupport.testing.consent.cases import ConsentCase, Record
from peersupport.testing.consent.documents import read, written
from peersupport.testing.consent.drawing import draw
from peersupport.testing.consent.library import service_of
from peersupport.testing.consent.service import ConsentService
from peersupport.testing.consent.worlds import world, world_of

__all__ = ["ConsentCase", "ConsentService", "Record", "draw", "read", "service_of", "world", "world_of", "written"]
