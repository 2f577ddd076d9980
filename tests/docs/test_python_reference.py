"""The reference of Python holds every public name: of each `__all__`, and each that an example of the docs imports."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.docs.test_documented import PAGES, REFERENCE

import peersupport

API = sorted((REFERENCE / "api").glob("*.md"))
ELSEWHERE = ("facts.md", "laws.md", "laws-of-programmes.md")
"""Pages that list names by a heading each."""
DIRECTIVE = re.compile(r"^\.\. (auto\w+|currentmodule):: (\S+)\n(?:   :members: (.+)\n)?", re.M)
INNER = re.compile(r"\.(cli|ledger\.migrations|testing\.laws\.disclosure)(\.|$)")
"""What nobody imports: the command line, a migration, a part of a family whose whole is public."""


def public_modules() -> Iterator[ModuleType]:
    """Every module that says what is public in it."""
    for found in pkgutil.walk_packages(peersupport.__path__, "peersupport."):
        text = Path(found.module_finder.path, f"{found.name.rpartition('.')[2]}.py")  # type: ignore[union-attr]
        source = text if text.is_file() else text.with_suffix("") / "__init__.py"
        if not INNER.search(found.name) and "\n__all__ = " in source.read_text("utf-8"):
            yield importlib.import_module(found.name)


MODULES = [peersupport, *public_modules()]


def imported() -> Iterator[tuple[str, str]]:
    """Each name that a Python example imports from the library, and from where."""
    for page in PAGES:
        for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S):
            for node in ast.walk(ast.parse(block)):
                if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "peersupport":
                    yield from ((str(node.module), one.name) for one in node.names)


def told(page: Path) -> Iterator[object]:
    """What the directives of a page document."""
    current = ""
    for directive, name, members in DIRECTIVE.findall(page.read_text("utf-8")):
        if directive == "currentmodule":
            current = name
        elif directive == "automodule":
            module = importlib.import_module(name)
            names = members.split(", ") if members else getattr(module, "__all__", None) or own(module)
            yield from (getattr(module, one) for one in names)
        else:
            module_name, _, attribute = name.rpartition(".")
            yield getattr(importlib.import_module(module_name or current), attribute)


def own(module: ModuleType) -> list[str]:
    """The public classes and functions that a module defines itself."""
    return [
        name
        for name, one in vars(module).items()
        if not name.startswith("_") and getattr(one, "__module__", None) == module.__name__
    ]


DIRECTED = [one for page in API for one in told(page)]
WRITTEN = {
    *(name for page in API for name in re.findall(r"`([\w.]+)`", page.read_text("utf-8"))),
    *(
        name
        for page in ELSEWHERE
        for name in re.findall(r"^#+ `([\w.-]+)`", (REFERENCE / page).read_text("utf-8"), re.M)
    ),
}


def documented(module: ModuleType, name: str) -> bool:
    """Whether a directive describes a class or function; what has no docstring of its own is described in words."""
    value = getattr(module, name)
    if inspect.isclass(value) or inspect.isroutine(value) or hasattr(value, "__wrapped__"):
        return any(value is one for one in DIRECTED)
    return (
        {name, f"core.{name}"} & WRITTEN != set() or getattr(value, "name", None) in WRITTEN or inspect.ismodule(value)
    )


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_every_public_name_stands_in_the_reference(module: ModuleType) -> None:
    """What can be imported and is nowhere described is either not public or not done."""
    assert [name for name in module.__all__ if not documented(module, name)] == []


def test_every_name_that_an_example_imports_stands_in_the_reference() -> None:
    """A reader looks up what she has just typed."""
    found = {*imported()}
    assert len(found) > 100
    missing = {(module, name) for module, name in found if not documented(importlib.import_module(module), name)}
    records = {one for one in missing if one[0].startswith("peersupport.records.")}
    assert missing - records == set()
    page = (REFERENCE / "records.md").read_text("utf-8")
    assert [name for _, name in records if not re.search(rf"^### `{name}`$|`{name}`", page, re.M)] == []


def test_whatever_is_described_has_a_docstring_of_its_own() -> None:
    """Autodoc shows what the code says, and says nothing where the code does not."""
    assert len(DIRECTED) > 250
    assert [str(one) for one in DIRECTED if not inspect.getdoc(one)] == []
    silent = [
        f"{kind.__qualname__}.{name}"
        for kind in DIRECTED
        if inspect.isclass(kind) and kind.__module__.startswith("peersupport")
        for name, one in vars(kind).items()
        if inspect.isfunction(one) and not name.startswith("_") and not inspect.getdoc(getattr(kind, name))
    ]
    assert silent == []
