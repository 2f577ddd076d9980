"""How long work tells how far it is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Is called now and then, and at the end, with what is done and what there is to do (0: not known)."""
_STEP = 1000


def counted(items: Iterable[T], progress: Progress | None, total: int = 0) -> Iterator[T]:
    """The items, telling their number as they go by."""
    done = 0
    for done, item in enumerate(items, 1):
        yield item
        if progress is not None and done % _STEP == 0:
            progress(done, total)
    if progress is not None:
        progress(done, total)
