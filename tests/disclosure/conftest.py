"""After a run of the laws: how often the premise of each held."""

import pytest

import peersupport


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a line for each law: a law is only tested where its premise holds."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind)]
    lines = [
        f"{value}  {report.nodeid.rpartition('::')[2]}"
        for report in sorted(reports, key=lambda one: one.nodeid.rpartition("::")[2])
        for name, value in report.user_properties
        if name == "premise" and report.when == "call"
    ]
    if any("test_properties" in report.nodeid for report in reports):
        terminalreporter.section("how often the premises held")
        terminalreporter.write_line(f"in {peersupport.__file__}")
        for line in lines:
            terminalreporter.write_line(line)
