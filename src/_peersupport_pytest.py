"""What pytest gains where the testing kit is installed.

Every run of pytest on the machine loads this module. So it stands outside the package, whose import it would else bring
with it, and loads the kit in the hooks that need it.
"""

from pathlib import Path

import pytest


def _share(text: str) -> float:
    """A number of per cent. Raises `ValueError` for any other: nothing is under what is no number."""
    if not 0 <= (share := float(text)) <= 100:
        raise ValueError(text)
    return share


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the kit."""
    parser.addini("peersupport_scenarios", "further files of scenarios, besides those of plugins", "linelist", [])
    parser.addini("peersupport_plugins", "plugins of one file that scenarios are put to", "linelist", [])
    group = parser.getgroup("peersupport", "rules of programmes")
    group.addoption(
        "--rule-coverage",
        action="append",
        nargs="?",
        const="",
        metavar="PROGRAMME",
        help="watch the rules of a programme, or of all: which criteria were true, false, unknown and determining",
    )
    group.addoption("--rule-coverage-html", metavar="DIR", help="write the report as a page, to DIR/index.html")
    group.addoption("--rule-coverage-json", metavar="FILE", help="write the report as JSON")
    group.addoption(
        "--rule-coverage-fail-under", type=_share, metavar="N", help="fail where less than N per cent was seen"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Watch the rules, where somebody asks for it."""
    others = ("html", "json", "fail_under")
    if config.getoption("rule_coverage") is None and all(
        config.getoption(f"rule_coverage_{one}") is None for one in others
    ):
        return
    from peersupport.testing.coverage.watching import RuleCoverage  # noqa: PLC0415 - see above

    config.pluginmanager.register(RuleCoverage(config), "peersupport_rule_coverage")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Files of scenarios: `scenarios/*.yaml` of an installed plugin, and those that `peersupport_scenarios` names."""
    if file_path.suffix != ".yaml":
        return None
    from peersupport.testing.scenario_files import holds_scenarios  # noqa: PLC0415 - see above

    if not holds_scenarios(file_path, parent.config):
        return None
    from peersupport.testing.scenarios.collecting import collected  # noqa: PLC0415 - see above

    return collected(file_path, parent)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The level of each plugin whose conformance was tested."""
    reports = [one for some in terminalreporter.stats.values() for one in some if isinstance(one, pytest.TestReport)]
    named = [dict(one.user_properties).get("peersupport_conformance") for one in reports if one.when == "call"]
    found = [one for one in named if isinstance(one, str)]
    if not found:
        return
    from peersupport.testing.suite.reporting import lines, scales  # noqa: PLC0415 - see above

    terminalreporter.section("conformance of plugins")
    for scale in scales(found):
        for line in lines(scale):
            terminalreporter.line(line)
