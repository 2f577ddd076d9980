"""Everything that a program says without being asked: logs, warnings, standard output, and what an error can show."""

import io
import logging
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from random import Random
from typing import Any

from tests.durability.planted import MARK, canary

NHS_NUMBER, TELEPHONE, BORN = "7319508642", "07700 977313", "1871-03-17"
"""Canaries that are no words; nothing else in a run looks like them."""
_MARKS = (MARK, NHS_NUMBER, TELEPHONE, BORN, "1871, 3, 17", MARK.encode().hex(), MARK.lower() + "-")


class Told(Exception):
    """Carries what is no error, to be looked at like one: its arguments are shown."""


class Words:
    """Gives canaries, each once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._number = 0

    def word(self, what: str) -> str:
        """A canary."""
        self._number += 1
        return canary(self._number % 1_000_000, what)

    def email(self) -> str:
        """An address that holds one."""
        return f"{self.word('mail')}@example.org"


def canaries_in(text: str) -> str | None:
    """The first canary of a text with what stands around it, or nothing."""
    for mark in _MARKS:
        place = text.find(mark)
        if place >= 0:
            return text[max(0, place - 80) : place + 80]
    return None


def shown(error: BaseException) -> Iterator[tuple[str, str]]:
    """All texts that an error, and every error that it hangs on or holds, can be shown as."""
    seen: set[int] = set()
    left: list[tuple[str, BaseException]] = [("", error)]
    while left:
        role, one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        name = f"{role}{type(one).__name__}"
        yield f"str of {name}", _told(str, one)
        yield f"repr of {name}", _told(repr, one)
        yield f"arguments of {name}", _told(repr, one.args)
        yield f"attributes of {name}", _told(repr, vars(one))
        yield f"traceback of {name}", "".join(traceback.format_exception(one))
        for faults in (getattr(one, "faults", ()),):
            yield f"faults of {name}", "\n".join(f"{fault} {fault!r}" for fault in faults)
        for kind, hanging in (("cause ", one.__cause__), ("context ", one.__context__)):
            if hanging is not None:
                left.append((kind, hanging))
        if isinstance(one, BaseExceptionGroup):
            left += [("member ", member) for member in one.exceptions]


def _told(how: Any, what: object) -> str:
    return str(how(what))


class Listener(logging.Handler):
    """Hears while it is `listening`."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
        self.records = 0
        self._output = io.StringIO()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record as it would be written, with the traceback of its error."""
        self.records += 1
        self._output.write(self.format(record) + "\n")

    def heard(self) -> str:
        """What was said since the last time."""
        said = self._output.getvalue()
        self._output.seek(0)
        self._output.truncate()
        return said

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear all loggers at their most talkative, all warnings, both outputs, and errors that nobody catches."""
        root = logging.getLogger()
        levels = {name: logging.getLogger(name).level for name in ("", "sqlalchemy.engine", "sqlalchemy.pool")}
        unraisable = sys.unraisablehook

        def told(raised: Any) -> None:
            self._output.write("".join(traceback.format_exception(raised.exc_value)) + f"{raised.object!r}\n")

        def warned(message: Any, category: Any, filename: str, lineno: int, *_: Any) -> None:
            self._output.write(f"{category.__name__}: {message}\n")

        root.addHandler(self)
        for name in levels:
            logging.getLogger(name).setLevel(logging.DEBUG)
        try:
            with redirect_stdout(self._output), redirect_stderr(self._output), warnings.catch_warnings():
                warnings.simplefilter("always")
                warnings.showwarning = warned
                sys.unraisablehook = told
                yield
        finally:
            sys.unraisablehook = unraisable
            root.removeHandler(self)
            for name, level in levels.items():
                logging.getLogger(name).setLevel(level)
