"""A record of which one field cannot be read: what a law puts to a service to see that it fails closed."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NoReturn

import attrs

from peersupport._attrs import evolve
from peersupport.errors import PeerSupportError
from peersupport.testing.blanks import Path

ADDRESSED = {"id", "programme"}
"""Fields by which records are found at all; what cannot be found is not judged."""


class UnreadableError(Exception):
    """What an unreadable value raises, whatever is done with it."""


class Unreadable:
    """A value that raises when it is looked at, compared, counted or shown."""

    def _raise(self, *_: object) -> NoReturn:
        raise UnreadableError("a value that cannot be read")

    __bool__ = __len__ = __iter__ = __hash__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _raise
    __add__ = __sub__ = __contains__ = __getitem__ = _raise

    def __getattr__(self, name: str) -> NoReturn:
        self._raise()


UNREADABLE = Unreadable()


def unreadable(record: Any) -> Iterator[tuple[Path, Any]]:
    """The record with one value that cannot be read, for each that it holds, itself or inside another.

    A value that the record looks at when it is made is passed over, since no service would ever be given such a record.
    """
    for path in _leaves(record, ()):
        with suppress(UnreadableError, PeerSupportError):
            yield path, _with(record, path)


def _with(record: Any, path: Path) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        members: tuple[Any, ...] = record
        inner = _with(members[step], rest)
        return (*members[:step], inner, *members[step + 1 :])
    return evolve(record, **{step: _with(getattr(record, step), rest) if rest else UNREADABLE})


def _leaves(record: Any, path: Path) -> list[Path]:
    """The places of all values in a record and those inside it."""
    given: Any = record
    if given.__class__ is tuple:
        return [found for place, one in enumerate(given) for found in _leaves(one, (*path, place))]
    if attrs.has(given.__class__) and given.__class__.__module__.startswith("peersupport.records"):
        names = [one.name for one in attrs.fields(given.__class__) if getattr(given, one.name) is not None]
        return [found for name in names for found in _leaves(getattr(given, name), (*path, name))]
    named = bool(path) and isinstance(path[-1], str) and path[-1] not in ADDRESSED
    return [path] if named else []
