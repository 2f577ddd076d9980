"""Import every module of the library and of its plugins, in an interpreter of its own, and print what that did besides.

What a package of others does while it is imported is its own affair: an act is ours where the nearest code that is
neither of the standard library nor of the import system is ours.
"""

import atexit
import decimal
import gc
import json
import locale
import logging
import os
import random
import signal
import sys
import sysconfig
import threading
import time
import warnings
from importlib import import_module
from pathlib import Path

PLACES = {name: sysconfig.get_path(name) for name in ("stdlib", "purelib")}
OURS = ("peersupport", "_peersupport")
found: list[str] = []
watching = False


def culprit() -> str:
    """Our file that does what is done at the moment, or nothing where somebody else does it."""
    frame = sys._getframe(2)
    while frame is not None:
        name, file = str(frame.f_globals.get("__name__", "")), frame.f_code.co_filename
        if name.startswith(OURS):
            return f"{name}:{frame.f_lineno}"
        library = file.startswith(("<", PLACES["stdlib"])) and not file.startswith(PLACES["purelib"])
        if not library and name != __name__:
            return ""
        frame = frame.f_back
    return ""


def note(what: str) -> None:
    """Write down an act, if it is ours."""
    if watching and (who := culprit()):
        found.append(f"{who} {what}")


FORBIDDEN = ("socket.", "subprocess.", "os.", "shutil.", "tempfile.", "sqlite3.", "_thread.start", "signal.", "urllib.",
             "ctypes.dlopen", "glob.", "pathlib.Path.glob", "http.", "webbrowser.", "winreg.", "fcntl.")  # fmt: skip
SOURCES = (".py", ".pyc", ".so", ".pyd")


def audit(event: str, arguments: tuple[object, ...]) -> None:
    """Files that are opened and are no modules, and everything that reaches beyond the process."""
    if not watching:
        return
    if event == "open":
        if not str(arguments[0]).endswith(SOURCES) and not str(arguments[0]).partition(".pyc.")[1]:
            note(f"opens {arguments[0]}")
    # The import system itself looks for modules in folders, and writes the compiled ones down.
    elif event.startswith(FORBIDDEN) and not sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):
        note(event)


def watched(module: object, *names: str) -> None:
    """Write down each call of these functions."""
    for name in names:
        real = getattr(module, name)

        def told(*given: object, real: object = real, name: str = name, **named: object) -> object:
            note(f"calls {name}()")
            return real(*given, **named)  # type: ignore[operator]

        setattr(module, name, told)


def state() -> dict[str, object]:
    """What belongs to the process, and to others."""
    loggers = {name: one for name, one in logging.Logger.manager.loggerDict.items() if isinstance(one, logging.Logger)}
    return {
        "warnings": list(warnings.filters),
        "decimal": repr(decimal.getcontext()),
        "locale": locale.setlocale(locale.LC_ALL),
        "signals": [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)],
        "path": list(sys.path),
        "hooks": (sys.excepthook, sys.displayhook, sys.unraisablehook, list(sys.meta_path), list(sys.path_hooks)),
        "trace": (sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), sys.getswitchinterval()),
        "threads": threading.active_count(),
        "collector": (gc.isenabled(), gc.get_threshold()),
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "exits": atexit._ncallbacks(),
        "logging": (logging.root.level, list(logging.root.handlers), logging.Logger.manager.disable),
        "our loggers": {n: (one.level, one.handlers) for n, one in loggers.items() if n.startswith("peersupport")},
    }


NEEDED = ("alembic", "cattrs.gen", "click", "cryptography.hazmat.primitives.ciphers.aead", "hypothesis", "icalendar",
          "jinja2", "matplotlib.figure", "pendulum", "pluggy", "psycopg", "pysqlite3", "pytest", "python_calamine",
          "rich.progress", "scipy.optimize", "scipy.stats", "sqlalchemy.dialects.sqlite", "yaml")  # fmt: skip
"""Packages of others, which may do what they like: imported before anything is watched."""


def main() -> None:
    """Import the modules that the arguments name, watched."""
    global watching  # noqa: PLW0603
    names = sys.argv[1:]
    for name in () if names[0] == "--bare" else NEEDED:
        import_module(name)
    for module, called in (
        (time, ("time", "monotonic", "perf_counter")),
        (random, ("random", "seed")),
        (os, ("urandom", "getenv", "register_at_fork")),
        (logging, ("basicConfig", "addLevelName", "disable", "setLoggerClass")),
        (warnings, ("filterwarnings", "simplefilter", "warn")),
        (threading.Thread, ("start",)),
        (logging.Logger, ("setLevel", "addHandler", "addFilter")),
        (type(os.environ), ("__getitem__", "get", "__contains__", "__setitem__")),
        (Path, ("read_text", "read_bytes", "exists", "is_file", "iterdir")),
    ):
        watched(module, *called)
    sys.addaudithook(audit)
    before = state()
    watching = True
    for name in names:
        if name != "--bare":
            import_module(name)
    watching = False
    after = state()
    print(json.dumps({"done": sorted({*found}), "changed": [name for name in before if after[name] != before[name]]}))


if __name__ == "__main__":
    main()
