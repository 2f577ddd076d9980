"""Work in processes of its own: each starts from what this one has loaded, and nothing that it changes stays."""

import contextlib
import io
import json
import os
import selectors
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, TypeVar

from peersupport._attrs import frozen

T = TypeVar("T")
DID_NOT_END = "did not end"
PATIENCE = 20
"""How many times as long by the clock as by the processor."""
Work = Callable[[T], Any]


@frozen
class Answer:
    """What became of one item: `value` as JSON gives it back, or how the process `failed` (else empty)."""

    value: Any
    failed: str = ""


def forked(
    items: Iterable[T], work: Work[T], *, jobs: int = 1, seconds: int = 120, patience: int = PATIENCE
) -> Iterator[tuple[T, Answer]]:
    """Do the work for each item in a process of its own, `jobs` at a time, in the order in which they end.

    The work returns what can be written as JSON. One that takes more than `seconds` of a processor is stopped and has
    `failed` with "did not end"; one that waits `patience` times as long, with "gave no answer": a machine that is busy
    with other things must not make it look as if the work had not ended. What it prints goes nowhere.
    """
    waiting = iter(items)
    running = selectors.DefaultSelector()
    try:
        for item in waiting:
            _start(item, work, (seconds, patience), running)
            while len(running.get_map()) >= jobs:
                yield from _ended(running)
        while running.get_map():
            yield from _ended(running)
    finally:
        for key in list(running.get_map().values()):
            os.kill(key.data[1], signal.SIGKILL)
            os.waitpid(key.data[1], 0)
        running.close()


def _start(item: T, work: Work[T], limits: tuple[int, int], running: selectors.BaseSelector) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(item, work, limits, writing)
    os.close(writing)
    running.register(os.fdopen(reading, encoding="utf-8"), selectors.EVENT_READ, (item, child))


def _work(item: T, work: Work[T], limits: tuple[int, int], writing: int) -> None:
    """In the child: answer and leave at once, past whatever the parent would do on leaving."""
    try:
        for limit in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(limit, signal.SIG_DFL)
        seconds, patience = limits
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(patience * seconds)
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                answer = {"value": work(item)}
        except BaseException:  # noqa: BLE001 - the parent is told, whatever it is
            answer = {"failed": traceback.format_exc()[-2000:]}
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            pipe.write(json.dumps(answer))
    finally:
        os._exit(0)


def _ended(running: selectors.BaseSelector) -> Iterator[tuple[Any, Answer]]:
    for key, _ in running.select():
        pipe: IO[str] = key.fileobj  # type: ignore[assignment]
        item, child = key.data
        said = pipe.read()
        running.unregister(pipe)
        pipe.close()
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if said:
            given = json.loads(said)
            yield item, Answer(value=given.get("value"), failed=given.get("failed", ""))
        else:
            endings = {-signal.SIGPROF: DID_NOT_END, -signal.SIGALRM: "gave no answer"}
            ending = endings.get(code, f"ended with {code}")
            yield item, Answer(value=None, failed=ending)
