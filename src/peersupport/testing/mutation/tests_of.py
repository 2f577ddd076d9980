"""Where a plugin's own tests lie."""

from inspect import getfile
from pathlib import Path
from types import ModuleType

from peersupport.errors import PeerSupportError
from peersupport.programmes.discovery import Found

UP = 3
"""How far above the package the folder may lie: package, `src`, project."""


def tests_of(plugin: Found) -> tuple[Path, ...]:
    """The folder `tests` beside the plugin's file, its package, or its `src`, and the package's `scenarios`.

    Raises `PeerSupportError` when there is no such folder: an installed wheel has no tests.
    """
    loaded = plugin.load()
    if isinstance(loaded, ModuleType):
        parents = Path(getfile(loaded)).resolve().parents[: UP + 1]
        scenarios = parents[0] / "scenarios"
        found = [above / "tests" for above in parents if (above / "tests").is_dir()][:1]
        found += [scenarios] if scenarios.is_dir() else []
        if found:
            return tuple(found)
    raise PeerSupportError(
        "the plugin's tests are not beside it", code="mutation-tests", help="give them: --tests PATH"
    )
