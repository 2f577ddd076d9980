"""Which YAML files are scenarios: small, since pytest asks it of every YAML file, whoever's it is."""

from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest

SCENARIOS, PLUGINS = "peersupport_scenarios", "peersupport_plugins"
"""The options of the configuration file: further scenario files, and plugins of one file that are to be loaded."""


def holds_scenarios(path: Path, config: pytest.Config) -> bool:
    """Whether a file is one of scenarios: `scenarios/*.yaml` in the package of a plugin, or one that is named."""
    if any(path.match(one) for one in named(config, SCENARIOS)):
        return True
    return path.parent.name == "scenarios" and any(map(path.resolve().is_relative_to, _plugin_folders()))


def named(config: pytest.Config, option: str) -> list[str]:
    """The files, or patterns of files, that an option names, from the folder of the configuration."""
    return [str(config.rootpath / one) for one in config.getini(option)]


@cache
def _plugin_folders() -> tuple[Path, ...]:
    """The package folders of the plugins that are installed; none of them is imported for it."""
    names = {point.module.partition(".")[0] for point in entry_points(group="peersupport")}
    found = [spec for name in sorted(names) if (spec := find_spec(name)) is not None]
    return tuple(Path(folder).resolve() for spec in found for folder in spec.submodule_search_locations or ())
