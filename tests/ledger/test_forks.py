"""A process that forks with a ledger open: nothing acknowledged is lost, and nobody writes beside a lock."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peersupport.ledger import Draft, LedgerMisuse, open_ledger
from peersupport.ledger.sealed import SealedLedger

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
OTHER = """
import sys
from peersupport.ledger import Draft, open_ledger

with open_ledger(sys.argv[1]) as ledger, ledger.transaction("participant:other") as transaction:
    transaction.append(Draft(kind="statement", payload=b"o", key=sys.argv[2]))
"""
MANY = 20


def append(ledger: SealedLedger, key: str) -> None:
    """Append one entry, acknowledged when this returns."""
    with ledger.transaction("participant:anna") as transaction:
        transaction.append(Draft(kind="statement", payload=b"x", key=key))


def in_child(work: Callable[[], None]) -> int:
    """Do something in a forked process; its exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("own", [False, True], ids=["inherited ledger", "ledger of its own"])
def test_what_a_child_acknowledges_is_not_lost(tmp_path: Path, own: bool) -> None:
    """SQLite's memory of its locks is inherited, the locks are not: another process would delete the log under it."""
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(path)
    append(ledger, "parent")
    ready, go = os.pipe(), os.pipe()

    def work() -> None:
        mine = open_ledger(path) if own else ledger
        append(mine, "child 0")
        os.write(ready[1], b".")
        os.read(go[0], 1)
        for place in range(1, MANY):
            append(mine, f"child {place}")

    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    os.read(ready[0], 1)
    ledger.close()
    for place in range(3):
        subprocess.run([sys.executable, "-c", OTHER, str(path), str(place)], check=True)
    os.write(go[1], b".")
    for place in range(3, 6):
        subprocess.run([sys.executable, "-c", OTHER, str(path), str(place)], check=True)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with open_ledger(path) as again:
        assert len(again.entries("participant:anna")) == 1 + MANY
        assert len(again.entries("participant:other")) == 6
        assert not again.verify().faults


def test_a_child_of_a_transaction_may_not_touch_the_ledger(tmp_path: Path) -> None:
    """Forked in the midst of one, neither the inherited nor a new connection is safe: an error, not a loss."""
    path = tmp_path / "ledger.sqlite"

    def refused() -> None:
        with pytest.raises(LedgerMisuse):
            append(open_ledger(path), "child")

    with open_ledger(path) as ledger:
        with ledger.transaction("participant:anna") as transaction:
            transaction.append(Draft(kind="statement", payload=b"x", key="parent"))
            assert in_child(refused) == 0
        append(ledger, "after")
        assert len(ledger.entries("participant:anna")) == 2


def test_keys_erased_elsewhere_are_not_used_after_a_fork(tmp_path: Path) -> None:
    """What a parent remembered of keys is forgotten when its connections were closed for a fork."""
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        append(ledger, "one")

        def erase() -> None:
            with open_ledger(path) as other:
                other.erase("participant:anna")

        assert in_child(erase) == 0
        assert ledger.entries("participant:anna") == ()
        append(ledger, "two")
        assert len(ledger.entries("participant:anna")) == 1
