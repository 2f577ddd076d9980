"""Where something went wrong, without what it went wrong on: a traceback that may be logged and sent.

Python's own traceback ends with the message of each error, and that of a foreign one may repeat a value: a key that is
not there, a text that is no number. Here an error is its class, and its code where it is one of the family's.
"""

from collections.abc import Iterator
from traceback import walk_tb
from types import TracebackType
from typing import cast

from peersupport.errors import error_code

MOST_FRAMES = 40
CAUSED = "which led to"
MEANWHILE = "and while that was handled"


def traceback_without_values(error: BaseException) -> str:
    """The traceback of an error as text: files, lines, functions and classes of errors, never a message or a value.

    Follows causes, contexts and groups as Python's own does, the first error first. Put it into a log or a report in
    place of `traceback.format_exc()` and of `logger.exception(...)`.
    """
    return "\n".join(_lines(error, set()))


def shown_error(error: BaseException) -> str:
    """An error in a word or two: its class, and the code of one of the family; never its message."""
    name, code = type(error).__name__, error_code(error)
    return name if name == code else f"{name} [{code}]"


def raised_in(error: BaseException) -> str:
    """Where an error was raised: `peersupport.rules.values:61`; empty where it was never raised."""
    frames = list(walk_tb(error.__traceback__))
    if not frames:
        return ""
    frame, line = frames[-1]
    return f"{frame.f_globals.get('__name__', '?')}:{line}"


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield CAUSED if before is error.__cause__ else MEANWHILE
    yield from _frames(error.__traceback__)
    yield shown_error(error)
    gathered: tuple[BaseException, ...] = ()
    if isinstance(error, BaseExceptionGroup):
        gathered = cast("BaseExceptionGroup[BaseException]", error).exceptions
    for number, inner in enumerate(gathered, 1):
        if id(inner) not in seen:
            yield f"{number} of {len(gathered)} gathered"
            yield from (f"  {line}" for line in _lines(inner, seen))


def _frames(traceback: TracebackType | None) -> Iterator[str]:
    frames = [
        f"  {frame.f_code.co_filename}, line {line}, in {frame.f_code.co_qualname}"
        for frame, line in walk_tb(traceback)
    ]
    kept = MOST_FRAMES // 2
    if len(frames) > MOST_FRAMES:
        frames[kept:-kept] = [f"  ... {len(frames) - MOST_FRAMES} more"]
    yield from frames
