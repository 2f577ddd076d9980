"""Connections that are used again: one for each thread that is inside the database at the moment.

SQLite remembers in the process's memory which locks it holds on a file; a forked child inherits that memory and not the
locks, and loses what it then writes. So idle connections are closed before a fork, and where one was in use just then,
the child may not touch the file.
"""

import os
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet

from peersupport.ledger.errors import LedgerMisuse


class Connection(Protocol):
    """Something that can be closed."""

    def close(self) -> Any:
        """Let go of it."""
        ...


C = TypeVar("C", bound=Connection)


class Connections(Generic[C]):
    """Takes an idle connection to the file at a place, or opens one.

    Raises `LedgerMisuse` after `close`, and in a process that was forked while a connection to the place was in use.
    """

    def __init__(self, place: str, opened: Callable[[], C]) -> None:
        self._place = place
        self._opened = opened
        self._idle: deque[C] = deque()
        self._taken: deque[None] = deque()
        self._closed = False
        _watch_forks()
        _all.add(self)

    def take(self) -> C:
        """A connection that nobody else uses until it is given back or lost."""
        if self._closed:
            raise LedgerMisuse("the ledger is closed", help="open it again")
        if self._place in _torn:
            raise LedgerMisuse("the ledger was in use while the process forked", help="open it after the fork only")
        self._taken.append(None)
        try:
            return self._idle.pop()
        except IndexError:
            pass
        try:
            return self._opened()
        except BaseException:
            self._taken.pop()
            raise

    def give(self, connection: C) -> None:
        """The connection is in order and outside a transaction: the next one may use it."""
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)
        self._taken.pop()

    def lose(self) -> None:
        """The connection is not to be used again; whoever had it has closed it."""
        self._taken.pop()

    def close(self) -> None:
        """Close the idle connections; those in use are closed when they are given back."""
        self._closed = True
        self.let_go()

    def let_go(self) -> None:
        """Close the idle connections; others are opened when they are wanted."""
        while self._idle:
            self._idle.pop().close()

    def in_child(self) -> None:
        """This process was just forked: what the parent had taken, it still has."""
        if self._taken or self._idle:
            _torn.add(self._place)
            _inherited.append(self._idle)
            self._idle = deque()


_all: WeakSet[Connections[Any]] = WeakSet()
_torn: set[str] = set()
"""Places to which a connection was in use while the process forked."""
_inherited: list[deque[Any]] = []
"""Connections of the parent: closing them here could take the parent's locks away."""


def _every() -> list[Connections[Any]]:
    """All of them, also where another thread makes one at this moment."""
    while True:
        try:
            return list(_all)
        except RuntimeError:  # the set changed size
            continue


def _before_fork() -> None:
    for one in _every():
        one.let_go()


def _after_fork_in_child() -> None:
    for one in _every():
        one.in_child()


@cache
def _watch_forks() -> None:
    """From the first connections on. Two threads that come first may both ask for it, which changes nothing."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_before_fork, after_in_child=_after_fork_in_child)
