"""`peersupport schema`: every document by its name, shown or written, and no dead end for a misspelt one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from peersupport.schemas import documents, schema

Run = Callable[..., tuple[int, str, str]]


def test_a_schema_is_shown_and_written(run: Run, tmp_path: Path) -> None:
    """What is printed can be piped, and what is written is the same."""
    code, shown, _ = run("schema", "case")
    assert (code, json.loads(shown)) == (0, schema("case"))
    file = tmp_path / "case.schema.json"
    code, told, _ = run("schema", "case", "--out", str(file))
    assert code == 0
    assert told.replace("\n", "").endswith("is written.")
    assert json.loads(file.read_text("utf-8")) == schema("case")


def test_without_a_name_all_are_listed(run: Run) -> None:
    """Documents first, then the records inside them."""
    code, shown, _ = run("schema")
    assert code == 0
    assert all(name in shown for name in documents())
    assert shown.index("recorded-decision") < shown.index("participant")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["cse"], "did you mean `case`?"), (["--out", "x.json"], "needs the name of a document")],
)
def test_what_cannot_be_shown_is_told(run: Run, arguments: list[str], told: str) -> None:
    """A misspelt name, and a file without a name: usage, and nothing is written."""
    code, shown, error = run("schema", *arguments)
    assert (code, shown) == (2, "")
    assert told in error
    assert not Path("x.json").exists()
