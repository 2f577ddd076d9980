"""Plugins written to a folder, as single files or as installed distributions, for the host to find."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest


@pytest.fixture
def plugin_file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a single-file plugin and give its path."""

    def write(name: str, source: str) -> Path:
        path = tmp_path / f"{name}.py"
        path.write_text(dedent(source))
        return path

    return write


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Install a distribution for this test: a module with entry points in real metadata, as an installer leaves it."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    names: list[str] = []

    def add(name: str, source: str, touches: tuple[str, ...] = ()) -> None:
        module = f"installed_{name.replace('-', '_')}"
        names.append(module)
        (folder / f"{module}.py").write_text(dedent(source))
        info = folder / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        declared = "".join(f"{programme} = {module}\n" for programme in touches)
        (info / "entry_points.txt").write_text(f"[peersupport]\n{name} = {module}\n[peersupport.touches]\n{declared}")

    yield add
    for module in names:
        sys.modules.pop(module, None)
