"""A command that the system asks to end clears up first, as it does after an error."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn

ENDED = 128 + signal.SIGTERM
"""The exit code, as shells have it."""


class Ended(KeyboardInterrupt):
    """The system asked the program to end. What else is raised while a fact is worked out is an error of the fact."""


@contextmanager
def ended_by_sigterm() -> Generator[None]:
    """SIGTERM raises `Ended`, so that files which are not complete go; a program that ignores it goes on to."""
    before = signal.getsignal(signal.SIGTERM)
    if before is not signal.SIG_DFL or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(*_: object) -> NoReturn:
    raise Ended
