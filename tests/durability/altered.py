"""Ledgers that somebody altered: verification against a checkpoint that was kept elsewhere finds every one.

Each ledger is altered once, at random, either as rows or in a file that it was exported to. Every kind of alteration is
also judged without a checkpoint, and without one but with the keys, to say what remains invisible then.
"""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from struct import error as StructError  # noqa: N812
from tempfile import TemporaryDirectory

from tests.durability.alterations import ALTERATIONS, INVISIBLE, Rows
from tests.durability.running import Report, ended, parser

from peersupport.errors import Fault
from peersupport.ledger import Draft
from peersupport.ledger.exporting import rows_in
from peersupport.ledger.keys import MemoryKeys, Opening
from peersupport.ledger.memory import MemoryStore
from peersupport.ledger.notes import Signer
from peersupport.ledger.rows import Row
from peersupport.ledger.sealed import SealedLedger
from peersupport.ledger.verification import verify

_FILE = "exported_file"
_EACH = 500


class Original:
    """A ledger of 30 to 60 rows and a checkpoint of it; in every second case, rows were added since."""

    def __init__(self, random: Random, folder: Path) -> None:
        store, self.keys = MemoryStore(), MemoryKeys()
        ledger = SealedLedger(store, self.keys, lambda: datetime.now(UTC))
        signer = Signer("example.org/ledger", random.randbytes(32))
        size = random.randint(30, 60)
        for n in range(size):
            _append(ledger, n, random)
        self.note, self.verifier = ledger.checkpoint(signer), signer.verifier
        self.size = size
        for n in range(size, size + random.choice((0, 0, random.randint(1, 8)))):
            _append(ledger, n, random)
        self.rows: list[Row] = list(store.committed)
        path = folder / "exported"
        ledger.export(path)
        self.file = path.read_bytes()
        path.unlink()

    def found(self, rows: Iterable[Row | Fault]) -> bool:
        """Whether verification against the checkpoint finds something."""
        return not verify(rows, self.note, self.verifier).intact

    def found_alone(self, rows: Iterable[Row | Fault]) -> bool:
        """Whether the chain alone shows it."""
        return not verify(rows).intact

    def found_with_keys(self, rows: Sequence[Row | Fault]) -> bool:
        """Whether the chain, or opening the rows with their keys, shows it."""
        read = [row for row in rows if isinstance(row, Row)]
        try:
            return len(read) != len(rows) or not verify(read, further=Opening(self.keys)).intact
        except (AttributeError, TypeError, ValueError, StructError):
            # Of a row that none of ours can be, at least; `malformed` is judged by the chain.
            return True


def _append(ledger: SealedLedger, number: int, random: Random) -> None:
    with ledger.transaction(f"participant:{random.randrange(6)}") as transaction:
        draft = Draft(
            kind=random.choice(("statement", "disclosure", "concern")),
            payload=random.randbytes(random.randrange(60)),
            key=str(number),
            sensitive=random.random() < 0.2,
        )
        transaction.append(draft)


def altered(options: Namespace) -> Report:
    """Alter as many ledgers as asked, and verify each."""
    report = Report("altered ledgers", options.alterations, quiet=options.quiet)
    random = Random(options.seed)
    tried: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    with_keys: Counter[str] = Counter()
    with TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "altered"
        while report.done < report.total:
            original = Original(random, Path(folder))
            if not _sound(original):
                report.loss("a ledger that nobody altered is found altered")
            for _ in range(min(_EACH, report.total - report.done)):
                kind, rows = _altered(original, random, path)
                tried[kind] += 1
                if not original.found(rows):
                    report.loss(f"{kind}: not found")
                alone[kind] += original.found_alone(rows)
                with_keys[kind] += original.found_with_keys(rows)
                report.step()
    for kind, number in sorted(tried.items()):
        report.figures[kind] = {"altered": number, "chain_alone": alone[kind], "chain_and_keys": with_keys[kind]}
    visible = sum(number - alone[kind] for kind, number in tried.items() if kind not in INVISIBLE | {_FILE})
    report.figures["missed_by_chain_alone_though_visible"] = visible
    return report


def _sound(original: Original) -> bool:
    return not (original.found(original.rows) or original.found_with_keys(original.rows))


def _altered(original: Original, random: Random, path: Path) -> tuple[str, Rows]:
    """One alteration of what the checkpoint covers; rows that were added since follow where they can."""
    while True:
        if random.random() < 0.1:
            kind, rows = _FILE, _altered_file(original, random, path)
        else:
            alteration = random.choice(ALTERATIONS)
            kind = alteration.__name__
            covered, since = original.rows[: original.size], original.rows[original.size :]
            rows = alteration(covered, random) + ([] if kind in INVISIBLE else since)
        # Some alterations hit upon what was there, and some of a file are of its spaces only.
        if not _same(rows[: original.size], original.rows[: original.size]):
            return kind, rows


def _same(rows: Rows, others: Rows) -> bool:
    return rows == others and [list(map(type, row)) for row in rows] == [list(map(type, row)) for row in others]


def _altered_file(original: Original, random: Random, path: Path) -> Rows:
    content = bytearray(original.file)
    place = random.randrange(len(content))
    way = random.randrange(4)
    if way == 0:
        content[place] ^= 1 << random.randrange(8)
    elif way == 1:
        content[place] = random.randrange(256)
    elif way == 2:
        del content[place : place + random.choice((1, 1, 2, 40, 400))]
    else:
        content[place:place] = random.randbytes(random.choice((1, 1, 2, 40)))
    path.write_bytes(content)
    return list(rows_in(path))


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, alterations=100_000)
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([altered(options)], options)


if __name__ == "__main__":
    sys.exit(main())
