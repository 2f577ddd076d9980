"""The text of a suggested mapping: TOML, with what its author has to decide in comments."""

import json
from collections.abc import Iterable, Iterator

import attrs

from peersupport.errors import Fault
from peersupport.interop.mapping import Mapping


@attrs.define
class Entry:
    """Columns and the field that they fill; no `path`: nobody knows. `doubt`: why that is left to the author."""

    columns: list[str]
    path: str = ""
    kind: str = ""
    form: str = ""
    doubt: str = ""

    def lines(self) -> Iterator[str]:
        """The field in TOML."""
        yield "[[fields]]"
        yield f"to = {quoted(self.path)}"
        named = [quoted(one) for one in self.columns]
        yield f"from = {named[0]}" if len(named) == 1 else f"from = [{', '.join(named)}]"
        if self.kind:
            yield f"kind = {quoted(self.kind)}"
        if self.form:
            yield f"format = {quoted(self.form)}"


@attrs.define
class Draft:
    """All that a mapping is made of. No `case_id`: `id_doubt` says why that is left to the author."""

    name: str
    told: dict[str, str]
    plan: Mapping
    case_id: str
    id_doubt: str
    entries: list[Entry]
    sheet: str = ""

    @property
    def sure(self) -> list[Entry]:
        """What the mapping holds."""
        return [one for one in self.entries if one.path and not one.doubt]

    @property
    def doubtful(self) -> list[Entry]:
        """What stands in comments."""
        return [one for one in self.entries if one.path and one.doubt]

    @property
    def unknown(self) -> list[str]:
        """The columns of which nobody knows."""
        return [column for one in self.entries if not one.path for column in one.columns if column != self.case_id]

    def doubt(self, faults: Iterable[Fault]) -> None:
        """Leave to the author whatever a mapping may not hold."""
        sure = self.sure
        for fault in faults:
            for place in fault.path[1:2]:
                if isinstance(place, int):
                    sure[place].doubt = fault.message

    def text(self) -> str:
        """The mapping."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"# A first mapping of {quoted(self.name)}, from the names of its columns and what their cells look like."
        yield "# Read every line before you use it: `peersupport mapping check` says what it makes of a table."
        if self.case_id:
            yield f"case_id = {quoted(self.case_id)}"
        else:
            yield f"# {self.id_doubt}. Name a column whose every cell is the id of one case, and of no other:"
            yield '# case_id = ""'
        if "encoding" in self.told:
            yield f"encoding = {quoted(self.told['encoding'])}"
            yield f"delimiter = {quoted(self.plan.delimiter)}"
        if self.sheet or self.plan.sheet:
            yield f"sheet = {quoted(self.sheet or self.plan.sheet)}"
        if self.plan.header_row:
            yield f"header_row = {self.plan.header_row}"
        yield "# on = 2026-01-31  # the day of the extract: ages are told on it, and decisions default to it"
        yield '# missing = ["99"]  # cells that mean "not recorded"; an empty one always does'
        for one in self.sure:
            yield ""
            yield from one.lines()
        for one in self.doubtful:
            yield ""
            yield f"# {', '.join(map(quoted, one.columns))}: {one.doubt}"
            yield from (f"# {line}" for line in one.lines())
        yield ""
        yield "# Others than those that a row lists: `unknown` is what holds unless the table lists all of them."
        yield "# [[collections]]"
        yield '# name = "children"'
        yield '# others = "unknown"'
        if self.unknown:
            yield ""
            yield "# Not mapped:"
            yield from (f"# - {quoted(one)}" for one in self.unknown)


def quoted(text: str) -> str:
    """A text as TOML writes it, on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
