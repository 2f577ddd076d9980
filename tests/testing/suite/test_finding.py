"""The plugin under test is found by every name that somebody may know it by, or by a path."""

import shutil
from pathlib import Path

import pytest
from tests.testing.suite.conftest import Write

from peersupport import PeerSupportError, UnknownName
from peersupport.testing.conformance.finding import _must_be_the_folders, find_plugin, project_of

ROOT = Path(__file__).parents[3]
CRAFTY = ROOT / "plugins" / "crafty-mummies"


@pytest.mark.parametrize(
    "address", ["crafty-mummies", "peersupport-crafty-mummies", "peersupport_crafty_mummies", str(CRAFTY)]
)
def test_an_installed_plugin_is_found_by_all_its_names_and_by_its_folder(address: str) -> None:
    """Its own name, its distribution's, its package's; whichever, it is loaded alone."""
    found = find_plugin(address)
    assert (found.title, found.status.faults) == ("crafty-mummies", ())
    assert [one.id for one in found.host.programmes.values()] == ["crafty-mummies"]
    assert found.folder.name == "peersupport_crafty_mummies"


def test_another_text_than_the_installed_one_is_not_vouched_for(tmp_path: Path) -> None:
    """A copy that says the same is as good; one with another rule is refused, however sound the installed one is."""
    copy = tmp_path / "copy"
    shutil.copytree(CRAFTY, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert find_plugin(copy).status.faults == ()
    rules = copy / "src" / "peersupport_crafty_mummies" / "eligibility.py"
    rules.write_text(rules.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(PeerSupportError, match="plugin-elsewhere") as raised:
        find_plugin(copy)
    assert f"pip install -e {copy}" in raised.value.help
    assert find_plugin(CRAFTY).status.faults == ()


def test_a_copy_of_what_this_process_has_imported_is_not_vouched_for(written: Write, tmp_path: Path) -> None:
    """Python imports a package once: of a second folder with another text it would give the first."""
    first = written()
    assert find_plugin(first).status.faults == ()
    copy = tmp_path / "copy"
    shutil.copytree(first, copy)
    (package,) = (copy / "src").iterdir()
    module = package / "__init__.py"
    module.write_text(module.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(PeerSupportError, match="plugin-elsewhere"):
        find_plugin(copy)


def test_of_one_module_that_alone_is_compared(tmp_path: Path) -> None:
    """Beside it lies all else that is installed."""
    folder, packages = tmp_path / "project", tmp_path / "site-packages"
    for place in (folder / "src", packages):
        place.mkdir(parents=True)
        (place / "toddlers.py").write_text("rules = 1\n")
    (packages / "other.py").write_text("")
    _must_be_the_folders(folder, "toddlers", packages / "toddlers.py")
    (folder / "src" / "toddlers.py").write_text("rules = 2\n")
    with pytest.raises(PeerSupportError, match="plugin-elsewhere"):
        _must_be_the_folders(folder, "toddlers", packages / "toddlers.py")


def test_a_plugin_that_runs_by_anothers_rules_is_loaded_beside_it() -> None:
    """What it inherits is the other's to test, and is quoted from the other's source."""
    found = find_plugin(ROOT / "examples" / "breast_feeding_support.py")
    assert found.status.faults == ()
    assert {rule.name for _, rule in found.rules} == {"breast-feeding-support/TC61"}
    assert any(one.name == "peersupport_community_mothers" for one in found.foundations)


@pytest.mark.parametrize(
    ("address", "help"),
    [
        ("crafty-mumies", "did you mean `crafty-mummies`?"),
        (str(ROOT / "examples" / "breast_feding_support.py"), "breast_feeding_support.py"),
        (str(ROOT / "docs"), "entry point"),
    ],
)
def test_what_is_not_there_is_told_with_what_was_meant(address: str, help: str) -> None:
    """A misspelt name must not look like a plugin without checks."""
    with pytest.raises(UnknownName) as raised:
        find_plugin(address)
    assert help in raised.value.help


def test_the_project_of_a_test_is_the_nearest_folder_that_is_a_plugins(tmp_path: Path) -> None:
    """A test that lies nowhere near a plugin has to name it."""
    assert project_of(CRAFTY / "tests" / "test_conformance.py") == CRAFTY
    with pytest.raises(UnknownName, match="no folder above"):
        project_of(tmp_path / "test_conformance.py")


def test_a_project_that_cannot_be_imported_says_why(written: Write) -> None:
    """What the plugin's own code got wrong is told by its fault, or by the name of the error."""
    with pytest.raises(PeerSupportError, match="ZeroDivisionError"):
        find_plugin(written(("@/__init__.py", "", "1 / 0\n")))
    with pytest.raises(PeerSupportError, match="entries that are not known"):
        find_plugin(written(("@/parameters.toml", "note =", "remark =")))
