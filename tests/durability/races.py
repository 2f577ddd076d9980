"""Withdrawals against disclosures through the engine, by processes that are released at the same moment.

No disclosure that was permitted has a place in the ledger after an acknowledged withdrawal that covers it, and no
withdrawal fails. A run in which nobody was ever first would show nothing, so both orders are counted; and a disclosure
that came first must have been permitted. Without the lock of the participant, the same run finds violations.
"""

import json
import os
import sys
import tempfile
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from tests.durability.crashing import PostgreSQLPlace
from tests.durability.lanes import SIDES
from tests.durability.participants import engine_over
from tests.durability.running import Report, ended, parser
from tests.durability.survivors import Place, temporary_sqlite
from tests.durability.zygote import Child, Zygote

from peersupport.ledger import open_ledger

BACK_ENDS = ("sqlite", "postgresql")
_MODULES = ("tests.durability.lanes", "peersupport.ledger.sealed", "peersupport.ledger.key_file")
_MODULES += ("peersupport.ledger.postgresql", "peersupport.ledger.key_postgresql", "peersupport.engine.keeping")


def races(options: Namespace, back_end: str) -> Report:
    """As many rounds as asked, shared out among the lanes."""
    name = f"races {back_end}" + ("" if options.guard else " without the guard")
    each = options.rounds // options.lanes
    report = Report(name, each * options.lanes, quiet=options.quiet)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder)))
        if back_end == "sqlite":
            place: Place = stack.enter_context(temporary_sqlite(options.folder))
        else:
            place = stack.enter_context(PostgreSQLPlace.started(options.folder))
        with open_ledger(place.url, keys=place.keys) as ledger:
            engine_over(ledger)
        zygote = stack.enter_context(Zygote(*_MODULES))
        children = []
        for lane in range(options.lanes):
            meeting = folder / str(lane)
            meeting.write_bytes(bytes(24))
            children += [
                zygote.fork(
                    "tests.durability.lanes:race",
                    place=place.url, keys=place.keys, side=side, lane=lane, rounds=each,
                    meeting=str(meeting), seed=options.seed, guard=options.guard,
                )
                for side in SIDES
            ]  # fmt: skip
        _judge(report, children)
        if options.guard:
            with open_ledger(place.url, keys=place.keys) as ledger:
                if not ledger.verify().intact:
                    report.loss("the chain does not verify")
    return report


def _judge(report: Report, children: list[Child]) -> None:
    """Read what the processes tell, and judge each round as soon as both sides have told of it."""
    half: dict[tuple[int, int], list[object]] = {}
    rest = {child.pid: b"" for child in children}
    running = list(children)
    while running:
        for child in list(running):
            if not child.wait(0.02):
                continue
            part = os.read(child.told, 1 << 16)
            *lines, rest[child.pid] = (rest[child.pid] + part).split(b"\n")
            for line in lines:
                side, lane, number, *told = json.loads(line)
                if (other := half.pop((lane, number), None)) is None:
                    half[lane, number] = told
                else:
                    _round(report, *((told, other) if side == SIDES[0] else (other, told)))
                    report.step()
            if not part:
                running.remove(child)
    for child in children:
        if child.gone() != 0:
            report.loss("a process failed")


def _round(report: Report, withdrawn: list[object], disclosed: list[object]) -> None:
    withdrawal, disclosure = withdrawn[0], disclosed[0]
    if not isinstance(withdrawal, int):
        report.loss(f"a withdrawal failed: {withdrawn[1]}")
    elif not isinstance(disclosure, int):
        report.count(f"disclosure_failed_{disclosed[1]}")
    elif disclosure > withdrawal:
        report.count("withdrawn_first")
        if disclosed[1] != "deny":
            report.loss(f"{disclosed[1]} at {disclosure}, after the withdrawal at {withdrawal}")
    else:
        report.count("disclosed_first")
        if disclosed[1] != "permit":
            report.loss(f"{disclosed[1]} at {disclosure}, before the withdrawal at {withdrawal}: no race was run")


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, rounds=20_000, lanes=2)
    made.add_argument("--back-end", choices=BACK_ENDS, default="sqlite")
    made.add_argument("--without-guard", dest="guard", action="store_false", help="must find violations")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([races(options, options.back_end)], options)


if __name__ == "__main__":
    sys.exit(main())
