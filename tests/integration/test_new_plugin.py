"""A plugin that the command writes: built, installed beside the wheels, tested, and on the top level, all offline."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration


def run(*command: str, folder: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with further packages where they were installed."""
    paths = [str(path)] if path is not None else []
    surroundings = {**os.environ, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    surroundings["PYTHONPATH"] = os.pathsep.join([*paths, *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(command, env=surroundings, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of a new plugin."""
    folder = tmp_path_factory.mktemp("new")
    done = run("peersupport", "new-plugin", "toddler-together", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "toddler-together"


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages in which the plugin is installed as a user would, from its own wheel, without an index."""
    target = tmp_path_factory.mktemp("site")
    installer = [sys.executable, "-m", "pip"] if find_spec("pip") else ["uv", "pip"]
    options = ["--no-deps", "--no-build-isolation", "--target", str(target)]
    done = run(*installer, "install", *options, str(project), folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_it_installs_with_all_that_it_needs(site: Path) -> None:
    """The wheel holds the source, the values and the scenarios: what a rule cites goes where the rule goes."""
    files = {str(one.relative_to(site)) for one in site.rglob("*") if one.is_file()}
    package = "peersupport_toddler_together"
    assert {
        f"{package}/parameters.toml", f"{package}/py.typed", f"{package}/sources/example-leaflet.txt",
        f"{package}/scenarios/joining.yaml",
    } <= files  # fmt: skip


def test_its_own_tests_pass_and_tell_the_top_level(project: Path, site: Path) -> None:
    """The one-import suite finds the installed plugin by the folder of the test."""
    done = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", folder=project, path=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "toddler-together: exact" in done.stdout


def test_no_change_of_its_rules_goes_unnoticed(project: Path, site: Path) -> None:
    """Its tests are found in the project that is named, though the plugin is installed elsewhere; the table of what its
    rules rest on is as the command writes it."""
    done = run("peersupport", "mutate", ".", "--json", folder=project, path=site)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["counts"].keys() == {"noticed", "refused at load"}
    assert len(told["changes"]) > 40
    assert told["tests"][0] == str(project / "tests")
    written = run(sys.executable, "-m", "peersupport.testing.statements", ".", folder=project, path=site)
    assert written.stdout == (project / "tests" / "statements.md").read_text("utf-8")


def test_without_its_project_only_its_scenarios_are_run_and_that_is_said(site: Path, tmp_path: Path) -> None:
    """Tests are no part of a wheel: their absence must not pass for what they did not notice."""
    done = run("peersupport", "mutate", "toddler-together", "--only", "TT1 quotes", folder=tmp_path, path=site)
    assert done.returncode == 1
    assert "no tests beside it, so only its scenarios are run: give the rest with --tests PATH" in done.stderr


def test_the_installed_plugin_stands_on_the_top_level_and_answers(site: Path, tmp_path: Path) -> None:
    """By its name alone, away from its project; and beside the programmes that were there before."""
    done = run("peersupport", "conformance", "toddler-together", "--json", folder=tmp_path, path=site)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert (told["plugin"], told["level"], told["top"]) == ("toddler-together", "exact", True)
    listed = run("peersupport", "plugins", "--json", folder=tmp_path, path=site)
    plugins = {one["plugin"]: one for one in json.loads(listed.stdout)["plugins"]}
    assert plugins["toddler-together"]["programmes"] == ["toddler-together"]
    assert len(plugins) >= 6
    assert not [one["faults"] for one in plugins.values() if one["faults"]]
