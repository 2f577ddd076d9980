"""Scenarios written: an expectation put into a file that keeps every comment and blank, and whole scenarios as text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from peersupport.records.codec import Json
from peersupport.testing.scenarios.document import PlainLoader

WIDTH = 116


class _Dumper(yaml.SafeDumper):
    """Quotes what would not be read as the text that it is, and nothing else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as PyYAML calls it
        """Whatever stands twice is written twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - as above
        """Lists stand further in than their key."""
        super().increase_indent(flow, False)


_Dumper.yaml_implicit_resolvers = PlainLoader.yaml_implicit_resolvers


def dumped(value: Json, indent: int = 0) -> str:
    """A value as YAML, its innermost lists and mappings on one line, as far in as `indent` says."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, default_flow_style=None, sort_keys=False, allow_unicode=True, width=WIDTH - indent
    )
    return "".join(f"{' ' * indent}{line}\n" for line in text.splitlines())


def scenario_text(entry: Mapping[str, Json]) -> str:
    """A whole scenario as an entry of a file."""
    return "- " + dumped({**entry}, 2)[2:]


class Insertions:
    """Keys to be added to the scenarios of a text; all else stays as it was written, to the letter."""

    def __init__(self, text: str) -> None:
        self.ending = "\r\n" if "\r\n" in text else "\n"
        self.lines: list[str] = text.splitlines(keepends=True)
        if self.lines and not self.lines[-1].endswith("\n"):
            self.lines[-1] += self.ending
        root = yaml.compose(text, Loader=PlainLoader)
        self.entries: list[Any] = [] if root is None else root.value
        self.added: dict[int, str] = {}
        """By the line behind which it goes."""

    def add(self, place: int, more: Mapping[str, Json]) -> None:
        """Add keys at the end of one scenario."""
        entry = self.entries[place]
        first, _ = entry.value[0]
        if entry.flow_style:
            at: int = entry.end_mark.line
            column: int = entry.end_mark.column - 1
            inner = "".join(f", {key}: {_on_one_line(value)}" for key, value in more.items())
            self.lines[at] = self.lines[at][:column] + inner + self.lines[at][column:]
        else:
            added = dumped({**more}, first.start_mark.column)
            self.added[self._last_line(entry)] = added.replace("\n", self.ending)

    def text(self) -> str:
        """The text with all that was added."""
        return "".join(line + self.added.get(number, "") for number, line in enumerate(self.lines))

    def _last_line(self, node: Any) -> int:
        """The line on which a node ends; the comments and blanks that follow belong to what comes next."""
        if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
            key, value = node.value[-1]
            above: int = key.end_mark.line
            return max(above, self._after(key, value))
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
            return self._last_line(node.value[-1])
        line: int = node.end_mark.line
        return line - 1 if node.end_mark.column == 0 else line

    def _after(self, key: Any, value: Any) -> int:
        """The last line of a value; an alias, whose node stands elsewhere, is on the line of its key or the next."""
        if value.start_mark.index >= key.end_mark.index:
            return self._last_line(value)
        line: int = key.end_mark.line
        own: str = self.lines[line][key.end_mark.column :].partition("#")[0]
        return line if "*" in own else line + 1


def _on_one_line(value: Json) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, default_flow_style=True, sort_keys=False, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")


def as_days(value: Json) -> Any:
    """A JSON document with its days as days, so that they are written without quotes."""
    if isinstance(value, dict):
        return {key: as_days(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_days(one) for one in value]
    if isinstance(value, str) and len(value) == len("2025-01-31") and value.count("-") == 2:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value
