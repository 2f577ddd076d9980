"""Pairs of processes that race: one gives a grant and withdraws it, the other discloses, released at the same moment.

The two of a lane meet in a file that both have mapped into their memory.
"""

import json
import mmap
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import monotonic, perf_counter, sleep
from typing import Any
from unittest.mock import patch

from tests.durability.participants import HERE, NURSE, SINCE, VISITOR

from peersupport.engine import Engine
from peersupport.ledger import open_ledger
from peersupport.ledger.errors import LedgerError
from peersupport.ledger.sqlite import SQLiteStore
from peersupport.ledger.sqlite_driver import guarded
from peersupport.ledger.sqlite_rows import SQLiteReader, SQLiteWriter
from peersupport.programmes.host import Host
from peersupport.records.consent import Competence, ConsentStatement, Party, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, StatementId
from peersupport.records.roles import Role

SIDES = ("withdraw", "disclose")
_EACH = 4
"""Rounds of one participant: then another, whose history is short again."""
_PATIENCE = 900.0


class Meeting:
    """Where two processes wait for each other. `mine` is 0 or 1."""

    def __init__(self, path: Path, mine: int) -> None:
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 24)
        self._mine, self._other = mine, 1 - mine
        self._number = 0

    def meet(self) -> None:
        """Go on when both are here."""
        self._number += 1
        struct.pack_into("<Q", self._shared, 8 * self._mine, self._number)
        deadline = monotonic() + _PATIENCE
        looked = 0
        while struct.unpack_from("<Q", self._shared, 8 * self._other)[0] < self._number:
            looked += 1
            sleep(0 if looked < 200 else 0.0003)
            if monotonic() > deadline:
                raise TimeoutError("the other side of a race does not come")

    @property
    def lasted(self) -> float:
        """How many seconds a disclosure took the last time."""
        return struct.unpack_from("<Q", self._shared, 16)[0] / 1e6

    @lasted.setter
    def lasted(self, seconds: float) -> None:
        struct.pack_into("<Q", self._shared, 16, int(seconds * 1e6))


def race(
    out: int, *, place: str, keys: str, side: str, lane: int, rounds: int, meeting: str, seed: int, guard: bool
) -> None:
    """One side of a lane, for so many rounds; tells what came of each, a line of JSON."""
    met = Meeting(Path(meeting), SIDES.index(side))
    random = Random(f"{seed} {lane} {side}")
    with unguarded() if not guard else _nothing(), open_ledger(place, keys=keys) as ledger:
        engine = Engine(Host.load(), ledger=ledger)
        engine.disclose(_request(PersonId(f"first-of-{lane}")))
        taken: Callable[[Engine, int, int, Meeting, Random], Any] = _withdraw if side == SIDES[0] else _disclose
        for number in range(rounds):
            told = taken(engine, lane, number, met, random)
            os.write(out, json.dumps([side, lane, number, *told]).encode() + b"\n")


def _withdraw(engine: Engine, lane: int, number: int, met: Meeting, random: Random) -> tuple[object, ...]:
    who = _participant(lane, number)
    if number % _EACH == 0:
        engine.record(Competence(subject=who, purposes=("care",), on=True, start=SINCE))
    grant = ConsentStatement(
        id=StatementId(f"grant-{lane}-{number}"),
        kind=StatementKind.GRANT,
        subject=who,
        giver=who,
        sender=Party(role=Role.COMMUNITY_MOTHER),
        recipient=Party(role=Role.HEALTH_VISITOR),
        categories=("health",),
        purposes=("care",),
    )
    engine.record(grant)
    scope = random.choice(({}, {"target": grant.id}, {"categories": ("health",)}, {"purposes": ("care",)}))
    withdrawal = ConsentStatement(
        id=StatementId(f"withdrawal-{lane}-{number}"), kind=StatementKind.WITHDRAWAL, subject=who, giver=who, **scope
    )
    met.meet()
    sleep(random.random() * met.lasted * 1.2)
    try:
        recorded = engine.withdraw(withdrawal)
        told: tuple[object, ...] = (recorded.position,)
    except Exception as error:  # noqa: BLE001 - a withdrawal may not fail, whatever the reason
        told = (None, type(error).__name__)
    met.meet()
    return told


def _disclose(engine: Engine, lane: int, number: int, met: Meeting, random: Random) -> tuple[object, ...]:
    request = _request(_participant(lane, number))
    met.meet()
    sleep(random.random() * 0.0003)
    begun = perf_counter()
    try:
        logged = engine.disclose(request)
        told: tuple[object, ...] = (logged.sequence, logged.effect.value)
    except LedgerError as error:
        # Nobody was told anything: a pity, and no violation.
        told = (None, error.code)
    met.lasted = perf_counter() - begun
    met.meet()
    return told


def _participant(lane: int, number: int) -> PersonId:
    return PersonId(f"of-{lane}-{number // _EACH}")


def _request(who: PersonId) -> DisclosureRequest:
    items = (Item(category="mental_health", identifying=True),)
    return DisclosureRequest(
        subject=who, sender=VISITOR, recipient=NURSE, items=items, purpose="referral", programme=HERE
    )


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def unguarded() -> Iterator[None]:
    """A defect to be found: what a transaction reads, it reads without its lock, which is taken for appending only."""
    from peersupport.ledger import postgresql, sql_rows  # noqa: PLC0415 - with PostgreSQL only

    class Unguarded(SQLiteWriter):
        """Begins when it appends."""

        def tail(self) -> Any:
            """Lock now."""
            guarded(self._connection.execute, "BEGIN IMMEDIATE")
            return SQLiteReader.head(self)

    @contextmanager
    def writing(self: SQLiteStore, lock: int) -> Iterator[SQLiteWriter]:
        with self._borrowed() as connection:
            writer = Unguarded(connection)
            yield writer
            if writer.appended:
                guarded(connection.execute, "COMMIT")

    class UnguardedPostgreSQL(sql_rows.PostgreSQLWriter):
        """Takes the lock of the chain, when it appends, and none of the subject."""

        def _lock(self, number: int) -> None:
            if number == sql_rows.CHAIN_LOCK:
                super()._lock(number)

    with (
        patch.object(SQLiteStore, "writing", writing),
        patch.object(postgresql, "PostgreSQLWriter", UnguardedPostgreSQL),
    ):
        yield
