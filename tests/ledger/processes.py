"""Runs `appending.py` in processes of its own."""

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("appending.py")


def appending(*arguments: object) -> "subprocess.Popen[str]":
    """A process that appends; its acknowledgements come through `stdout`."""
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def acknowledged(process: "subprocess.Popen[str]") -> dict[str, int]:
    """The sequences by key that the process acknowledged before it ended by itself. Fails when it failed."""
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return told(out.splitlines())


def told(lines: list[str]) -> dict[str, int]:
    """The sequences by key in complete lines."""
    pairs = (line.split(" ") for line in lines if line != "ready")
    return {key: int(sequence) for key, sequence in pairs}
