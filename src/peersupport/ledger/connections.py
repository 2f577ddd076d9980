"""Connections that are used again: one for each thread that is inside the database at the moment."""

import os
from collections import deque
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from peersupport.ledger.errors import LedgerMisuse


class Connection(Protocol):
    """Something that can be closed."""

    def close(self) -> Any:
        """Let go of it."""
        ...


C = TypeVar("C", bound=Connection)
_inherited: list[deque[Any]] = []
"""Connections of a parent process: closing them here could take the parent's locks away."""


class Connections(Generic[C]):
    """Takes an idle connection or opens one. Raises `LedgerMisuse` after `close`."""

    def __init__(self, opened: Callable[[], C]) -> None:
        self._opened = opened
        self._idle: deque[C] = deque()
        self._process = os.getpid()
        self._closed = False

    def take(self) -> C:
        """A connection that nobody else uses until it is given back."""
        if self._closed:
            raise LedgerMisuse("the ledger is closed", help="open it again")
        if self._process != os.getpid():
            _inherited.append(self._idle)
            self._idle, self._process = deque(), os.getpid()
        try:
            return self._idle.pop()
        except IndexError:
            pass
        return self._opened()

    def give(self, connection: C) -> None:
        """The connection is in order and outside a transaction: the next one may use it."""
        if self._closed or self._process != os.getpid():
            connection.close()
        else:
            self._idle.append(connection)

    def close(self) -> None:
        """Close the idle connections; those in use are closed when they are given back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()
