"""A writer to PostgreSQL whose connections are terminated at random moments, by the server, without a proxy.

It tries again with the same keys until each entry is acknowledged, and looks whether what it was told is true: after
"not available", nothing was written. In the end each acknowledged entry is there once, and nothing else.
"""

import os
import sys
from argparse import Namespace
from pathlib import Path
from random import Random
from threading import Thread
from time import sleep

import psycopg
from tests.durability.crashing import PostgreSQLPlace
from tests.durability.running import Report, ended, parser
from tests.durability.survivors import Survivors
from tests.durability.writing import append, decoded, drafts, encoded, subject
from tests.durability.zygote import Zygote

from peersupport.ledger import Ledger, LedgerUnavailable, LedgerUncertain, open_ledger

_SHORT, _LONG = 0.05, 0.4
_LIED = 5
_TERMINATE = """
    SELECT count(pg_terminate_backend(pid)) FROM (
        SELECT pid FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND usename = current_user
        ORDER BY random() LIMIT 1
    ) AS chosen
"""


def persist(out: int, *, place: str, keys: str, stop: str) -> None:
    """Append transaction after transaction until the file `stop` is there; exit code 5 when the ledger lied."""
    number = 0
    ledger = _opened(place, keys)
    while not Path(stop).exists():
        uncertain = False
        while True:
            try:
                told = append(ledger, number)
            except LedgerUncertain:
                uncertain = True
            except LedgerUnavailable:
                if not uncertain and _there(ledger, number):
                    os._exit(_LIED)
            else:
                break
        os.write(out, encoded(told))
        number += 1


def _opened(place: str, keys: str) -> Ledger:
    while True:
        try:
            return open_ledger(place, keys=keys)
        except (LedgerUnavailable, LedgerUncertain):
            continue


def _there(ledger: Ledger, number: int) -> bool:
    while True:
        try:
            return any(ledger.find(subject(number), one.key) is not None for one in drafts(number))
        except LedgerUnavailable:
            continue


def terminated(options: Namespace) -> Report:
    """Terminate as many connections as asked while the writer goes on."""
    report = Report("terminated postgresql", options.terminations, quiet=options.quiet)
    random = Random(options.seed)
    stop = options.folder / f"peersupport-stop-{os.getpid()}"

    def terminate(url: str) -> None:
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                while report.done < report.total:
                    # Mostly long enough for the writer to connect again and go on.
                    sleep(random.random() * random.choice((_SHORT, _LONG, _LONG)))
                    found = connection.execute(_TERMINATE).fetchone()
                    report.step(found[0] if found else 0)
        finally:
            stop.touch()

    try:
        with PostgreSQLPlace.started(options.folder) as place, Zygote("tests.durability.terminated") as zygote:
            survivors = Survivors(report, place)
            survivors.prepare(stay_open=True)
            survivors.prepare(stay_open=False)
            child = zygote.fork("tests.durability.terminated:persist", place=place.url, keys=place.keys, stop=str(stop))
            thread = Thread(target=terminate, args=(place.url,))
            thread.start()
            told = child.rest()
            thread.join()
            code = child.gone()
            if code:
                report.loss("what was not written is there" if code == _LIED else f"the writer ended with {code}")
            survivors.look(list(decoded(told)))
            survivors.look_at_all()
    finally:
        stop.unlink(missing_ok=True)
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, terminations=2_000)
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([terminated(options)], options)


if __name__ == "__main__":
    sys.exit(main())
