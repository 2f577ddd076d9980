"""Importing the library has no effect but that it is there: a service imports it wherever and whenever it likes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WATCHING = Path(__file__).parent / "watching.py"
SCRIPTS = ("peersupport.ledger.migrations", "peersupport.__main__")
"""What is run and not imported."""
OWN_DATA = "peersupport.programmes.parameter_files"
"""A plugin reads the dated values that lie beside its modules as it is imported: they are part of it."""


def modules() -> list[str]:
    """Every module of the library and of its plugins."""
    names = []
    for tree in ("src", "plugins/*/src"):
        for path in sorted(ROOT.glob(f"{tree}/**/*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            names.append(".".join(parts[parts.index("src") + 1 :]).removesuffix(".__init__"))
    return [name for name in names if not name.startswith(SCRIPTS)]


def watched(*names: str, code: str = "") -> dict[str, Any]:
    """What importing some modules did besides."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([code, os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, str(WATCHING), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_importing_does_nothing_besides() -> None:
    """No file is opened but modules and their data, nothing of the environment is read, no logging is set up, no thread
    started, no clock or chance asked, and nothing that belongs to the process or to others is another afterwards."""
    names = modules()
    assert len(names) > 500
    told = watched(*names)
    beside = [one for one in told["done"] if not (one.startswith(OWN_DATA) and one.endswith(("parameters.toml", "()")))]
    assert (beside, told["changed"]) == ([], [])


ACTS = {
    "open('/dev/null').close()": "opens /dev/null",
    "import os; os.environ.get('HOME')": "calls get()",
    "import threading; threading.Timer(0, int).start()": "calls start()",
    "import logging; logging.basicConfig()": "calls basicConfig()",
    "import socket; socket.socket().close()": "socket.__new__",
    "import time; time.time()": "calls time()",
    "import random; random.random()": "calls random()",
    "import os; os.listdir('.')": "os.listdir",
    "import warnings; warnings.simplefilter('ignore')": "calls simplefilter()",
}
CHANGES = {
    "import decimal; decimal.getcontext().prec = 5": "decimal",
    "import atexit; atexit.register(int)": "exits",
    "import sys; sys.path.append('.')": "path",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)": "signals",
}


def test_what_is_watched_is_seen(tmp_path: Path) -> None:
    """A watch that sees nothing proves nothing: each act, in a module of ours, is told."""
    names = []
    for number, act in enumerate((*ACTS, *CHANGES)):
        names.append(f"peersupport_canary_{number}")
        (tmp_path / f"{names[-1]}.py").write_text(act + "\n")
    told = watched("--bare", *names, code=str(tmp_path))
    for name, seen in zip(names, ACTS.values(), strict=False):
        assert any(one.startswith(f"{name}:1") and seen in one for one in told["done"]), (seen, told["done"])
    assert {*CHANGES.values()} <= {*told["changed"]}
