"""Few altered ledgers, and that a verification which looks less closely would be found out."""

from typing import Any

import pytest
from tests.durability import altered
from tests.durability.alterations import INVISIBLE
from tests.durability.running import Report, small

pytestmark = pytest.mark.integration


class Anything:
    """Equal to everything, as a digest that is not compared."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False


def _run(number: int = 1_500) -> Report:
    return altered.altered(small(alterations=number))


def _by_kind(report: Report) -> dict[str, Any]:
    return {kind: figures for kind, figures in report.figures.items() if isinstance(figures, dict)}


def test_every_alteration_is_found_with_a_checkpoint() -> None:
    """Whoever keeps a checkpoint elsewhere notices everything; without one, exactly the documented kinds go unseen."""
    report = _run()
    assert report.losses == []
    for kind, figures in _by_kind(report).items():
        assert figures["chain_alone"] == (0 if kind in INVISIBLE else figures["altered"]), kind
        assert figures["chain_and_keys"] == (0 if kind == "truncate" else figures["altered"]), kind


def test_without_the_checkpoint_there_are_losses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that finds nothing must be able to find something: here, the root is not compared."""
    monkeypatch.setattr(altered.Original, "found", altered.Original.found_alone)
    assert _run(200).losses


def test_without_the_digests_the_chain_shows_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest of each row is what shows a changed byte."""
    monkeypatch.setattr("peersupport.ledger.verification.digest_of", lambda _: Anything())
    figures = _by_kind(_run(400))["byte"]
    assert figures["chain_alone"] < figures["altered"]
