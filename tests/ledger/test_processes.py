"""Several processes at one SQLite ledger, and processes that die."""

import os
from pathlib import Path

import pytest
from tests.ledger.processes import acknowledged, appending, forked, told

from peersupport.ledger import open_ledger


def test_processes_wait_for_each_other(tmp_path: Path) -> None:
    """Read, decide, append in 4 processes at once: each turn sees all before it, and nobody is turned away."""
    place = tmp_path / "ledger.db"
    processes = [appending(place, "--first", first * 100, "--count", 40) for first in range(4)]
    told_by = [acknowledged(process) for process in processes]
    with open_ledger(place) as ledger:
        entries = ledger.entries("participant:anna")
        assert [entry.payload for entry in entries] == [b"%d" % seen for seen in range(160)]
        assert sorted(sequence for one in told_by for sequence in one.values()) == list(range(1, 161))
        for one in told_by:
            for key, sequence in one.items():
                found = ledger.find("participant:anna", key)
                assert found is not None
                assert found.sequence == sequence
        assert ledger.verify().intact


def test_a_new_ledger_is_made_once(tmp_path: Path) -> None:
    """Six processes start at the same moment where there is no ledger: one makes the tables, one each key."""
    place = tmp_path / "ledger.db"
    processes = [appending(place, "--first", first, "--count", 1, "--batch", 1) for first in range(6)]
    for process in processes:
        acknowledged(process)
    with open_ledger(place) as ledger:
        assert len(ledger.entries("participant:anna")) == 6
        assert len(ledger.tokens("participant:anna")) == 1


@pytest.mark.parametrize("batch", [1, 7])
def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path, batch: int) -> None:
    """Killed in the middle and started again with the same keys, several times: each entry once, none missing.

    (A killed process shows nothing about power failures: the system still writes what it was given.)
    """
    place, seen = tmp_path / "ledger.db", dict[str, int]()
    for kill_after in (1, 30, 77):
        process = appending(place, "--batch", batch)
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(kill_after + 1)]
        process.kill()
        lines += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        process.stderr.close()
        for key, sequence in told([line.strip() for line in lines if line.endswith("\n")]).items():
            assert seen.setdefault(key, sequence) == sequence
    with open_ledger(place) as ledger:
        entries = ledger.entries("participant:anna")
        for key, sequence in seen.items():
            assert entries[sequence - 1] == ledger.find("participant:anna", key)
        assert len(entries) % batch == 0
        assert ledger.verify().intact


def test_what_a_log_holds_is_copied_at_opening(tmp_path: Path) -> None:
    """A log that a dead process has left may hold what never reached the disk: it is not built upon as it is."""
    place = tmp_path / "ledger.db"
    process = appending(place)
    assert process.stdout is not None
    assert process.stderr is not None
    acknowledgements = [process.stdout.readline() for _ in range(20)]
    process.kill()
    process.wait()
    process.stdout.close()
    process.stderr.close()
    assert acknowledgements[-1]
    for name in ("ledger.db", "ledger.db.keys"):
        assert not place.with_name(f"{name}-wal").exists() or place.with_name(f"{name}-wal").stat().st_size > 0
    with open_ledger(place):
        # A copy of the database proper, without its log.
        for name in ("ledger.db", "ledger.db.keys"):
            (tmp_path / f"copy-{name}").write_bytes(place.with_name(name).read_bytes())
            (tmp_path / f"copy-{name}").chmod(0o600)
    with open_ledger(tmp_path / "copy-ledger.db") as ledger:
        assert len(ledger.entries("participant:anna")) >= 19


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_has_connections_of_its_own(tmp_path: Path) -> None:
    """Servers open their ledger and fork: a connection used on both sides would break the file."""
    forked(tmp_path / "ledger.db", tmp_path / "keys")
