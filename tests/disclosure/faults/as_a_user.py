"""The library's disclosure held to the laws, as `docs/how-to/test-your-own-service.md` says one holds a service."""

import pytest

from peersupport.testing import laws
from peersupport.testing.consent import service_of

SERVICE = service_of()


@pytest.mark.parametrize("law", laws.DISCLOSURE, ids=str)
def test_law(law) -> None:
    """One law, of as many cases as it says."""
    if not law.applies_to(SERVICE):
        pytest.skip("the service is not asked this")
    law(SERVICE)
