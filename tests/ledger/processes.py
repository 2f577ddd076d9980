"""Runs `appending.py` in processes of its own."""

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("appending.py")
FORK = """
import os, sys
from peersupport.ledger import Draft, open_ledger
with open_ledger(sys.argv[1], keys=sys.argv[2]) as ledger:
    def append(name):
        for turn in range(20):
            with ledger.transaction("participant:anna") as transaction:
                transaction.append(Draft(kind="statement", payload=b"", key=f"{name}-{turn}"))
    append("before")
    child = os.fork()
    append("child" if child == 0 else "parent")
    if child == 0:
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    append("after")
    print(len(ledger.entries("participant:anna")), ledger.verify().intact)
"""


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


def forked(*places: object) -> None:
    """Let a process fork while its ledger is open, and both sides append. Fails unless all is there."""
    command = [sys.executable, "-c", FORK, *map(str, places)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("80 True\n", 0), done.stderr
