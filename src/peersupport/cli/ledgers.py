"""Where a command keeps and finds its records: the options of the ledger, and opening it to record or only to read."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from peersupport._attrs import frozen
from peersupport.cli.shared import with_options
from peersupport.cli.typed import TEXT
from peersupport.ledger import open_ledger
from peersupport.ledger.places import is_postgresql, sqlite_path
from peersupport.policies.disclosure.statements import TICK
from peersupport.records.consent import ConsentRecord

if TYPE_CHECKING:
    from peersupport.ledger.sealed import SealedLedger

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT = "peersupport.sqlite"
NEW = "--ledger: there was no ledger there; a new one was made"


@frozen
class Kept:
    """A ledger by its place, and that of its keys."""

    place: str
    keys: str | None

    @contextmanager
    def recording(self) -> "Generator[SealedLedger]":
        """The ledger, made where it is missing; that is told, since the name may have been mistyped."""
        new = not _may_be_there(self.place)
        with open_ledger(self.place, keys=self.keys) as ledger:
            if new:
                click.echo(NEW, err=True)
            yield ledger

    @contextmanager
    def reading(self) -> "Generator[SealedLedger]":
        """The ledger that is there. Raises `UsageError` where there is none, and makes none."""
        self.require()
        with open_ledger(self.place, keys=self.keys) as ledger:
            yield ledger

    def require(self, *, keys: bool = True) -> None:
        """Raise `UsageError` unless the file of the ledger is there, and that of its keys where they are needed."""
        for option, what, place, needed in (
            ("--ledger", "ledger", self.place, True),
            ("--keys", "file of keys", self._key_place, keys),
        ):
            if needed and not _may_be_there(place):
                raise click.UsageError(f"there is no {what} where {option} says, or by default would be")

    def has_keys(self) -> bool:
        """Whether the keys are there; a database is taken to have them."""
        return _may_be_there(self._key_place)

    @property
    def _key_place(self) -> str:
        return self.keys or f"{self.place}.keys"

    @property
    def file(self) -> Path | None:
        """The file of the ledger; None where it is in a database."""
        return None if is_postgresql(self.place) else sqlite_path(self.place)


def _may_be_there(place: str) -> bool:
    return is_postgresql(place) or sqlite_path(place).is_file()


PLACE = "The ledger: an SQLite file, or a PostgreSQL database (postgresql://...)."
KEYS = click.option(
    "--keys",
    type=TEXT,
    envvar="PEERSUPPORT_KEYS",
    metavar="PATH|URL",
    help="Its keys; by default in a file beside the ledger's, with `.keys` after its name.",
)


def place_options(command: F) -> F:
    """The options that say where the ledger and its keys are."""
    place = click.option(
        "--ledger",
        "place",
        default=DEFAULT,
        show_default=True,
        type=TEXT,
        envvar="PEERSUPPORT_LEDGER",
        metavar="PATH|URL",
        help=PLACE,
    )
    return with_options((place, KEYS), command)


def recording_options(command: F) -> F:
    """The same for a command that keeps records only where it is told to: no default, and no variable says so."""
    place = click.option("--ledger", "place", type=TEXT, metavar="PATH|URL", help=f"Record the decisions. {PLACE}")
    return with_options((place, KEYS), command)


def ledger_given(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--ledger`, `--keys` and `--json`, for a command that takes `kept` and `as_json`."""

    @wraps(command)
    def called(place: str, keys: str | None, **rest: Any) -> Any:
        return command(kept=Kept(place=place, keys=keys), **rest)

    return place_options(click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")(called))


def now() -> datetime:
    """The instant that the clock of this machine shows, in UTC."""
    return datetime.now(UTC)


def present(records: Iterable[ConsentRecord]) -> datetime:
    """Now, and in any case after all that is recorded: the clock may have been put back since."""
    return max((now(), *(one.recorded_at + TICK for one in records if one.recorded_at is not None)))
