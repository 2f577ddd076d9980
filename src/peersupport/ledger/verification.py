"""Checks that a ledger is what was written: without its keys, without its database, on rows from wherever they come."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from struct import error as StructError  # noqa: N812

from peersupport._attrs import frozen
from peersupport.errors import Fault
from peersupport.ledger.chain import canonical_of, digest_of, head_after
from peersupport.ledger.checkpoints import Checkpoint, read_checkpoint
from peersupport.ledger.errors import InvalidCheckpoint
from peersupport.ledger.merkle import Tree
from peersupport.ledger.progress import Progress, counted
from peersupport.ledger.rows import EMPTY, Row, sound

MOST_FAULTS = 100


@frozen
class Verification:
    """What a check has found.

    `size` rows were seen; `root` (RFC 6962) and `digest` (of the last row) are those of what is there now. `faults` are
    the first hundred of the `found` faults; the path of each names the sequence of its row.
    """

    size: int
    root: bytes
    digest: bytes
    found: int
    faults: tuple[Fault, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return self.found == 0


def verify(
    rows: Iterable[Row | Fault],
    checkpoint: str | None = None,
    verifier: str | None = None,
    progress: Progress | None = None,
    total: int = 0,
    further: Callable[[Row], Iterable[Fault]] = lambda _: (),
) -> Verification:
    """Check the chain of all rows of a ledger, in order, and whether they begin with those of a signed checkpoint.

    Without a checkpoint it is not noticed when rows were taken off the end, or the chain was worked out anew. Without a
    verifier key nobody vouches for the checkpoint. A `Fault` among the rows stands for one that could not be read.
    `progress` is told rows, of `total` when that is known; `further` finds more faults of a row.
    """
    known, told = _known(checkpoint, verifier)
    check = _Check(known, further)
    faults: list[Fault] = []
    found = 0
    for fault in chain(told, *map(check.row, counted(rows, progress, total)), check.end()):
        found += 1
        if len(faults) < MOST_FAULTS:
            faults.append(fault)
    return Verification(
        size=check.tree.size, root=check.tree.root(), digest=check.head.digest, found=found, faults=tuple(faults)
    )


def _known(checkpoint: str | None, verifier: str | None) -> tuple[Checkpoint | None, tuple[Fault, ...]]:
    try:
        return (None if checkpoint is None else read_checkpoint(checkpoint, verifier)), ()
    except InvalidCheckpoint as error:
        return None, error.faults


class _Check:
    """What is known of the rows so far."""

    def __init__(self, checkpoint: Checkpoint | None, further: Callable[[Row], Iterable[Fault]]) -> None:
        self.tree = Tree()
        self.head = EMPTY
        self._checkpoint = checkpoint
        self._further = further
        self._root = self.tree.root()

    def row(self, row: Row | Fault) -> Iterator[Fault]:
        """The faults of the next row."""
        canonical = None if isinstance(row, Fault) else _canonical(row)
        self.tree.add(canonical or b"")
        if self._checkpoint is not None and self.tree.size == self._checkpoint.size:
            self._root = self.tree.root()
        if isinstance(row, Fault):
            yield row
        elif canonical is None:
            yield _fault("malformed", "a row that none of ours can be", self.tree.size)
        else:
            if row.sequence != self.head.sequence + 1:
                yield _fault("gap", "a row is missing before this one, or it stands elsewhere", row.sequence)
            if row.previous != self.head.digest:
                yield _fault("unlinked", "the row does not continue the one before", row.sequence)
            if row.digest != digest_of(canonical):
                yield _fault("changed", "the row is not what was recorded", row.sequence)
            if row.recorded_us <= self.head.recorded_us:
                yield _fault("instant", "the row was recorded no later than the one before", row.sequence)
            yield from self._further(row)
            self.head = head_after(row)

    def end(self) -> Iterator[Fault]:
        """The faults of all of them."""
        if self._checkpoint is None:
            return
        if self.tree.size < self._checkpoint.size:
            yield Fault(code="ledger-checkpoint-missing", message="rows of the checkpoint are missing at the end")
        elif self._root != self._checkpoint.root:
            yield Fault(code="ledger-checkpoint-changed", message="rows of the checkpoint were changed")


def _canonical(row: Row) -> bytes | None:
    if not sound(row):
        return None
    try:
        return canonical_of(row)
    except (StructError, UnicodeEncodeError):
        return None


def _fault(name: str, message: str, sequence: int) -> Fault:
    return Fault(code=f"ledger-row-{name}", message=message, path=("entries", sequence))
