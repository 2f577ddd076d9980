"""What pytest gains where the kit is installed. Small, since every run of pytest on the machine loads it."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the kit."""
    parser.addini("peersupport_scenarios", "further files of scenarios, besides those of plugins", "linelist", [])
    parser.addini("peersupport_plugins", "plugins of one file that scenarios are put to", "linelist", [])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Files of scenarios: `scenarios/*.yaml` of an installed plugin, and those that `peersupport_scenarios` names."""
    if file_path.suffix != ".yaml":
        return None
    from peersupport.testing.scenarios.collecting import collected  # noqa: PLC0415 - see above

    return collected(file_path, parent)
