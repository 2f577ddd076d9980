"""What import-linter does not see: cycles through packages, what a pure module touches, and how long files are."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for tree in ("src", "plugins/*/src") for path in ROOT.glob(f"{tree}/**/*.py"))
LONGEST = 300

AT_THE_EDGE = {
    "__main__", "cli", "engine", "fault_pages", "interop", "ledger", "observing", "programmes", "reports", "testing",
    "web",
}  # fmt: skip
"""The parts of the core that may meet the world; all others are pure, also those that do not exist yet."""
CLOCK = {"now", "today", "utcnow"}
FILES = {"glob", "importlib", "io", "os", "pathlib", "shutil", "sqlite3", "tempfile"}
NETWORK = {"asyncio", "http", "socket", "subprocess", "threading", "urllib"}
CHANCE = {"random", "secrets", "uuid"}
TELLING = {"logging", "opentelemetry"}
WORLD = FILES | NETWORK | CHANCE | TELLING | {"time"}
OPTIONAL = {
    "alembic": "ledger",
    "click": "cli",
    "cryptography": "ledger",
    "hypothesis": "testing",
    "icalendar": "interop",
    "jinja2": "reports",
    "matplotlib": "reports",
    "opentelemetry": "observing",
    "psycopg": "ledger",
    "pysqlite3": "ledger",
    "pytest": "testing",
    "rich": "cli",
    "scipy": "outcomes",
    "sqlalchemy": "ledger",
    "yaml": "testing",
}
"""Packages that only an extra installs, and the one part of the core that may import each."""


def module_name(path: Path) -> str:
    """The dotted name under which the file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[parts.index("src") + 1 :]).removesuffix(".__init__")


MODULES = {module_name(path): ast.parse(path.read_text(encoding="utf-8"), path) for path in SOURCES}
CORE = sorted(name for name in MODULES if name.partition(".")[0] == "peersupport")


def imported(name: str) -> Iterator[tuple[str, int]]:
    """Every module that the named one imports (those for type checkers too), with the line."""
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: write the whole name of what you import"
            source = node.module or ""
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield (inner if inner in MODULES else source), node.lineno


def part(name: str) -> str:
    """The part of the core that a module belongs to: `cli` for `peersupport.cli.review`."""
    return name.split(".")[1] if "." in name else ""


def test_there_is_something_to_judge() -> None:
    """A renamed folder must not turn this file into one that judges nothing."""
    assert "peersupport.truth" in MODULES


def test_no_import_cycle() -> None:
    """A cycle hides a misplaced name, and breaks the import of whoever comes first; packages count as modules here."""
    graph = {name: {target for target, _ in imported(name) if target in MODULES} for name in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"import cycle: {' <- '.join(error.args[1])}")


def test_pure_parts_touch_nothing_outside() -> None:
    """An answer may depend on the case, the host and the date only: no clock, environment, file, network or chance."""
    offences = []
    for name in (name for name in CORE if name != "peersupport" and part(name) not in AT_THE_EDGE):
        offences += [f"{name}:{line} imports {to}" for to, line in imported(name) if to.partition(".")[0] in WORLD]
        for call in (node for node in ast.walk(MODULES[name]) if isinstance(node, ast.Call)):
            match call.func:
                case ast.Attribute(attr=called) if called in CLOCK:
                    offences.append(f"{name}:{call.lineno} reads the clock with {called}()")
                case ast.Name(id="open" | "input" | "print" as called):
                    offences.append(f"{name}:{call.lineno} calls {called}()")
    assert not offences, "\n".join(offences)


def test_optional_packages_stay_in_their_part() -> None:
    """`import peersupport` works with no extra installed, and loads nothing that it does not need."""
    offences = [
        f"{name}:{line} imports {target}"
        for name in CORE
        for target, line in imported(name)
        if (home := OPTIONAL.get(target.partition(".")[0])) and part(name) != home
    ]
    assert not offences, "\n".join(offences)


def test_a_plugin_needs_the_public_names_only() -> None:
    """The programmes we ship are plugins like any other: what they import, everybody's plugins may import."""
    offences = [
        f"{name}:{line} imports {target}"
        for name in MODULES
        if name not in CORE and not name.startswith("_peersupport_")
        for target, line in imported(name)
        if target.startswith("peersupport")
        and target not in {"peersupport", "peersupport.plugin"}
        and target.partition(".")[0] != name.partition(".")[0]
    ]
    assert not offences, "\n".join(offences)


def test_no_file_is_long() -> None:
    """A file can be read in one sitting; the longest are listed when the architecture is checked."""
    lengths = sorted(((len(path.read_text(encoding="utf-8").splitlines()), path) for path in SOURCES), reverse=True)
    print(f"\n{len(lengths)} files, median {median(length for length, _ in lengths):g} lines, longest:")
    for length, path in lengths[:10]:
        print(f"{length:5} {path.relative_to(ROOT)}")
    assert lengths[0][0] <= LONGEST
