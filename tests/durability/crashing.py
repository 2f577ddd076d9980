"""A PostgreSQL server of its own that is killed, comes back by itself through its crash recovery, and is looked at."""

import ctypes
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from time import monotonic, sleep

import psycopg
from tests.durability.chains import Stored, of_postgresql
from tests.ledger.server import Server, started

_PATIENCE = 600.0
_PR_SET_CHILD_SUBREAPER = 36


class PostgreSQLPlace:
    """A ledger in one database of the server, its keys in another. `fsync` is on, as everywhere else."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.url = server.database()
        self.keys = server.database()
        self.folder = Path(server.sql("SHOW data_directory"))
        self.wal = self.folder / "pg_wal"
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            if server.sql(f"SHOW {name}") != "on":
                raise RuntimeError(f"the server for this test runs without {name}")
        self._children: set[int] = set()

    @classmethod
    @contextmanager
    def started(cls, folder: Path) -> "Iterator[PostgreSQLPlace]":
        """A new server in a folder, gone afterwards. Raises `LookupError` where PostgreSQL is not installed."""
        before, tempfile.tempdir = tempfile.tempdir, str(folder)
        try:
            # What the server leaves behind becomes a child of this process, which buries it at once.
            _adopt(1)
            with started() as server:
                yield cls(server)
        finally:
            _adopt(0)
            tempfile.tempdir = before

    def crash(self, random: Random) -> None:
        """SIGKILL the postmaster; in every second case all its processes with it, which else end on their own."""
        postmaster = self._postmaster()
        self._children = _children(postmaster)
        os.kill(postmaster, signal.SIGKILL)
        if random.random() < 0.5:
            for child in self._children:
                _kill(child, postmaster)
        self._children.add(postmaster)

    def recover(self) -> None:
        """After a crash, when nothing of the old server is left: start it again."""
        if not self._children:
            return
        deadline = monotonic() + _PATIENCE
        while any(map(_runs, self._children | _children(os.getpid()))):
            if monotonic() > deadline:
                raise RuntimeError("processes of a killed PostgreSQL server do not end")
            sleep(0.002)
        self._children = set()
        self.server.start()

    def activity(self) -> str:
        """Who is connected, doing what, and waiting for whom."""
        told = "pid, datname, state, wait_event, pg_blocking_pids(pid), left(query, 60), now() - xact_start"
        found = self.server.sql(f"SELECT {told} FROM pg_stat_activity WHERE backend_type = 'client backend'")
        return found.replace("\n", "; ")

    def rows(self, after: int) -> list[Stored]:
        """The rows after this sequence, read without the library."""
        with psycopg.connect(self.url) as connection:
            return list(of_postgresql(connection, after))

    def faults(self) -> list[str]:
        """What PostgreSQL's own checker finds wrong with tables and indexes."""
        wrong = []
        for url in (self.url, self.keys):
            self.server.sql("CREATE EXTENSION IF NOT EXISTS amcheck", url)
            ours = "WHERE relnamespace = 'public'::regnamespace AND relkind ="
            found = self.server.sql(f"SELECT count(*) FROM pg_class, LATERAL verify_heapam(oid) {ours} 'r'", url)
            self.server.sql(f"SELECT bt_index_check(oid, true) FROM pg_class {ours} 'i'", url)
            if found != "0":
                wrong.append(f"PostgreSQL finds {found} faults in the tables of a database")
        return wrong

    def _postmaster(self) -> int:
        return int((self.folder / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])


def _children(parent: int) -> set[int]:
    return {pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _parent(pid) == parent}


def _kill(child: int, parent: int) -> None:
    # Only while it still is what it was: a child of the server, or left behind by it.
    if _parent(child) in (parent, 1) and _name(child) == "postgres":
        os.kill(child, signal.SIGKILL)


def _runs(pid: int) -> bool:
    if _name(pid) != "postgres":
        return False
    # Also one that has ended and was not reaped: for the new server, the old one would still be there.
    with suppress(ChildProcessError):
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    return True


def _adopt(flag: int) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, flag, 0, 0, 0)


def _parent(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(told.rpartition(")")[2].split()[1])


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""
