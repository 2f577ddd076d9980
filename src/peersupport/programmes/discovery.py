"""Finding plugins: installed ones by entry point, single files by path, modules by hand. Nothing is imported here but
on `load()`, and which programmes a plugin touches is read without importing it."""

import ast
from collections.abc import Callable, Collection, Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, cast

from peersupport._attrs import frozen
from peersupport.errors import PeerSupportError
from peersupport.rules.document import fingerprint

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "peersupport"
TOUCHES = "peersupport.touches"
PARSING = Lock()
"""CPython 3.11 counts the depth of the trees that several threads make as if they were one, and fails now and then."""


@frozen
class Found:
    """A plugin that is there to be loaded. `touches` are the programme ids in its metadata; None: it has none."""

    name: str
    origin: str
    version: str
    touches: tuple[str, ...] | None
    load: Callable[[], object]


def found_plugins(
    plugins: Iterable[ModuleType | object],
    files: Iterable[Path | str],
    *,
    discover: bool,
    allow: Collection[str] | None,
    deny: Collection[str],
) -> list[Found]:
    """What was handed over, the files that were named, and unless `discover` is False what is installed."""
    found = [*by_hand(plugins), *(in_file(Path(path)) for path in files)]
    return [*found, *(installed(allow, deny) if discover else [])]


def installed(allow: Collection[str] | None, deny: Collection[str]) -> list[Found]:
    """The installed plugins (entry-point group `peersupport`) that are allowed; denied ones are not even imported."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - it costs a fifth of the whole import

    declared: dict[str, set[str]] = {}
    for point in entry_points(group=TOUCHES):
        declared.setdefault(_source(point), set()).add(point.name)
    return [
        Found(
            name=name,
            origin="installed",
            version=point.dist.version if point.dist is not None else "",
            touches=tuple(sorted(declared[_source(point)])) if _source(point) in declared else None,
            load=point.load,
        )
        for name, point in sorted(((one.name, one) for one in entry_points(group=GROUP)), key=_source_of)
        if (allow is None or name in allow) and name not in deny
    ]


def in_file(path: Path) -> Found:
    """A single-file plugin. A literal `TOUCHES = ("programme-id",)` in it declares what it touches."""
    source, failed = b"", ""
    try:
        source = path.read_bytes()
    except OSError as error:
        failed = type(error).__name__
    if failed:
        raise PeerSupportError("a plugin file cannot be read", code="plugin-file", help=failed)
    return Found(
        name=path.stem,
        origin="file",
        version=fingerprint(source)[:12],
        touches=_literal_touches(source),
        load=lambda: _module(path),
    )


def by_hand(plugins: Iterable[ModuleType | object]) -> list[Found]:
    """Modules or objects that the embedding service hands over itself."""
    return [
        Found(
            name=str(getattr(one, "__name__", type(one).__name__)),
            origin="given",
            version=str(getattr(one, "__version__", "")),
            touches=_names(getattr(one, "TOUCHES", None)),
            load=lambda given=one: given,  # type: ignore[misc]
        )
        for one in plugins
    ]


def _names(given: object) -> tuple[str, ...] | None:
    """Programme ids as a plugin gives them: several, or one by itself; None for anything else."""
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, Iterable):
        return None
    return tuple(sorted(str(one) for one in cast("Iterable[object]", given)))


def _source_of(named: "tuple[str, EntryPoint]") -> tuple[str, str]:
    return named[0], _source(named[1])


def _source(point: "EntryPoint") -> str:
    return f"{point.dist.name if point.dist is not None else ''}:{point.value}"


def _literal_touches(source: bytes) -> tuple[str, ...] | None:
    try:
        with PARSING:
            tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(
            getattr(target, "id", "") == "TOUCHES" for target in statement.targets
        ):
            try:
                return _names(ast.literal_eval(statement.value))
            except (ValueError, TypeError):
                return None
    return None


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"peersupport_file_{path.stem.replace('-', '_')}", path)
    if spec is None or spec.loader is None:
        raise PeerSupportError("a plugin file needs the ending .py", code="plugin-file")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
