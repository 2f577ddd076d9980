"""Documents of every class of records, whole and spoilt; files of every format; the examples of the pages of faults."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from openpyxl import Workbook
from tests.canaries.commands import said
from tests.docs.records_page import classes, modules
from tests.durability.listening import Told, Words
from tests.durability.provoked_documents import Provocation, spoilt

from peersupport.fault_pages import fault_pages
from peersupport.fault_pages.page import SEEN
from peersupport.interop.activity import read_activity
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping
from peersupport.interop.site_files import read_sites
from peersupport.records.codec import parse_json, structured
from peersupport.records.codec.fields import types_of
from peersupport.replay import rule_set_from
from peersupport.reports.published import published
from peersupport.testing.consent.documents import read as read_consent
from peersupport.testing.scenarios import load_scenarios

DEEPEST = 6
PLAIN: dict[Any, Callable[[Words], Any]] = {
    str: lambda words: words.word("text"),
    bool: lambda _: True,
    int: lambda _: 3,
    float: lambda _: 2.5,
    date: lambda _: "1871-03-03",
    datetime: lambda _: "1871-03-03T10:30:00Z",
    time: lambda _: "10:30:00",
}


def whole(kind: Any, words: Words, depth: int = 0) -> Any:
    """A document of a type with something in every field: a canary wherever a text may stand."""
    if hasattr(kind, "__supertype__"):
        return whole(kind.__supertype__, words, depth)
    if kind in PLAIN:
        return PLAIN[kind](words)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return str(next(iter(kind)).value)
    if isinstance(kind, type) and attrs.has(kind):
        return {name: whole(one, words, depth + 1) for name, one in types_of(kind).items()} if depth < DEEPEST else {}
    parts = [one for one in get_args(kind) if one is not NoneType and one is not Ellipsis]
    if get_origin(kind) in {Union, UnionType}:
        return whole(words.random.choice(parts), words, depth)
    if get_origin(kind) in {tuple, frozenset, list} and parts:
        return [whole(parts[0], words, depth)] if depth < DEEPEST else []
    return {words.word("key"): words.word("value")}


OF_NOBODY = {
    "Area", "Calendar", "Closure", "InformationSheet", "Partner", "Provider", "SchoolTerm", "SessionPart",
    "SessionSeries", "Term",
}  # fmt: skip
"""Records of places, calendars, sheets and words, which are about no person and show what they hold."""


def of_records() -> Iterator[tuple[str, Provocation]]:
    """Every class of records: its document whole, so that its repr can be seen, and spoilt."""
    for kind in [one for module in modules() for one in classes(module) if attrs.has(one)]:

        def sound(words: Words, kind: type[Any] = kind) -> object:
            made = structured(whole(kind, words), kind)
            raise Told(*(() if kind.__name__ in OF_NOBODY else (made,)))

        def wrong(words: Words, kind: type[Any] = kind) -> object:
            made = structured(spoilt(whole(kind, words), words), kind)
            raise Told(*(() if kind.__name__ in OF_NOBODY else (made,)))

        def worse(words: Words, kind: type[Any] = kind) -> object:
            raise Told(
                structured(
                    {words.word("key"): words.word("value"), **dict.fromkeys(types_of(kind), words.word("v"))}, kind
                )
            )

        for name, provocation in (("whole", sound), ("spoilt", wrong), ("nothing right", worse)):
            yield f"document: {kind.__name__}, {name}", provocation


MAPPING = """
case_id = "id"
on = 2025-06-01
[[fields]]
to = "participant.birth_date"
from = "born"
kind = "date"
[[fields]]
to = "participant.parent_role"
from = "role"
[[fields]]
to = "participant.nhs_number"
from = "nhs"
[[fields]]
to = "children[0].birth_date"
from = { year = "y", month = "m" }
[[fields]]
to = "assessments[epds].items"
from = ["e1", "e2"]
[[collections]]
name = "children"
count_from = "n"
"""
COLUMNS = ("id", "born", "role", "nhs", "y", "m", "e1", "e2", "n")
SITE = """
id = "{0}"
programme = "crafty-mummies"
title = "{1}"
source = "{2}"
[[contacts]]
role = "{3}"
name = "{4}"
telephone = "{5}"
crisis = "{6}"
[[partners]]
nam = "{7}"
[parameters]
"crafty-mummies.pregnant_only" = "{8}"
"{9}" = ["{10}"]
"""
SCENARIO = """
- scenario: A family
  programme: crafty-mummies
  on: 2026-02-28
  given:
    participant: {{id: "{0}", names: "{1}", birth_date: "{2}", "{3}": "{4}"}}
    children: [{{birth_date: {5}}}]
    referrals: "{6}"
  expect: {{outcome: undetermined}}
- [{7}
"""


def of_files(folder: Path) -> Iterator[tuple[str, Provocation]]:
    """Tables, spreadsheets, mappings, sites, activities, scenarios, reports, recorded rules: with canaries in them."""
    (folder / "mapping.toml").write_text(MAPPING, "utf-8")

    def rows(words: Words) -> list[list[str]]:
        good = ["1", "2000-01-01", "mother", "9434765919", "2024", "5", "0", "3", "1"]
        found: list[list[str]] = [[*COLUMNS]]
        for place in range(len(COLUMNS)):
            row = [words.word("id"), *good[1:]]
            row[place] = words.word("cell")
            found.append(row)
        return [*found, [words.word("cell")], [words.word("cell") for _ in range(12)]]

    def table(words: Words) -> object:
        (folder / "t.csv").write_text("\n".join(",".join(row) for row in rows(words)), "utf-8")
        raise Told(*read_caseload(folder / "t.csv", read_mapping(folder / "mapping.toml")))

    def headless(words: Words) -> object:
        lines = [",".join(words.word("cell") for _ in COLUMNS) for _ in range(3)]
        (folder / "t.csv").write_text("\n".join(lines) + f'\n"{words.word("open")}\n', "utf-8")
        raise Told(*read_caseload(folder / "t.csv", read_mapping(folder / "mapping.toml")))

    def encoded(words: Words) -> object:
        text = ",".join(COLUMNS) + f"\n{words.word('cell')}é,"
        (folder / "t.csv").write_bytes(text.encode("latin-1", "replace"))
        raise Told(*read_caseload(folder / "t.csv", read_mapping(folder / "mapping.toml")))

    def spreadsheet(words: Words) -> object:
        book = Workbook()
        for row in rows(words):
            book.active.append(row)  # type: ignore[union-attr]
        book.active.title = words.word("sheet")[:30]  # type: ignore[union-attr]
        if words.random.random() < 0.3:
            book.create_sheet(words.word("sheet")[:30])
        book.save(folder / "t.xlsx")
        raise Told(*read_caseload(folder / "t.xlsx", read_mapping(folder / "mapping.toml")))

    def mapping(words: Words) -> object:
        text = MAPPING.replace('"date"', f'"{words.word("kind")}"').replace('"born"', f'"{words.word("column")}"')
        values = f'{{ "{words.word("cell")}" = "{words.word("v")}" }}'
        text += f'[[fields]]\nto = "participant.parent_role"\nfrom = "x"\nvalues = {values}\n'
        text += f'missing = ["{words.word("m")}"]\n' if words.random.random() < 0.5 else f'"{words.word("key")}" = \n'
        (folder / "m.toml").write_text(text, "utf-8")
        raise Told(read_mapping(folder / "m.toml"))

    def site(words: Words) -> object:
        text = SITE.format(*(words.word("site") for _ in range(11)))
        if words.random.random() < 0.3:
            twice = words.word("key")
            text += f'"{twice}" = 1\n"{twice}" = 2\n'
        (folder / "site.toml").write_text(text, "utf-8")
        raise Told(*read_sites(folder / "site.toml"))

    def scenario(words: Words) -> object:
        text = SCENARIO.format(*(words.word("given") for _ in range(8)))
        (folder / "s.yaml").write_text(text if words.random.random() < 0.5 else text.rpartition("- [")[0], "utf-8")
        if words.random.random() < 0.5:
            return said("scenario", "run", str(folder / "s.yaml"))
        raise Told(*load_scenarios(folder / "s.yaml"))

    def activity(words: Words) -> object:
        document = {"programme": words.word("p"), "supporters": [{"id": words.word("s"), words.word("k"): 1}]}
        (folder / "a.json").write_text(json.dumps(spoilt(document, words)), "utf-8")
        raise Told(read_activity(folder / "a.json"))

    def one(words: Words) -> object:
        return {words.word("key"): [words.word("value")], "rules": words.word("r"), "counts": {words.word("c"): 1}}

    def text(words: Words) -> object:
        lines = ('{"%s" "%s"}', '["%s", %s]', '{"%s": NaN, "%s": 1}', '"%s\\ud800%s"', "%s%s", '{"a": "%s", "a": "%s"}')
        return parse_json(words.random.choice(lines) % (words.word("key"), words.word("value")))

    yield "file: CSV", table
    yield "file: CSV without a header", headless
    yield "file: CSV in another encoding", encoded
    yield "file: spreadsheet", spreadsheet
    yield "file: mapping", mapping
    yield "file: site", site
    yield "file: scenario", scenario
    yield "file: activity", activity
    yield "file: JSON", text
    yield "file: earlier report", lambda words: published(json.dumps(one(words)), words.word("kind"), words.word("p"))
    yield "file: recorded rules", lambda words: rule_set_from(one(words))
    yield "file: consent case", lambda words: read_consent(one(words))


LITERAL = re.compile(r'(?<=[:\[,] )"[^"]+"|(?<== )"[^"]+"')
"""A text in JSON or TOML that is no key."""
KEPT = {".py", ".txt", ".yaml", ".yml"}
"""Files of examples that are not about persons: plugins, and scenarios, which have a place of their own above."""


def of_pages(folder: Path) -> Iterator[tuple[str, Provocation]]:
    """The examples of the pages of faults, with canaries for the texts of their files."""
    for page in fault_pages().values():
        if page.command and page.command != SEEN and any(Path(name).suffix not in KEPT for name, _ in page.files):

            def example(words: Words, page: Any = page) -> object:
                for name, text in page.files:
                    path = folder / page.code / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text if path.suffix in KEPT else _planted(path.suffix, text, words), "utf-8")
                with chdir(folder / page.code):
                    return said(*page.command.split()[1:])

            yield f"page: {page.code}", example


def _planted(ending: str, text: str, words: Words) -> str:
    if ending == ".csv":
        head, *rows = text.splitlines()
        return "\n".join([head, *(re.sub(r"[^,]+", lambda _: words.word("cell"), row) for row in rows)])
    if ending == ".toml":
        return text  # names of sites, parameters and columns may be told; the values have a place of their own above
    return LITERAL.sub(lambda found: f'"{words.word("text")}"' if words.random.random() < 0.7 else found[0], text)
