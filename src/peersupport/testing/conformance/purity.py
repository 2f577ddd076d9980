"""Checks of the level `exact`: a plugin's code reads nothing but what it is given, wherever it runs."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from peersupport.errors import PeerSupportError
from peersupport.testing.conformance.answers import OtherProcessFailed, answers_elsewhere
from peersupport.testing.conformance.candidate import Candidate, exercises
from peersupport.testing.conformance.check import Inapplicable, Level, Problem, check

CLOCK = frozenset({"now", "today", "utcnow"})
CALLS = frozenset({"__import__", "breakpoint", "compile", "eval", "exec", "globals", "input", "open", "print"})
FILES = frozenset({"read_bytes", "read_text", "write_bytes", "write_text"})
WORLD = frozenset(
    {
        "asyncio", "builtins", "concurrent", "ctypes", "fileinput", "glob", "http", "httpx", "importlib", "inspect",
        "io", "locale", "multiprocessing", "os", "pathlib", "platform", "random", "requests", "secrets", "shutil",
        "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
    }
)  # fmt: skip
"""Modules that lead to the clock, the environment, files, the network, or chance."""


@check(Level.EXACT, "purity")
def its_code_reads_nothing_but_what_it_is_given(candidate: Candidate) -> Iterator[Problem]:
    """No code of the plugin reads a clock, the environment, a file, the network or chance: an answer may depend on the
    case and the day alone."""
    for path, tree in _trees(candidate):
        for node in ast.walk(tree):
            for what, line in _offences(node):
                do = "take what it needs from the case, the day, or a parameter"
                yield Problem(where=f"{path.name}, line {line}", what=what, do=do)


@check(Level.EXERCISED, "boundaries")
def no_boundary_hides_in_code(candidate: Candidate) -> Iterator[Problem]:
    """No fact of the plugin compares with a number: what a case turns on is a comparison of a rule, which people read,
    sites set, and scenarios try from both sides."""
    for path, tree in _trees(candidate):
        for node in (inner for one in ast.walk(tree) if _is_fact(one) for inner in ast.walk(one)):
            if isinstance(node, ast.Compare) and _with_number(node):
                do = "let the fact give the number, and compare it in the rule with a parameter"
                what = f"`{ast.unparse(node)}` decides by a number"
                yield Problem(where=f"{path.name}, line {node.lineno}", what=what, do=do)


@check(Level.EXACT, "purity")
def answers_are_the_same_in_another_process(candidate: Candidate) -> Iterator[Problem]:
    """Processes that differ in time zone, hash seed, locale and working directory answer all scenarios alike."""
    try:
        exercises(candidate)
    except PeerSupportError:
        raise Inapplicable("its scenarios cannot be read") from None
    try:
        here, there = answers_elsewhere(candidate)
    except OtherProcessFailed as error:
        do = "look at what the plugin does when it is imported"
        yield Problem(where=candidate.title, what=f"it does not load in another process: {error}", do=do)
        return
    for name in [one for one in here if here[one] != there.get(one)]:
        what = "what the host holds is another" if name == "host" else "the answer is another"
        do = "look for sets without order, the clock, the zone, and paths that are not the plugin's own"
        yield Problem(where=candidate.title if name == "host" else name, what=f"{what} in another process", do=do)


def _trees(candidate: Candidate) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file of the plugin that can be read; of any other the host has said so."""
    for path in candidate.code:
        with suppress(SyntaxError, ValueError):
            yield path, ast.parse(path.read_text("utf-8"), path.name)


def _is_fact(node: ast.AST) -> bool:
    """Whether a node is a function under `@fact(...)`."""
    marks = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return any(isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "fact" for one in marks)


def _with_number(node: ast.Compare) -> bool:
    """Whether a comparison by order is made with a number above one: none and some are told apart in many ways."""
    ordered = any(isinstance(one, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for one in node.ops)
    values = [one.value for one in (node.left, *node.comparators) if isinstance(one, ast.Constant)]
    return ordered and any(isinstance(one, int | float) and one > 1 for one in values)


def _offences(node: ast.AST) -> Iterator[tuple[str, int]]:
    match node:
        case ast.Import(names=names):
            yield from ((f"it imports `{one.name}`", node.lineno) for one in names if one.name.split(".")[0] in WORLD)
        case ast.ImportFrom(module=str(module)) if module.split(".")[0] in WORLD:
            yield f"it imports from `{module}`", node.lineno
        case ast.Attribute(attr=name) if name in CLOCK:
            yield f"it reads the clock with `{name}()`", node.lineno
        case ast.Attribute(attr=name) if name in FILES:
            yield f"it reaches files with `{name}()`", node.lineno
        case ast.Name(id=name) if name in CALLS:
            yield f"it uses `{name}()`", node.lineno
        case _:
            pass
