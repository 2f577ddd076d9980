"""Tells Hypothesis how to draw the public classes of peersupport, once peersupport is imported.

Hypothesis calls `register` in every run on the machine, also where nobody needs peersupport. So this module stands
outside the package, whose import it would else bring with it: it registers what is there already, and watches for what
is imported later. What is registered is a function; the strategies are imported when one of them is drawn from.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from hypothesis import strategies

PUBLIC = frozenset({"peersupport", "peersupport.plugin"})
"""Whose public classes are those that they name."""
WHOLE = frozenset({f"peersupport.{name}" for name in ("dates", "decisions", "errors", "findings")})
"""Of which every class that they define is public, as is every class of a record."""
RECORDS = "peersupport.records."
CODEC = "peersupport.records.codec"
"""Which reads and writes records, and holds none."""


def register() -> None:
    """Called by Hypothesis when it is imported."""
    for module in list(sys.modules.values()):
        tell(module)
    sys.meta_path.insert(0, Watch())


def tell(module: ModuleType) -> None:
    """Tell Hypothesis of the public classes of a module."""
    for kind in public_classes(module):
        strategies.register_type_strategy(kind, _strategy)


def public_classes(module: ModuleType) -> Iterator[type]:
    """The classes of a module that are public and not plain enums, which Hypothesis knows how to draw."""
    name = getattr(module, "__name__", "")
    if not _told(name):
        return
    for title in module.__all__ if name in PUBLIC else list(vars(module)):
        one = getattr(module, title)
        own = name in PUBLIC or getattr(one, "__module__", None) == name
        if isinstance(one, type) and own and not title.startswith("_") and not hasattr(one, "__members__"):
            yield one


def _told(name: str) -> bool:
    return name in PUBLIC | WHOLE or (name.startswith(RECORDS) and not name.startswith(CODEC))


def _strategy(kind: type[Any]) -> strategies.SearchStrategy[Any]:
    every_type = import_module("peersupport.testing.strategies.every_type")
    found: strategies.SearchStrategy[Any] = every_type.strategy_of(kind)()
    return found


class Watch(MetaPathFinder):
    """Finds the modules of peersupport as Python does, and tells of their classes when they have been imported."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The specification of a module of peersupport; None for any other."""
        if not _told(fullname):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        loader: Any = None if spec is None else spec.loader
        if loader is not None:
            load = loader.exec_module

            def exec_module(module: ModuleType) -> None:
                load(module)
                tell(module)

            loader.exec_module = exec_module
        return spec
