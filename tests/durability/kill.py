"""SIGKILL for writers, and for PostgreSQL servers, while entries are appended: what was acknowledged is there, once.

One ledger lives through all rounds; each continues where the one before was killed, with the key that it did not
acknowledge. After each kill the new rows are checked, at the end all of them. This shows nothing about power failures
(`power_loss` does): what a killed process has handed to the system survives it.
"""

import sys
from argparse import Namespace
from random import Random
from time import sleep

from tests.durability.crashing import PostgreSQLPlace
from tests.durability.running import Report, ended, parser
from tests.durability.survivors import Survivors, temporary_sqlite
from tests.durability.writing import decoded
from tests.durability.zygote import Zygote

WRITE = "tests.durability.writing:write"
HASTY = "tests.durability.writing:write_too_hasty"
MODULES = ("tests.durability.writing", "peersupport.ledger.sealed", "peersupport.ledger.sqlite")
MODULES += ("peersupport.ledger.key_file", "peersupport.ledger.postgresql", "peersupport.ledger.key_postgresql")
_SHORT, _LONG = 0.004, 0.08
_PATIENCE = 600.0
"""Longer than anybody waits for a lock: who takes longer is stuck, and not only on a machine that is."""


def rounds(report: Report, survivors: Survivors, zygote: Zygote, options: Namespace, *, servers: bool) -> None:
    """Start a writer, kill it or the server at a random moment, look at what is left; as often as the report says."""
    random = Random(options.seed)
    place = survivors.place
    function = HASTY if options.too_hasty else WRITE
    while report.done < report.total:
        survivors.prepare(stay_open=random.random() < 0.5)
        first = survivors.next
        child = zygote.fork(function, place=place.url, keys=place.keys, first=first, last=first + 100_000)
        # A fifth is killed while it opens the ledger, the others while they append.
        if random.random() >= 0.2 and not child.wait(_PATIENCE):
            report.loss(f"a writer did not come to its first entry; {place.activity()}")
        # One in eight is left alone for long enough to come to a checkpoint of the write-ahead log.
        sleep(random.random() * (_LONG if random.random() < 0.125 else _SHORT))
        crash = servers and report.done % 2 == 1
        if crash:
            place.crash(random)
            sleep(random.random() * _SHORT)
        report.count("servers_killed" if crash else "writers_killed")
        child.kill()
        told = child.rest()
        if child.gone() > 0 and not crash:
            report.loss("a writer failed by itself")
        place.recover()
        survivors.look(list(decoded(told)))
        report.step()
    survivors.look_at_all()


def sqlite(options: Namespace) -> Report:
    """Kills of writers to an SQLite file."""
    report = Report("kill sqlite", options.kills, quiet=options.quiet)
    with temporary_sqlite(options.folder) as place, Zygote(*MODULES) as zygote:
        rounds(report, Survivors(report, place), zygote, options, servers=False)
    return report


def postgresql(options: Namespace) -> Report:
    """Kills of writers and of the server, by turns, of a PostgreSQL database."""
    report = Report("kill postgresql", options.kills, quiet=options.quiet)
    with PostgreSQLPlace.started(options.folder) as place, Zygote(*MODULES) as zygote:
        rounds(report, Survivors(report, place), zygote, options, servers=True)
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, kills=2_000)
    made.add_argument("--back-end", choices=("sqlite", "postgresql"), default="sqlite")
    made.add_argument("--too-hasty", action="store_true", help="acknowledge before the commit: must lose")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    run = sqlite if options.back_end == "sqlite" else postgresql
    return ended([run(options)], options)


if __name__ == "__main__":
    sys.exit(main())
