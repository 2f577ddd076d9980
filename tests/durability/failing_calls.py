"""Calls of the database that fail, each in its turn: before or after it took effect; once, for good, or cut off.

The real drivers, SQLite's and PostgreSQL's, under the library and SQLAlchemy. What the library then says must be true
(see `claims`), and trying again with the same keys gives each entry once. With PostgreSQL, a lost connection is one
whose server process was terminated.
"""

import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

import psycopg
from tests.durability.chains import checked, repeated
from tests.durability.claims import IN_THE_END, Claims
from tests.durability.crashing import PostgreSQLPlace
from tests.durability.running import Report, ended, parser
from tests.durability.survivors import Place, SQLitePlace

from peersupport.ledger import open_ledger, sqlite_driver

BACK_ENDS = ("sqlite", "postgresql")
MOMENTS = ("before", "after")
LASTING = ("once", "for good", "connection lost")


class Plan(NamedTuple):
    """Call number `number` fails."""

    number: int
    moment: str
    lasting: str


class Calls:
    """Counts the calls of a driver, and lets the planned one fail."""

    def __init__(self) -> None:
        self.count = 0
        self.happened = False
        self._plan: Plan | None = None
        self._on = False
        self._inside = False

    def start(self, plan: Plan | None) -> None:
        """Count from the beginning."""
        self.count, self.happened, self._plan, self._on = 0, False, plan, True

    def stop(self) -> None:
        """From now on, nothing fails."""
        self._on = False

    def made(self, call: Callable[[], Any], fail: Callable[[], Any], lose: Callable[[], object]) -> Any:
        """The result of a call, unless its turn has come; `fail` gives the driver's error, `lose` cuts the line."""
        if not self._on or self._inside:
            return call()
        number, plan = self.count, self._plan
        self.count += 1
        if plan is None or not (number == plan.number or (number > plan.number and plan.lasting == "for good")):
            return call()
        self.happened = True
        if plan.moment == "after":
            call()
        if plan.lasting == "connection lost":
            self._inside = True
            try:
                lose()
            finally:
                self._inside = False
            if plan.moment == "before":
                # The driver itself is to notice.
                return call()
        raise fail()


@contextmanager
def _failing_sqlite(calls: Calls) -> Iterator[None]:
    connect = sqlite_driver.connect
    driver = sqlite_driver.driver

    class Line:
        """A connection whose calls may fail."""

        def __init__(self, real: Any) -> None:
            self._real = real

        def execute(self, *arguments: Any) -> Any:
            """Run a statement, or fail."""
            # The connection that watches for changed keys is no line that anybody could cut off.
            lose = self._real.close if "data_version" not in arguments[0] else bool
            return calls.made(lambda: self._real.execute(*arguments), _sqlite_error, lose)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._real, name)

    def _sqlite_error() -> Exception:
        error = driver.OperationalError("disk I/O error")
        error.sqlite_errorcode, error.sqlite_errorname = driver.SQLITE_IOERR, "SQLITE_IOERR"
        return error  # type: ignore[no-any-return]

    def connected(*arguments: Any) -> Any:
        return Line(connect(*arguments))

    with ExitStack() as stack:
        for module in ("sqlite", "key_file"):
            stack.enter_context(patch(f"peersupport.ledger.{module}.connect", connected))
        yield


@contextmanager
def _failing_postgresql(calls: Calls, url: str) -> Iterator[None]:
    def lose(connection: Any) -> Callable[[], None]:
        def terminate() -> None:
            with psycopg.connect(url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.info.backend_pid,))

        return terminate

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: Any, *arguments: Any, **named: Any) -> Any:
            connection = getattr(self, "connection", self)
            return calls.made(lambda: real(self, *arguments, **named), _postgresql_error, lose(connection))

        return call

    with ExitStack() as stack:
        for target, name in ((psycopg.Cursor, "execute"), (psycopg.Connection, "commit")):
            stack.enter_context(patch.object(target, name, failing(getattr(target, name))))
        yield


def _postgresql_error() -> Exception:
    return psycopg.OperationalError("server closed the connection unexpectedly")


class Runs:
    """All runs on one ledger, each with its own subjects."""

    def __init__(self, place: Place, calls: Calls) -> None:
        self._place = place
        self._calls = calls
        self._number = 0

    def run(self, report: Report, plan: Plan | None) -> int:
        """One run; how many calls it made."""
        self._number += 1
        claims = Claims(f"-{self._number}")
        rows = self._rows()
        with open_ledger(self._place.url, keys=self._place.keys) as ledger:
            claims.begin(ledger)
            self._calls.start(plan)
            claims.go(ledger)
            self._calls.stop()
            count = self._calls.count
            with open_ledger(self._place.url, keys=self._place.keys) as another:
                wrong = claims.faults(another)
            claims.again(ledger)
        with open_ledger(self._place.url, keys=self._place.keys) as ledger:
            claims.again(ledger)
            wrong += claims.faults(ledger)
        if (added := self._rows() - rows) != IN_THE_END:
            wrong.append(f"{added} rows were added, not {IN_THE_END}")
        for loss in (*claims.losses, *wrong):
            report.loss(f"{loss} ({plan})")
        for name, number in claims.outcomes.items():
            report.count(name, number)
        report.count("calls_that_failed", int(self._calls.happened))
        return count

    def _rows(self) -> int:
        return len(self._place.rows(0)) if self._number > 1 else 0


def failing_calls(options: Namespace, back_end: str) -> Report:
    """All ways to fail, or as many as asked, chosen at random."""
    random = Random(options.seed)
    calls = Calls()
    with ExitStack() as stack:
        if back_end == "sqlite":
            folder = Path(tempfile.mkdtemp(prefix="peersupport-calls-", dir=options.folder))
            stack.callback(shutil.rmtree, folder)
            place: Place = SQLitePlace(folder / "ledger.db")
            stack.enter_context(_failing_sqlite(calls))
        else:
            server = stack.enter_context(PostgreSQLPlace.started(options.folder))
            place = server
            stack.enter_context(_failing_postgresql(calls, server.url))
        runs = Runs(place, calls)
        count = runs.run(Report("counting", 1), None)
        plans = [Plan(*one) for one in product(range(count), MOMENTS, LASTING)]
        if 0 < options.faults < len(plans):
            plans = random.sample(plans, options.faults)
        report = Report(f"failing calls {back_end}", len(plans), quiet=options.quiet)
        for plan in plans:
            runs.run(report, plan)
            report.step()
        rows = place.rows(0)
        for loss in (*checked(rows)[1], *repeated(rows), *place.faults()):
            report.loss(loss)
        report.figures["calls"] = count
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, faults=0)
    made.add_argument("--back-end", choices=BACK_ENDS, action="append", help="default: both")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([failing_calls(options, back_end) for back_end in options.back_end or BACK_ENDS], options)


if __name__ == "__main__":
    sys.exit(main())
