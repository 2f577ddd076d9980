"""Some hundreds of errors, and that an error which repeats what it was given is found."""

import pytest
from tests.durability import canaries
from tests.durability.running import Report, small

pytestmark = pytest.mark.integration


def _run(errors: int, *, postgresql: bool) -> Report:
    return canaries.canaries(small(errors=errors, postgresql=postgresql))


def test_no_error_and_no_log_repeats_what_it_was_given() -> None:
    """Documents, records, engine, ledgers in memory and in files, plugins: an error tells nothing of a person."""
    assert _run(500, postgresql=False).losses == []


def test_nor_does_anything_with_postgresql(postgresql: None) -> None:
    """The same with ledgers and keys in PostgreSQL, whose messages show whole rows, and with its log."""
    assert _run(300, postgresql=True).losses == []


def test_an_error_that_repeats_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that finds nothing must be able to find something: here, an unknown key is repeated."""
    monkeypatch.setattr("peersupport.records.codec.gathered.did_you_mean", lambda name, _: f"there is no `{name}`")
    assert _run(200, postgresql=False).losses


def test_what_is_printed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for standard output: here, a library that prints the case that it judges."""
    decide = "peersupport.policies.eligibility.Eligibility.decide"
    monkeypatch.setattr(decide, lambda _, case, *_more, **_named: print(case.participant.names))
    assert _run(200, postgresql=False).losses
