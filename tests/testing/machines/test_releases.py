"""A ledger that an earlier release wrote is read as it was, and both releases can take turns on one."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.testing.machines.releases import STORE, previous
from tests.testing.machines.test_own_services import run

from peersupport.testing.machines import ReleasesByTurns
from peersupport.testing.services.releases import ReleaseProcess

Pair = tuple[ReleaseProcess, ReleaseProcess]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """This release and the one before. Where the history is not there, a skip that says so: the stored ledger stays."""
    try:
        places = previous(tmp_path_factory.mktemp("previous"))
    except LookupError as missing:
        pytest.skip(str(missing))
    with ReleaseProcess() as this, ReleaseProcess(places) as before:
        yield this, before


def test_two_releases_take_turns(releases: Pair) -> None:
    """Whoever writes, both read the same, and nothing that was read before changes."""
    run(ReleasesByTurns, 3, 8, releases=releases)


def test_the_earlier_release_is_an_earlier_one(releases: Pair, tmp_path: Path) -> None:
    """The test above is about two releases, and not about one twice."""
    asked = {"do": "where", "place": str(tmp_path / "ledger.db"), "now": "2026-01-01T00:00:00+00:00"}
    answers = [one.ask(asked) for one in releases]
    assert answers[0] != answers[1]


def test_a_stored_ledger_of_the_earlier_release_reads_as_it_was(tmp_path: Path) -> None:
    """Also where the history is not at hand: all that it wrote, each decision made again, and the chain."""
    for name in ("ledger.db", "ledger.db.keys"):
        shutil.copy(STORE / name, tmp_path / name)
        (tmp_path / name).chmod(0o600)
    asked = {"do": "all", "place": str(tmp_path / "ledger.db"), "now": "2026-12-01T09:00:00+00:00"}
    asked |= {"participant": "anna", "programme": "young-parents-connect"}
    with ReleaseProcess() as this:
        found = this.ask(asked)
    assert found == json.loads((STORE / "read.json").read_text(encoding="utf-8"))
    assert found["intact"]
    assert {difference for _, difference in found["replayed"]} == {""}
    assert min(len(found[name]) for name in ("consent", "concerns", "disclosures", "open")) > 0
