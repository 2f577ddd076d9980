"""A release of the library in a process of its own: this one, or an earlier one that is unpacked elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

SCRIPT = Path(__file__).parents[1] / "machines" / "release.py"


class ReleaseProcess:
    """A process that answers commands by one release. Use it in a `with` block.

    `places` are the folders from which that release and its plugins are imported; none: those of this process.
    Raises `RuntimeError` where the process ends before it has answered.
    """

    def __init__(self, places: Sequence[Path] = ()) -> None:
        environment = dict(os.environ)
        if places:
            environment["PYTHONPATH"] = os.pathsep.join(str(one) for one in places)
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and a file of the kit
            [sys.executable, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.communicate()

    def ask(self, command: dict[str, Any]) -> Any:
        """What the release answers."""
        incoming, outgoing = self._process.stdin, self._process.stdout
        if incoming is None or outgoing is None or self._process.poll() is not None:
            raise RuntimeError("the release has ended")
        incoming.write(json.dumps(command) + "\n")
        incoming.flush()
        line = outgoing.readline()
        if not line:
            raise RuntimeError("the release ended before it answered")
        return json.loads(line)
