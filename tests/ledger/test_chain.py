"""The chain of digests: what verification notices, with nothing but the rows at hand."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from tests.ledger.suite import ANNA, BEA, Clock, draft, record

from peersupport.errors import Fault
from peersupport.ledger.chain import canonical_of, digest_of, header_of
from peersupport.ledger.keys import MemoryKeys
from peersupport.ledger.memory import MemoryStore
from peersupport.ledger.notes import Signer
from peersupport.ledger.rows import Row
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.verification import MOST_FAULTS, Verification, verify

SIGNER = Signer("example.org/ledger", bytes(range(32)))
SIZE = 12


@pytest.fixture(scope="module")
def written() -> tuple[list[Row], str]:
    """Rows of two subjects, and the checkpoint of them."""
    store = MemoryStore()
    with SealedLedger(store, MemoryKeys(), Clock()) as ledger:
        for number in range(SIZE // 3):
            record(ledger, ANNA, draft(f"a{number}"), draft(f"s{number}", sensitive=True))
            record(ledger, BEA, draft(f"b{number}", b"x" * number, kind="Stützung"))
        return list(store.committed), ledger.checkpoint(SIGNER)


def codes(found: Verification) -> set[str]:
    """What was found."""
    return {fault.code for fault in found.faults}


def rechained(rows: list[Row]) -> list[Row]:
    """The rows with sequence, links and digests worked out anew, as whoever owns the database could."""
    done: list[Row] = []
    for number, row in enumerate(rows, 1):
        linked = row._replace(sequence=number, previous=done[-1].digest if done else bytes(32))
        done.append(linked._replace(digest=digest_of(canonical_of(linked))))
    return done


def test_what_was_written_verifies(written: tuple[list[Row], str]) -> None:
    """With and without a checkpoint, as long as it was and longer; the empty ledger too."""
    rows, checkpoint = written
    assert verify(rows).intact
    found = verify(iter(rows), checkpoint, SIGNER.verifier)
    assert found.intact
    assert (found.size, found.digest) == (SIZE, rows[-1].digest)
    assert verify([]).intact
    assert verify([]).root == sha256().digest()


def test_the_bytes_of_a_row_are_as_documented(written: tuple[list[Row], str]) -> None:
    """Somebody who reads the documentation only comes to the same digests."""
    for row in written[0]:
        kind = row.kind.encode("utf-8")
        numbers = row.sequence.to_bytes(8, "big") + row.recorded_us.to_bytes(8, "big", signed=True)
        lengths = b"".join(len(part).to_bytes(4, "big") for part in (row.stream, kind, row.key, row.previous))
        header = b"PSLEDG1\n" + numbers + bytes([row.sensitive]) + lengths + row.stream + kind + row.key + row.previous
        assert header_of(row) == header
        sealed = len(row.nonce).to_bytes(4, "big") + len(row.ciphertext).to_bytes(4, "big") + row.nonce + row.ciphertext
        assert row.digest == sha256(header + sealed).digest()


def test_no_two_rows_have_the_same_bytes(written: tuple[list[Row], str]) -> None:
    """A byte that moves from one field to its neighbour changes the bytes."""
    row = written[0][0]
    for one, other in (("stream", "key"), ("key", "previous"), ("nonce", "ciphertext"), ("previous", "nonce")):
        moved = row._replace(**{one: getattr(row, one)[:-1], other: getattr(row, one)[-1:] + getattr(row, other)})
        assert canonical_of(moved) != canonical_of(row)


CHANGES: dict[str, Callable[[Row], Row]] = {
    "sequence": lambda row: row._replace(sequence=row.sequence + 100),
    "recorded_us": lambda row: row._replace(recorded_us=row.recorded_us + 1),
    "stream": lambda row: row._replace(stream=bytes(16)),
    "longer stream": lambda row: row._replace(stream=row.stream + b"\0"),
    "kind": lambda row: row._replace(kind=row.kind + "s"),
    "sensitive": lambda row: row._replace(sensitive=1 - row.sensitive),
    "key": lambda row: row._replace(key=bytes(16)),
    "nonce": lambda row: row._replace(nonce=bytes(12)),
    "ciphertext": lambda row: row._replace(ciphertext=row.ciphertext[:-1] + bytes([row.ciphertext[-1] ^ 1])),
    "previous": lambda row: row._replace(previous=bytes(31) + b"\1"),
    "digest": lambda row: row._replace(digest=bytes(32)),
}


@pytest.mark.parametrize("at", [0, 5, SIZE - 1])
@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_is_found(written: tuple[list[Row], str], column: str, at: int) -> None:
    """Every column of every row is covered, and the fault names the row."""
    rows, checkpoint = written
    changed = [CHANGES[column](row) if place == at else row for place, row in enumerate(rows)]
    found = verify(changed)
    assert not found.intact
    assert all(fault.path[0] == "entries" for fault in found.faults)
    assert {fault.path[1] for fault in found.faults} <= {at + 1, at + 2, at + 101}
    # The digest is not among the bytes that the root covers: it follows from them.
    if column != "digest":
        assert "ledger-checkpoint-changed" in codes(verify(changed, checkpoint))


@pytest.mark.parametrize(
    "wrong",
    [{"sequence": None}, {"sequence": True}, {"sequence": "1"}, {"sequence": -1}, {"sequence": 2**64}, {"kind": b"x"},
     {"kind": "\udc80"}, {"recorded_us": 2**63}, {"recorded_us": 1.5}, {"stream": None}, {"stream": "a"},
     {"sensitive": 2}, {"sensitive": None}, {"key": None}, {"nonce": ""}, {"ciphertext": None}, {"previous": 3},
     {"digest": None}],
)  # fmt: skip
def test_what_is_no_row_is_a_fault(written: tuple[list[Row], str], wrong: dict[str, object]) -> None:
    """Whatever somebody puts into the database, the check goes on and says where."""
    rows = written[0]
    found = verify([*rows[:3], rows[3]._replace(**wrong), *rows[4:]])  # type: ignore[arg-type]
    assert not found.intact
    assert found.size == SIZE
    assert found.faults[0].path in {("entries", 4), ("entries", -1)}


def test_a_fault_among_the_rows_is_told(written: tuple[list[Row], str]) -> None:
    """A line that could not be read is not passed over."""
    rows = written[0]
    broken = Fault(code="ledger-row-malformed", message="no row", path=("lines", 3))
    assert verify([*rows[:2], broken, *rows[3:]]).faults[0] == broken


@pytest.mark.parametrize("at", [0, 5, SIZE - 2])
def test_a_missing_row_is_found(written: tuple[list[Row], str], at: int) -> None:
    """Taken out, also with the numbers closed up."""
    rows, checkpoint = written
    left = [row for place, row in enumerate(rows) if place != at]
    assert {"ledger-row-gap", "ledger-row-unlinked"} <= codes(verify(left))
    closed = [row._replace(sequence=number) for number, row in enumerate(left, 1)]
    assert "ledger-row-unlinked" in codes(verify(closed))
    assert "ledger-checkpoint-missing" in codes(verify(left, checkpoint))


@pytest.mark.parametrize("left", [0, 1, SIZE - 1])
def test_rows_taken_off_the_end_need_a_checkpoint(written: tuple[list[Row], str], left: int) -> None:
    """What is left is a ledger like any other; whoever kept a checkpoint knows better."""
    rows, checkpoint = written
    assert verify(rows[:left]).intact
    assert codes(verify(rows[:left], checkpoint, SIGNER.verifier)) == {"ledger-checkpoint-missing"}


@pytest.mark.parametrize("at", [0, 5, SIZE - 2])
def test_swapped_rows_are_found(written: tuple[list[Row], str], at: int) -> None:
    """In another order, with and without their numbers."""
    rows = list(written[0])
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    assert not verify(rows).intact
    rows[at], rows[at + 1] = rows[at]._replace(sequence=at + 1), rows[at + 1]._replace(sequence=at + 2)
    assert not verify(rows).intact


@pytest.mark.parametrize("at", [0, 5, SIZE])
def test_an_inserted_row_is_found(written: tuple[list[Row], str], at: int) -> None:
    """A copy of an earlier row, also with a digest that fits."""
    rows = written[0]
    before = rows[at - 1].digest if at else bytes(32)
    forged = rows[2]._replace(sequence=at + 1, previous=before)
    for row in (rows[2], forged, forged._replace(digest=digest_of(canonical_of(forged)))):
        assert not verify([*rows[:at], row, *rows[at:]]).intact


def test_instants_that_do_not_increase_are_found(written: tuple[list[Row], str]) -> None:
    """Even where the chain was worked out anew."""
    rows = written[0]
    stopped = rechained([*rows[:5], rows[5]._replace(recorded_us=rows[4].recorded_us), *rows[6:]])
    assert [(fault.code, fault.path) for fault in verify(stopped).faults] == [("ledger-row-instant", ("entries", 6))]


def test_a_chain_worked_out_anew_needs_a_checkpoint_or_the_keys() -> None:
    """Whoever owns the database can make digests that fit, but neither the signed root nor the sealing."""
    store, keys = MemoryStore(), MemoryKeys()
    with SealedLedger(store, keys, Clock()) as ledger:
        record(ledger, ANNA, *(draft(f"k{number}") for number in range(5)))
        checkpoint = ledger.checkpoint(SIGNER)
        assert ledger.verify(checkpoint, SIGNER.verifier).intact
        forged = rechained([row for row in store.committed if row.sequence != 3])
        assert verify(forged).intact
        assert not verify(forged, checkpoint).intact
        store.committed = forged
        found = ledger.verify()
        assert {fault.path for fault in found.faults} == {("entries", 3), ("entries", 4)}
        assert codes(found) == {"ledger-damaged"}
        assert (found.size, found.root) == (4, verify(forged).root)


def test_a_longer_ledger_continues_an_earlier_checkpoint() -> None:
    """Rows are added after a checkpoint all the time; rows before it are not changed, and erasing changes none."""
    store = MemoryStore()
    with SealedLedger(store, MemoryKeys(), Clock()) as ledger:
        checkpoints = [ledger.checkpoint(SIGNER)]
        for number in range(9):
            record(ledger, ANNA, draft(f"k{number}"))
            checkpoints.append(ledger.checkpoint(SIGNER))
        ledger.erase(ANNA, sensitive=True)
        assert all(ledger.verify(checkpoint, SIGNER.verifier).intact for checkpoint in checkpoints)


def test_faults_are_counted_and_the_first_are_shown(written: tuple[list[Row], str]) -> None:
    """A ledger that is wrong from end to end does not fill the memory."""
    row = written[0][0]
    found = verify([row._replace(digest=bytes(32))] * 500)
    assert len(found.faults) == MOST_FAULTS
    assert found.found > 1000


def test_progress_is_told(written: tuple[list[Row], str]) -> None:
    """Now and then, and at the end."""
    told: list[tuple[int, int]] = []
    verify(written[0] * 200, progress=lambda done, total: told.append((done, total)), total=SIZE * 200)
    assert told == [(1000, 2400), (2000, 2400), (2400, 2400)]
