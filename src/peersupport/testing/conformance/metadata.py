"""What a plugin says of itself without being imported: as it is installed, or in its `pyproject.toml`."""

import tomllib
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from peersupport._attrs import frozen

GROUP, TOUCHES = "peersupport", "peersupport.touches"


@frozen
class Metadata:
    """A distribution's own words: what it is called, which release, under which licence, what it touches."""

    distribution: str
    version: str
    summary: str
    licence: str
    readme: str
    requires: tuple[str, ...]
    plugins: tuple[tuple[str, str], ...]
    """The entry points of the group `peersupport`: name, and where the plugin is."""
    touches: tuple[str, ...]


def installed_metadata(distribution: Distribution) -> Metadata:
    """What an installed distribution says."""
    given = {name: str(value) for name, value in distribution.metadata.json.items()}
    points = distribution.entry_points
    return Metadata(
        distribution=distribution.name,
        version=distribution.version,
        summary=given.get("summary", ""),
        licence=given.get("license_expression", given.get("license", "")),
        readme=given.get("description", ""),
        requires=tuple(distribution.requires or ()),
        plugins=tuple((one.name, one.value) for one in points if one.group == GROUP),
        touches=tuple(sorted(one.name for one in points if one.group == TOUCHES)),
    )


def folder_metadata(folder: Path) -> Metadata | None:
    """What the `pyproject.toml` of a folder says; None where it is no plugin's."""
    try:
        project: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
    except (OSError, tomllib.TOMLDecodeError):
        return None
    points = project.get("entry-points", {})
    if not points.get(GROUP):
        return None
    readme, licence = folder / _text(project, "readme", "file"), _text(project, "license", "text")
    return Metadata(
        distribution=project.get("name", ""),
        version=project.get("version", ""),
        summary=project.get("description", ""),
        licence=licence,
        readme=readme.read_text("utf-8") if readme.is_file() else "",
        requires=tuple(project.get("dependencies", ())),
        plugins=tuple(sorted(points[GROUP].items())),
        touches=tuple(sorted(points.get(TOUCHES, {}))),
    )


def _text(project: dict[str, Any], name: str, key: str) -> str:
    """An entry that may be a text, or a table with the text under a key."""
    given: Any = project.get(name, "")
    return str(given if isinstance(given, str) else given.get(key, ""))
