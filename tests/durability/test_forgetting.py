"""Few erasures against appends, and that a process which keeps an erased key is found."""

import pytest
from tests.durability import forgetting
from tests.durability.running import small

pytestmark = pytest.mark.integration


def test_an_erased_key_is_not_written_with_on_sqlite() -> None:
    """Keys that a process remembers are forgotten in the moment in which another process erases one."""
    assert forgetting.forgetting(small(rounds=60, stale=False), "sqlite").losses == []


def test_an_erased_key_is_not_written_with_on_postgresql(postgresql: None) -> None:
    """The same with keys in PostgreSQL."""
    assert forgetting.forgetting(small(rounds=20, stale=False), "postgresql").losses == []


def test_a_key_that_is_remembered_for_ever_is_found() -> None:
    """A run that finds nothing must be able to find something: entries that are acknowledged and unreadable."""
    assert forgetting.forgetting(small(rounds=60, stale=True), "sqlite").losses
