"""Work done in forked processes, a few at a time: a mutant that hangs or dies takes nothing else with it."""

import os
import pickle
import selectors
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Task = TypeVar("Task")


def in_forks(tasks: Iterable[Task], work: Callable[[Task], Any], jobs: int) -> Iterator[tuple[Task, int, Any]]:
    """Yield each task with the exit code of its process and what `work` gave; None where it died first."""
    waiting = selectors.DefaultSelector()
    remaining = iter(tasks)
    while True:
        while len(waiting.get_map()) < jobs and (task := next(remaining, None)) is not None:
            reading, pid = _started(task, work)
            waiting.register(reading, selectors.EVENT_READ, (task, pid, bytearray()))
        if not waiting.get_map():
            return
        for key, _ in waiting.select():
            task, pid, received = key.data
            if chunk := os.read(key.fd, 1 << 16):
                received += chunk
                continue
            waiting.unregister(key.fd)
            os.close(key.fd)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            yield task, code, pickle.loads(received) if code == 0 else None


def _started(task: Task, work: Callable[[Task], Any]) -> tuple[int, int]:
    """Start a process for a task; where its answer can be read, and its id."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return reading, pid
    code = 1
    try:
        answer = pickle.dumps(work(task))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)
