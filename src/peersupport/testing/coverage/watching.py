"""Rule coverage of a run of pytest: the options, the watching, what several processes saw, and the report."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from peersupport.errors import UnknownName
from peersupport.records.codec import Json
from peersupport.testing.coverage.counts import Counts
from peersupport.testing.coverage.measuring import Measured, measured
from peersupport.testing.coverage.page import page_of
from peersupport.testing.coverage.recording import recording, rules_of
from peersupport.testing.coverage.telling import told
from peersupport.testing.scenarios.collecting import host_of

OUTPUT = "peersupport_rule_coverage"
"""Under which name a process of xdist hands over what it has seen."""
INDEX = "index.html"


class RuleCoverage:
    """Watches from the start of pytest to its end, in each process."""

    def __init__(self, config: pytest.Config) -> None:
        named = [one for one in config.getoption("rule_coverage") or () if one]
        try:
            self.rules = rules_of(host_of(config), named)
        except UnknownName as error:
            help = "; a path after the option is taken for one: write `--rule-coverage=PROGRAMME`, or put it last"
            raise pytest.UsageError(f"--rule-coverage: {error}{help}") from None
        self.config = config
        self.watching = ExitStack()
        self.counts: Counts = self.watching.enter_context(recording(self.rules))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A process of xdist is done: add what it saw."""
        document: dict[str, Json] | None = getattr(node, "workeroutput", {}).get(OUTPUT)
        if document is not None:
            self.counts.add(Counts.from_document(document))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what was seen, or write what was asked for, and fail where too little was."""
        self.watching.close()
        output: dict[str, Json] | None = getattr(self.config, "workeroutput", None)
        if output is not None:
            output[OUTPUT] = self.counts.document()
            return
        found = self.measured()
        if (folder := self.config.getoption("rule_coverage_html")) is not None:
            write(Path(folder) / INDEX, page_of(found))
        if (path := self.config.getoption("rule_coverage_json")) is not None:
            write(Path(path), json.dumps(found.document(), ensure_ascii=False, indent=2) + "\n")
        if self._under(found) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Of each rule what was never seen, and the whole."""
        found = self.measured()
        terminalreporter.section("rule coverage")
        for line in told(found):
            terminalreporter.write_line(line)
        if self._under(found):
            floor = self.config.getoption("rule_coverage_fail_under")
            terminalreporter.write_line(f"FAILED: {floor:g} % are asked for", red=True)

    def measured(self) -> Measured:
        """What has been seen so far."""
        return measured(self.rules, self.counts)

    def _under(self, found: Measured) -> bool:
        floor: float | None = self.config.getoption("rule_coverage_fail_under")
        return floor is not None and found.percent < floor


def write(path: Path, text: str) -> None:
    """A file of the report, in a folder that is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
