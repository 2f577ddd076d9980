"""Making a thing once, for all threads: facts and categories are told apart by identity, so two alike are two."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """A function that gives the same thing for the same arguments, whichever threads ask, and however many at once.

    `functools.cache` promises neither: of two threads that miss at once each is given a thing of its own, and so is who
    writes out what is a default.
    """
    made: dict[object, T] = {}
    takes = signature(make)

    @wraps(make)
    def once(*given: P.args, **named: P.kwargs) -> T:
        bound = takes.bind(*given, **named)
        bound.apply_defaults()
        key = (bound.args, *bound.kwargs.items())
        found = made.get(key)
        # Of several that are made at once, the first to be kept is everybody's.
        return made.setdefault(key, make(*given, **named)) if found is None else found

    return once
