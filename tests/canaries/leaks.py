"""Leaks, put in on purpose: a search that finds nothing must be able to find something."""

import logging
import warnings
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

import click

from peersupport.errors import InvalidDate, PeerSupportError


class Leak(NamedTuple):
    """What is replaced by what, and on which paths it shows."""

    target: str
    by: Callable[..., Any]
    only: str


def _misspelt(name: str, _: object) -> str:
    return f"there is no `{name}`"


def _with_value(text: str) -> Any:
    raise InvalidDate(f"`{text}` is no day")


def _chained(text: str) -> Any:
    try:
        return int(text)
    except ValueError as error:
        raise InvalidDate("no day") from error


def _with_note(text: str) -> Any:
    error = InvalidDate("no day")
    error.add_note(f"it was {text}")
    raise error


def _logged(_: object, case: Any, *__: Any, **___: Any) -> Any:
    logging.getLogger("peersupport").debug("deciding", extra={"case": case.id})
    logging.getLogger("peersupport").debug("deciding about %s", case.participant.names)
    raise PeerSupportError("nothing was decided")


def _warned(_: object, case: Any, *__: Any, **___: Any) -> Any:
    warnings.warn(f"{case.participant.email} is no address", stacklevel=2)
    raise PeerSupportError("nothing was decided")


def _as_python(error: BaseException) -> str:
    return f"{error!r}"


def _undiscreet(error: click.ClickException) -> click.ClickException:
    return error


def _shown(self: Any) -> str:
    return f"Participant(id={self.id!r}, names={self.names!r})"


LEAKS = {
    "a misspelt key is repeated": Leak("peersupport.records.codec.gathered.did_you_mean", _misspelt, "document"),
    "a message says what was read": Leak("peersupport.records.codec.values.parse_date", _with_value, "document"),
    "a cause says it": Leak("tests.canaries.calls.parse_date", _chained, "parse_date"),
    "a note of an error says it": Leak("tests.canaries.calls.parse_date", _with_note, "parse_date"),
    "a log record says it": Leak("peersupport.policies.eligibility.Eligibility.decide", _logged, "call: Engine.elig"),
    "a warning says it": Leak("peersupport.policies.eligibility.Eligibility.decide", _warned, "call: Engine.elig"),
    "a record shows what it holds": Leak("peersupport.records.people.Participant.__repr__", _shown, "document"),
    "a command repeats an option": Leak("peersupport.cli.failing.discreet", _undiscreet, "command: "),
    "--debug shows messages": Leak("peersupport.cli.failing.traceback_without_values", _as_python, "unforeseen"),
    "a class of error says it": Leak("peersupport.cli.failing.raised_in", _as_python, "unforeseen"),
    "a plugin's code is taken for one": Leak("peersupport.rules.values.error_code", repr, "plugin: a fact"),
}


@contextmanager
def leaking(name: str) -> Generator[None]:
    """With one of them."""
    with ExitStack() as stack:
        stack.enter_context(patch(LEAKS[name].target, LEAKS[name].by))
        yield
