"""A new plugin: complete, honest about being an example, and never written over anything."""

import tomllib
from pathlib import Path

import pytest

from peersupport import InvalidDocument
from peersupport.testing.template import write_plugin


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder by their paths."""
    return {str(one.relative_to(folder)): one.read_text("utf-8") for one in folder.rglob("*") if one.is_file()}


def test_a_new_plugin_has_everything_in_its_place(tmp_path: Path) -> None:
    """The layout of the design, with the name in every place where it belongs."""
    folder = write_plugin("toddler-together", tmp_path)
    package = "src/peersupport_toddler_together"
    found = texts(folder)
    assert set(found) == {
        ".gitignore", "README.md", "docs/programme.md", "pyproject.toml", f"{package}/__init__.py",
        f"{package}/eligibility.py", f"{package}/parameters.toml", f"{package}/programme.py", f"{package}/py.typed",
        f"{package}/scenarios/joining.yaml", f"{package}/sources/example-leaflet.txt", "tests/statements.md",
        "tests/test_conformance.py", "tests/test_statements.py", "tests/test_toddler_together.py",
    }  # fmt: skip
    assert not [name for name, text in found.items() if "@@" in text + name]
    project = tomllib.loads(found["pyproject.toml"])["project"]
    assert project["entry-points"]["peersupport"] == {"toddler-together": "peersupport_toddler_together"}
    assert project["entry-points"]["peersupport.touches"] == {"toddler-together": "peersupport_toddler_together"}
    assert 'require(\n        "TT1"' in found[f"{package}/eligibility.py"]


def test_it_says_that_it_is_an_example_and_what_to_change_first(tmp_path: Path) -> None:
    """Nobody may take the template's leaflet for the words of a programme."""
    found = texts(write_plugin("toddler-together", tmp_path, "LT"))
    assert (
        "made up by `peersupport new-plugin`" in found["src/peersupport_toddler_together/sources/example-leaflet.txt"]
    )
    assert "example leaflet that the template made up" in found["README.md"]
    order = [found["README.md"].index(f"{place}. **") for place in range(1, 8)]
    assert order == sorted(order)
    assert "LT1" in found["docs/programme.md"]
    end = found["README.md"][found["README.md"].index("## At the end") :]
    assert "peersupport mutate ." in end
    assert "--rule-coverage=toddler-together" in end


@pytest.mark.parametrize(
    ("name", "prefix", "codes"),
    [
        ("Toddler Together", None, {"template-name"}),
        ("toddler_together", None, {"template-name"}),
        ("../toddlers", None, {"template-name"}),
        ("core", None, {"template-name"}),
        ("t" * 61, None, {"template-name"}),
        ("link-workers", None, {"template-exists"}),
        ("toddlers", "tt", {"template-prefix"}),
        ("1toddler", "12345", {"template-name", "template-prefix"}),
    ],
)
def test_a_name_that_cannot_be_used_writes_nothing(
    name: str, prefix: str | None, codes: set[str], tmp_path: Path
) -> None:
    """Every fault is told at once."""
    with pytest.raises(InvalidDocument) as raised:
        write_plugin(name, tmp_path, prefix)
    assert {one.code for one in raised.value.faults} == codes
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Somebody's work may be in the folder."""
    (tmp_path / "toddlers").mkdir()
    (tmp_path / "toddlers" / "README.md").write_text("mine")
    with pytest.raises(InvalidDocument) as raised:
        write_plugin("toddlers", tmp_path)
    assert [one.code for one in raised.value.faults] == ["template-exists"]
    assert texts(tmp_path) == {"toddlers/README.md": "mine"}


@pytest.mark.parametrize(("name", "prefix"), [("toddlers", "TO"), ("a-2-b", "AB"), ("x", "X")])
def test_without_a_prefix_statements_are_named_by_initials(name: str, prefix: str, tmp_path: Path) -> None:
    """Digits cannot begin an id."""
    rules = (write_plugin(name, tmp_path) / f"src/peersupport_{name.replace('-', '_')}" / "eligibility.py").read_text()
    assert f'"{prefix}1"' in rules
