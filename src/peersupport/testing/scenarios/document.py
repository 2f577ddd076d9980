"""Strict YAML: the plain values of a document and the line of each, so that every fault can say where it stands.

What is not quoted is a date (2025-01-31), a whole number, a number, true, false or null, as in YAML 1.2; all else is
text. So `on`, `yes`, `no`, `012` and `1:30` are words here, and nothing is coerced silently.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path as FilePath
from typing import Any

import attrs
import yaml

from peersupport.errors import Fault, InvalidDocument, Path
from peersupport.records.codec import DEEPEST, Json

MOST_NODES = 200_000
"""How many values a document may come to, aliases counted each time: none that people write has as many."""
TAG = "tag:yaml.org,2002:"


class PlainLoader(yaml.SafeLoader):
    """A safe loader that knows the forms of plain values named above, and no others."""


PlainLoader.yaml_implicit_resolvers = {}
for _name, _form, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)(?:[eE][-+]?[0-9]+)?", "-+0123456789"),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
    ("merge", r"<<", "<"),
):
    PlainLoader.add_implicit_resolver(  # pyright: ignore[reportUnknownMemberType]
        f"{TAG}{_name}", re.compile(rf"^(?:{_form})$"), list(_first)
    )


@attrs.frozen
class Document:
    """The values of a YAML file, and the line on which each begins, by its path."""

    file: str
    value: Json
    lines: Mapping[Path, int]

    def place(self, path: Path) -> Path:
        """Where a value stands, as a fault tells it: the file with the line, then the path inside it."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return (f"{self.file}:{self.lines.get(known, 1)}", *path)


def read_document(file: FilePath) -> Document:
    """Read a YAML file. Raises `InvalidDocument` with every fault: unreadable, no YAML, a key that stands twice."""
    return parsed(read_text(file), str(file))


def read_text(file: FilePath) -> str:
    """The text of a file. Raises `InvalidDocument`."""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"the file cannot be read ({type(error).__name__})"
        fault = Fault(code="file-unreadable", message=message, path=(str(file),))
    raise InvalidDocument("a file cannot be read", [fault])


def parsed(text: str, file: str) -> Document:
    """The document of a YAML text. Raises `InvalidDocument` with every fault."""
    try:
        root = yaml.compose(text, Loader=PlainLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 if mark is None else mark.line + 1
        message = f"this is not YAML: {_problem(error)}"
        fault = Fault(code="yaml-syntax", message=message, path=(f"{file}:{line}",))
        raise InvalidDocument("a file is not YAML", [fault]) from None
    made = _Values(file)
    value = made.value(root, ()) if root is not None else None
    if made.faults:
        raise InvalidDocument("a document has faults", made.faults)
    return Document(file=file, value=value, lines=made.lines)


def _problem(error: Exception) -> str:
    """What the parser says, without what it quotes: that may be a person's."""
    return re.sub(r" '.*\w\w.*'$", "", str(getattr(error, "problem", None) or "it cannot be read"), flags=re.DOTALL)


def _nothing(_: str) -> None:
    return None


class _Values:
    """Makes plain values of the nodes of one file, and notes lines and faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self.count = 0

    def value(self, node: Any, path: Path) -> Json:
        self.count += 1
        self.lines.setdefault(path, node.start_mark.line + 1)
        if self.count > MOST_NODES or len(path) > DEEPEST:
            self._too_much(node, path)
            return None
        if isinstance(node, yaml.MappingNode):
            return {key: self.value(one, (*path, key)) for key, one in self._pairs(node, path)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, (*path, place)) for place, one in enumerate(node.value)]
        return self._scalar(node, path)

    def _pairs(self, node: Any, path: Path) -> Iterator[tuple[str, Any]]:
        """The keys of a mapping and of those that it merges; its own come before theirs."""
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        self.count += 1
        for key, one in node.value:
            if key.tag == f"{TAG}merge":
                for other in one.value if isinstance(one, yaml.SequenceNode) else [one]:
                    if isinstance(other, yaml.MappingNode) and len(path) <= DEEPEST and self.count <= MOST_NODES:
                        merged = {**dict(self._pairs(other, (*path, "<<"))), **merged}
                    else:
                        self._not_merged(one, path)
            elif key.tag != f"{TAG}str":
                self._fault(key, path, "yaml-key", "expected a key that is text; quote it")
            elif key.value in found:
                self._fault(key, (*path, key.value), "yaml-duplicate", "the key stands here a second time")
            else:
                self.lines[(*path, key.value)] = key.start_mark.line + 1
                found[key.value] = one
        for key, one in merged.items():
            self.lines.setdefault((*path, key), node.start_mark.line + 1)
            found.setdefault(key, one)
        yield from found.items()

    def _not_merged(self, node: Any, path: Path) -> None:
        if self.count <= MOST_NODES:
            self._fault(node, path, "yaml-merge", "expected a mapping to merge (`<<: *name`)")
        else:
            self._too_much(node, path)

    def _too_much(self, node: Any, path: Path) -> None:
        if not any(fault.code == "yaml-depth" for fault in self.faults):
            self._fault(node, path, "yaml-depth", "the document is nested too deeply, or its aliases repeat too much")

    def _scalar(self, node: Any, path: Path) -> Json:
        kind, text = node.tag.removeprefix(TAG), str(node.value)
        if kind == "timestamp":
            try:
                return date.fromisoformat(text)
            except ValueError:
                self._fault(node, path, "date-invalid", "there is no such day")
                return None
        known: dict[str, Callable[[str], Json]] = {"str": str, "int": int, "float": float, "null": _nothing}
        if kind == "bool":
            return text == "true"
        if kind in known and (kind != "int" or len(text) < 19):
            return known[kind](text)
        self._fault(node, path, "yaml-tag", "expected text, a number, a date, true, false or null")
        return None

    def _fault(self, node: Any, path: Path, code: str, message: str) -> None:
        self.faults.append(Fault(code=code, message=message, path=(f"{self.file}:{node.start_mark.line + 1}", *path)))
