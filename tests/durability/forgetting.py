"""Erasures against appends, by processes that remember keys: nobody writes with a key that another has erased.

In each round one process erases a participant while another appends entries of hers. The erasure's own entry tells
when: what has a place after it was appended after the lock was released, and must be readable, under a new key; and a
row whose key is gone must have its place before it. Nothing fails.
"""

import json
import os
import sys
import tempfile
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path
from random import Random
from time import sleep

from tests.durability.crashing import PostgreSQLPlace
from tests.durability.lanes import Meeting
from tests.durability.running import Report, ended, parser
from tests.durability.survivors import Place, temporary_sqlite
from tests.durability.zygote import Zygote

from peersupport.ledger import Draft, open_ledger
from peersupport.ledger.keys import SubjectKeys
from peersupport.ledger.sealed import SealedLedger

BACK_ENDS = ("sqlite", "postgresql")
SIDES = ("append", "erase")
_ENTRIES = 6
_LONGEST = 0.01


def meet(out: int, *, place: str, keys: str, side: str, rounds: int, meeting: str, stale: bool) -> None:
    """One side, for so many rounds; tells of each round what it did, a line of JSON. `stale` is a defect."""
    met = Meeting(Path(meeting), SIDES.index(side))
    random = Random(side)
    with open_ledger(place, keys=keys) as ledger:
        if stale:
            _remember_for_ever(ledger)
        for number in range(rounds):
            subject = f"participant:{number % 5}"
            met.meet()
            told: list[object] = []
            for n in range(_ENTRIES if side == SIDES[0] else 1):
                sleep(random.random() * (0.001 if side == SIDES[0] else _LONGEST))
                if side == SIDES[1]:
                    told.append(ledger.erase(subject))
                    continue
                with ledger.transaction(subject) as transaction:
                    draft = Draft(kind="statement", payload=b"x" * 40, key=f"{number}-{n}", sensitive=n == 1)
                    told.append(transaction.append(draft).sequence)
            met.meet()
            if side == SIDES[0]:
                # While nobody erases: what can be read now.
                told = [told, [entry.sequence for entry in ledger.entries(subject)]]
            else:
                told = [told, [entry.sequence for entry in ledger.entries("system")[-1:]]]
            met.meet()
            os.write(out, json.dumps(told).encode() + b"\n")


def _remember_for_ever(ledger: SealedLedger) -> None:
    keys = ledger._keys
    known: dict[str, SubjectKeys] = {}
    find = keys.find

    def found(subject: str) -> SubjectKeys:
        held = known.get(subject) or find(subject)
        if held.present:
            known[subject] = held
        return held

    keys.find = found  # type: ignore[method-assign]


def forgetting(options: Namespace, back_end: str) -> Report:
    """As many rounds as asked."""
    report = Report(f"forgetting {back_end}", options.rounds, quiet=options.quiet)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder)))
        if back_end == "sqlite":
            place: Place = stack.enter_context(temporary_sqlite(options.folder))
        else:
            place = stack.enter_context(PostgreSQLPlace.started(options.folder))
        open_ledger(place.url, keys=place.keys).close()
        meeting = folder / "meeting"
        meeting.write_bytes(bytes(24))
        zygote = stack.enter_context(Zygote("tests.durability.forgetting", "peersupport.ledger.sealed"))
        arguments = {"place": place.url, "keys": place.keys, "rounds": report.total, "meeting": str(meeting)}
        appending, erasing = (
            zygote.fork("tests.durability.forgetting:meet", **arguments, side=side, stale=options.stale)
            for side in SIDES
        )
        pipes = [os.fdopen(os.dup(child.told), encoding="ascii") for child in (appending, erasing)]
        for written, erased in zip(*pipes, strict=False):
            _round(report, json.loads(written), json.loads(erased))
            report.step()
        for pipe in pipes:
            pipe.close()
        if [child.gone() for child in (appending, erasing)] != [0, 0] or report.done != report.total:
            report.loss("a process failed")
        with open_ledger(place.url, keys=place.keys) as ledger:
            if not ledger.verify().intact:
                report.loss("the chain does not verify")
    return report


def _round(report: Report, written: list[list[int]], erased: list[list[int]]) -> None:
    appended, readable = written
    (there,), last = erased
    # Nothing was erased when she had no entry yet.
    moment = last[0] if there else 0
    gone = set(appended) - set(readable)
    report.count("erased_before_some_entry" if moment and moment < max(appended) else "erased_after_all_entries")
    if late := [sequence for sequence in gone if sequence > moment]:
        report.loss(f"entries {late} were appended after the erasure at {moment} and cannot be read")


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, rounds=5_000)
    made.add_argument("--back-end", choices=BACK_ENDS, default="sqlite")
    made.add_argument("--stale", action="store_true", help="remember keys for ever: must be found")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([forgetting(options, options.back_end)], options)


if __name__ == "__main__":
    sys.exit(main())
