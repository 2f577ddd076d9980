"""Few terminated connections."""

import pytest
from tests.durability import terminated
from tests.durability.running import small

pytestmark = pytest.mark.integration


def test_terminated_connections(postgresql: None) -> None:
    """A writer that tries again with the same keys records each entry once, wherever its connection was cut off."""
    report = terminated.terminated(small(terminations=40))
    assert report.losses == []
    assert report.figures["acknowledged"]
