"""Finding the plugin to check: by its own name, its distribution's, its package's, or by a path."""

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from peersupport.errors import PeerSupportError, UnknownName, did_you_mean
from peersupport.programmes.discovery import Found, by_hand, in_file, installed
from peersupport.programmes.host import Host
from peersupport.testing.conformance.candidate import Candidate
from peersupport.testing.conformance.metadata import GROUP, Metadata, folder_metadata, installed_metadata

BUILDS_ON_OTHERS = frozenset({"inherits-unknown", "programme-unknown", "overlay-unnamed"})
"""The faults of a plugin that builds on another one, and must be loaded beside it."""


def find_plugin(address: str | Path) -> Candidate:
    """The plugin of a name (its own, its distribution's or its package's) or of a path (one file, or a project's
    folder). It is loaded alone, or beside all that is installed where it builds on another plugin.

    Raises `UnknownName` where there is none, and `PeerSupportError` for one that cannot be read or imported at all, and
    for a folder in whose place another text would be checked (`plugin-elsewhere`).
    """
    path = Path(address)
    if path.suffix == ".py" or path.is_file():
        return _in_file(path)
    if path.is_dir():
        return _in_folder(path.resolve())
    names = dict(_names())
    if str(address) not in names:
        raise UnknownName("there is no such plugin", help=did_you_mean(str(address), names))
    return _installed(names[str(address)])


def found_as(candidate: Candidate) -> Found:
    """The plugin of a candidate, to be loaded anew: installed, in its file, or the module that was imported by hand."""
    if candidate.status.origin == "file":
        return in_file(candidate.module)
    if candidate.status.origin == "given":
        return by_hand([sys.modules[candidate.name]])[0]
    return installed([candidate.name], ())[0]


def project_of(test: Path) -> Path:
    """The nearest folder above a test file that is the project of a plugin. Raises `UnknownName` without one."""
    for folder in test.resolve().parents:
        if folder_metadata(folder) is not None:
            return folder
    help = 'name it: class Requirements(SuiteRequirements): plugin = "..."'
    raise UnknownName("no folder above the test is the project of a plugin", help=help)


def _names() -> Iterator[tuple[str, EntryPoint]]:
    for point in entry_points(group=GROUP):
        yield _package(point.value), point
        if point.dist is not None:
            yield point.dist.name, point
        yield point.name, point


def _in_file(path: Path) -> Candidate:
    if not path.is_file():
        known = [str(one) for one in path.parent.glob("*.py")] if path.parent.is_dir() else []
        raise UnknownName("there is no such file", help=did_you_mean(str(path), known))
    host = _loaded(path.stem, {"files": [path], "discover": False}, {"files": [path]})
    return _candidate(str(path.resolve()), path.stem, host, path.resolve(), None)


def _in_folder(folder: Path) -> Candidate:
    metadata = folder_metadata(folder)
    if metadata is None:
        help = "its pyproject.toml needs an entry point of the group `peersupport`"
        raise UnknownName("the folder is no project of a plugin", help=help)
    if len(metadata.plugins) > 1:
        known = ", ".join(f"`{name}`" for name, _ in metadata.plugins)
        raise UnknownName("the folder has several plugins", help=f"name one of them: {known}")
    name, value = dict(metadata.plugins).popitem()
    for point in entry_points(group=GROUP):
        if point.name == name and point.dist is not None and point.dist.name == metadata.distribution:
            package = _package(value)
            _must_be_the_folders(folder, package, _place(package))
            return _installed(point)
    return _by_hand(folder, value, metadata)


def _must_be_the_folders(folder: Path, package: str, place: Path) -> None:
    """Raise `PeerSupportError` where what would be checked is another text than the folder's: nobody looked at it."""
    place = place.resolve()
    if place.is_relative_to(folder):
        return
    names = package.split(".")
    steps = [*names, place.name] if place.name == "__init__.py" else [*names[:-1], place.name]
    for root in (folder / "src", folder):
        here = root.joinpath(*steps)
        if here.is_file() and _texts(here) == _texts(place):
            return
    message = f"the `{package}` that is installed is another text than what stands in this folder"
    help = f"install this one: pip install -e {folder}; or check the installed one by its name"
    raise PeerSupportError(message, code="plugin-elsewhere", help=help)


def _texts(module: Path) -> dict[str, bytes]:
    """All that a package brings, by its place in it; of a plugin that is one module, that alone."""
    files = module.parent.rglob("*") if module.name == "__init__.py" else [module]
    found = (one for one in files if one.is_file() and one.suffix != ".pyc")
    return {str(one.relative_to(module.parent)): one.read_bytes() for one in found}


def _by_hand(folder: Path, value: str, metadata: Metadata) -> Candidate:
    """A project that is not installed: its code is imported from its folder."""
    place = str(folder / "src" if (folder / "src").is_dir() else folder)
    if place not in sys.path:
        sys.path.insert(0, place)
    package = _package(value)
    module, failed = None, ""
    try:
        module = import_module(package)
    except PeerSupportError:
        raise
    except Exception as error:  # noqa: BLE001 - it is the plugin's
        failed = type(error).__name__
    if module is None:
        message = f"`{package}` cannot be imported: {failed}"
        raise PeerSupportError(message, code="plugin-import", help="import it in Python to see why")
    _must_be_the_folders(folder, package, Path(str(module.__file__)))
    host = _loaded(package, {"plugins": [module], "discover": False}, {"plugins": [module]})
    return _candidate(str(folder), package, host, Path(str(module.__file__)), metadata)


def _installed(point: EntryPoint) -> Candidate:
    host = _loaded(point.name, {"allow": [point.name]}, {})
    metadata = installed_metadata(point.dist) if point.dist is not None else None
    return _candidate(point.name, point.name, host, _place(_package(point.value)), metadata)


def _candidate(address: str, name: str, host: Host, module: Path, metadata: Metadata | None) -> Candidate:
    foundations = {point.name: _package(point.value) for point in entry_points(group=GROUP)}
    beside = [one.name for one in host.plugins if one.name != name and not one.faults]
    return Candidate(
        address=address,
        name=name,
        host=host,
        folder=module.parent,
        module=module,
        metadata=metadata,
        foundations=tuple(_place(foundations[one]).parent for one in beside if one in foundations),
    )


def _place(package: str) -> Path:
    """Where a package's code lies. Raises `PeerSupportError` for one that is not there."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise PeerSupportError(f"`{package}` is not there", code="plugin-import", help="install the plugin again")
    return Path(spec.origin)


def _package(value: str) -> str:
    """The module that an entry point names."""
    return value.partition(":")[0].strip()


def _loaded(name: str, alone: dict[str, Any], beside: dict[str, Any]) -> Host:
    """The host with the plugin alone; where it builds on others, beside them, and allowed to narrow what it touches."""
    host = Host.load(**alone)
    (status,) = [one for one in host.plugins if one.name == name]
    if not any(fault.code in BUILDS_ON_OTHERS for fault in status.faults):
        return host
    return Host.load(**beside, overlays={name: status.programmes})
