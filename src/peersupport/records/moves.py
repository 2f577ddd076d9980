"""Statuses that change by legal moves only: a connection to a service (MM15), an enquiry about a new group (YP32)."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from peersupport.errors import InvalidRecord

Status = TypeVar("Status", bound=Enum)
Moves = Mapping[Status | None, tuple[Status, ...]]
"""By status, where it may go from there; None: nothing is recorded yet. A status without an entry is the last one."""


def moved(status: Status | None, to: Status, moves: Moves[Status]) -> Status:
    """The new status. Raises `InvalidRecord` for a move that is not legal, and names those that are."""
    legal = moves.get(status, ())
    if to not in legal:
        help = f"legal from here: {', '.join(one.value for one in legal) or 'none, it is the last one'}"
        raise InvalidRecord("the status cannot move there", code="move-illegal", help=help)
    return to
