"""Many processes append to one ledger at once: one chain without forks, every entry there, none of them twice.

Each process appends entries of a subject of its own, entries of a subject that all share, and tries with keys that all
others try with, too: of these, one is there, and all were given the same. Whoever is told that the ledger is not
available tries again with the same key.
"""

import json
import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import sleep

from tests.durability.chains import checked, repeated
from tests.durability.crashing import PostgreSQLPlace
from tests.durability.running import Report, ended, parser
from tests.durability.survivors import Place, temporary_sqlite
from tests.durability.zygote import Child, Zygote

from peersupport.ledger import Draft, Ledger, LedgerUnavailable, LedgerUncertain, open_ledger

TOGETHER = "participant:everybody"
APPEND = "tests.durability.processes:append"
_MODULES = ("tests.durability.processes", "peersupport.ledger.sealed", "peersupport.ledger.sqlite")
_MODULES += ("peersupport.ledger.key_file", "peersupport.ledger.postgresql", "peersupport.ledger.key_postgresql")
_ATTEMPTS = 5


def own(name: int) -> str:
    """The subject of one process."""
    return f"participant:of-process-{name}"


def plan(name: int, entries: int) -> Iterator[tuple[str, Draft]]:
    """What a process appends: every fourth entry to the common subject, every tenth under a key of all."""
    for n in range(entries):
        if n % 10 == 9:
            yield TOGETHER, Draft(kind="statement", payload=b"by all %d" % n, key=f"all-{n}")
            continue
        draft = Draft(kind="statement", payload=b"by %d: %d" % (name, n), key=f"{name}-{n}", sensitive=n % 7 == 3)
        yield (TOGETHER if n % 4 == 0 else own(name)), draft


def append(out: int, *, place: str, keys: str, name: int, entries: int, go: str, defect: str = "") -> None:
    """Append a process's entries once the file `go` is there, and tell what was acknowledged.

    A `defect` is there to be found: "liar" acknowledges an entry that it does not append, "doubler" takes a new key
    when it tries again.
    """
    with open_ledger(place, keys=keys) as ledger:
        os.write(out, b"[")
        while not Path(go).exists():
            sleep(0.001)
        for n, (subject, draft) in enumerate(plan(name, entries)):
            if defect == "liar" and n == entries // 2:
                os.write(out, json.dumps([subject, draft.key, 1, "00"]).encode() + b",\n")
                continue
            if defect == "doubler" and n == entries // 2:
                _append(ledger, subject, Draft(kind=draft.kind, payload=draft.payload, key=f"again-{name}-{n}"))
            failed, sequence, digest = _append(ledger, subject, draft)
            os.write(out, json.dumps([subject, draft.key, sequence, digest.hex(), failed]).encode() + b",\n")
    os.write(out, b"null]")


def _append(ledger: Ledger, subject: str, draft: Draft) -> tuple[int, int, bytes]:
    failed = 0
    while True:
        try:
            with ledger.transaction(subject) as transaction:
                entry = transaction.append(draft)
        except (LedgerUnavailable, LedgerUncertain):
            failed += 1
            if failed == _ATTEMPTS:
                raise
        else:
            return failed, entry.sequence, entry.digest


def processes(report: Report, place: Place, options: Namespace) -> None:
    """Let all of them run, then look."""
    go = options.folder / f"peersupport-go-{os.getpid()}"
    arguments = {"place": place.url, "keys": place.keys, "entries": options.entries, "go": str(go)}
    open_ledger(place.url, keys=place.keys).close()
    with Zygote(*_MODULES) as zygote:
        try:
            children = [
                zygote.fork(APPEND, **arguments, name=name, defect=options.defect if name == 0 else "")
                for name in range(options.processes)
            ]
            for child in children:
                child.wait(900)
            go.touch()
            told = _told(children, report)
        finally:
            go.unlink(missing_ok=True)
    _look(report, place, told, options)


def _told(children: list[Child], report: Report) -> list[list[object]]:
    """All that was acknowledged; the pipes are emptied as they fill."""
    parts: dict[int, list[bytes]] = {child.pid: [] for child in children}
    open_ones = list(children)
    while open_ones:
        for child in list(open_ones):
            if not child.wait(0.02):
                continue
            part = os.read(child.told, 1 << 16)
            parts[child.pid].append(part)
            report.step(part.count(b"\n"))
            if not part:
                open_ones.remove(child)
    for child in children:
        if child.gone() != 0:
            report.loss("a process failed")
    complete = [b"".join(part) for part in parts.values()]
    return [one for text in complete if text.endswith(b"null]") for one in json.loads(text)[:-1]]


def _look(report: Report, place: Place, told: list[list[object]], options: Namespace) -> None:
    rows = place.rows(0)
    _, wrong = checked(rows)
    for fault in (*wrong, *repeated(rows), *place.faults()):
        report.loss(fault)
    digests = {row.sequence: row.digest.hex() for row in rows}
    given: dict[tuple[object, object], object] = {}
    for subject, key, sequence, digest, *failed in told:
        report.count("tried_again", int(*failed or (0,)))
        if digests.get(sequence) != digest:
            report.loss(f"entry {sequence} was acknowledged and is not there")
        if given.setdefault((subject, key), sequence) != sequence:
            report.loss("two processes were given different entries for one key")
    expected: dict[str, Counter[bytes]] = {}
    for subject, draft in {one for name in range(options.processes) for one in plan(name, options.entries)}:
        expected.setdefault(subject, Counter())[draft.payload] += 1
    with open_ledger(place.url, keys=place.keys) as ledger:
        for subject, payloads in expected.items():
            found = Counter(entry.payload for entry in ledger.entries(subject))
            if found != payloads:
                report.loss(f"{(payloads - found).total()} entries are missing, {(found - payloads).total()} too many")
    if len(rows) != sum(one.total() for one in expected.values()):
        report.loss("there are more rows, or fewer, than were to be appended")
    report.figures["rows"] = len(rows)


def run(options: Namespace, back_end: str) -> Report:
    """The processes on a new ledger."""
    report = Report(f"processes {back_end}", options.processes * options.entries, quiet=options.quiet)
    with ExitStack() as stack:
        if back_end == "sqlite":
            place: Place = stack.enter_context(temporary_sqlite(options.folder))
        else:
            place = stack.enter_context(PostgreSQLPlace.started(options.folder))
        processes(report, place, options)
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, processes=16, entries=1_000)
    made.add_argument("--back-end", choices=("sqlite", "postgresql"), default="sqlite")
    made.add_argument("--defect", choices=("", "liar", "doubler"), default="", help="of one process: must be found")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([run(options, options.back_end)], options)


if __name__ == "__main__":
    sys.exit(main())
