"""Plugins of the template with something wrong in them, each in a folder and a package of its own."""

import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from peersupport.testing.template import write_plugin

Write = Callable[..., Path]
NUMBERS = count(1)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Write]:
    """Write a plugin of the template, with edits, and give its folder. Its modules are forgotten afterwards.

    An edit is a file (`@` is the plugin's package), what stands in it, and what is put there instead; with nothing to
    replace it is added at the end. `NAME`, `PACKAGE` and `TITLE` are the plugin's own.
    """
    paths, modules = list(sys.path), set(sys.modules)

    def write(*edits: tuple[str, str, str]) -> Path:
        number = next(NUMBERS)
        name = f"example-{number}"
        folder = write_plugin(name, tmp_path, "XX")
        package = f"peersupport_example_{number}"
        for place, *texts in edits:
            old, new = (
                one.replace("NAME", name).replace("PACKAGE", package).replace("TITLE", f"Example {number}")
                for one in texts
            )
            path = folder / place.replace("@", f"src/{package}")
            text = path.read_text("utf-8")
            assert old in text, f"`{old}` does not stand in {place}"
            path.write_text(text.replace(old, new) if old else text + new, "utf-8")
        return folder

    yield write
    sys.path[:] = paths
    for module in set(sys.modules) - modules:
        del sys.modules[module]
