"""Where a plugin's own tests lie."""

from pathlib import Path

from peersupport.errors import PeerSupportError
from peersupport.testing.conformance.candidate import Candidate

UP = 2
"""How far above the package, or the one file's folder, the tests may lie: package, `src`, project."""
INSTALLED = frozenset({"site-packages", "dist-packages"})
"""Folders into which everybody's packages are installed: a `tests` in one is not this plugin's."""


def tests_of(candidate: Candidate, address: str) -> tuple[Path, ...]:
    """The folder `tests` of the project that was named, or beside the plugin's file, its package or its `src`; and the
    package's `scenarios`.

    Raises `PeerSupportError` when there is neither: an installed wheel has no tests.
    """
    scenarios = candidate.folder / "scenarios"
    found = [one / "tests" for one in _folders(candidate, Path(address)) if (one / "tests").is_dir()][:1]
    found += [scenarios] if scenarios.is_dir() else []
    if not found:
        message = "the plugin's tests are not beside it, and it has no scenarios"
        raise PeerSupportError(message, code="mutation-tests", help="say where they are: --tests PATH")
    return tuple(found)


def _folders(candidate: Candidate, address: Path) -> list[Path]:
    package = candidate.folder.resolve()
    beside = [package, *list(package.parents)[:UP]]
    installed = [place for place, one in enumerate(beside) if one.name in INSTALLED]
    named = [address.resolve()] if address.is_dir() else []
    return named + (beside[: installed[0]] if installed else beside)
