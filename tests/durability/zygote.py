"""A process that has imported everything and forks a child for each call, so that a round costs milliseconds.

It never opens a database itself: SQLite must not be carried across a fork.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from importlib import import_module
from types import TracebackType
from typing import Self

from tests.durability.running import ROOT

_LONGEST_REQUEST = 65_536


class Child:
    """A forked process: what it writes can be read here; it is there until `gone`."""

    def __init__(self, zygote: "Zygote", pid: int, told: int) -> None:
        self._zygote = zygote
        self.pid = pid
        self.told = told
        """The reading end of the pipe that the child writes to."""

    def wait(self, seconds: float) -> bool:
        """Whether the child wrote something, or has ended, within so many seconds."""
        return bool(select.select([self.told], [], [], seconds)[0])

    def kill(self) -> None:
        """Kill it with SIGKILL. Until it is gone, its number belongs to nobody else."""
        os.kill(self.pid, signal.SIGKILL)

    def rest(self) -> bytes:
        """All that it still wrote until it ended."""
        parts = []
        while part := os.read(self.told, 1 << 16):
            parts.append(part)
        return b"".join(parts)

    def gone(self) -> int:
        """Wait until it has ended; its exit code, negative for a signal."""
        os.close(self.told)
        return self._zygote.reap(self.pid)


class Zygote:
    """Use it in a `with` block. `modules` are imported before the first fork."""

    def __init__(self, *modules: str) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.durability.zygote", str(theirs.fileno()), *modules],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
            )
        self._heard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._socket.close()
        self._process.wait(60)

    def fork(self, function: str, **arguments: object) -> Child:
        """A child that runs `module:function` with the writing end of a pipe and these arguments."""
        reading, writing = os.pipe()
        try:
            request = json.dumps([function, arguments]).encode()
            socket.send_fds(self._socket, [request], [writing])
        finally:
            os.close(writing)
        return Child(self, int(self._heard()), reading)

    def reap(self, pid: int) -> int:
        """The exit code of a child that has ended or will."""
        self._socket.send(json.dumps([pid, {}]).encode())
        return int(self._heard())

    def _heard(self) -> bytes:
        heard = self._socket.recv(64)
        if not heard:
            raise RuntimeError("the zygote has ended")
        return heard


def serve(server: socket.socket) -> None:
    """Fork and reap as asked, until the other end is closed."""
    server.send(b"0")
    while True:
        request, descriptors, _, _ = socket.recv_fds(server, _LONGEST_REQUEST, 1)
        if not request:
            return
        what, arguments = json.loads(request)
        if isinstance(what, int):
            _, status = os.waitpid(what, 0)
            server.send(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        (writing,) = descriptors
        pid = os.fork()
        if pid == 0:
            server.close()
            _run(what, writing, arguments)
        os.close(writing)
        server.send(str(pid).encode())


def _run(function: str, writing: int, arguments: dict[str, object]) -> None:
    code = 1
    try:
        module, _, name = function.partition(":")
        getattr(import_module(module), name)(writing, **arguments)
        code = 0
    except BaseException:  # noqa: BLE001 - shown, and told by the exit code
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    for module in sys.argv[2:]:
        import_module(module)
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as ours:
        serve(ours)
