"""A fault put into a copy of the library, and the property tests run on that copy."""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tests.disclosure.faults.fault import ROOT, SOURCE, Fault

TESTS = ROOT / "tests" / "disclosure"
LONGEST = 1_200
"""How many seconds the tests may take on one fault."""


class Outcome(NamedTuple):
    """What the tests made of one fault."""

    fault: Fault
    caught_by: tuple[str, ...]
    """The tests that failed, in the order in which they ran."""
    seconds: float
    trouble: str = ""
    """Why this says nothing about the fault."""

    @property
    def properties(self) -> tuple[int, ...]:
        """The numbers of the properties that caught it."""
        return tuple(sorted({number_of(name) for name in self.caught_by}))


def number_of(test: str) -> int:
    """The number of the property that a test is about."""
    return int(test.split("_")[1])


def property_tests() -> list[str]:
    """The node ids of all property tests."""
    return [
        f"{path.relative_to(ROOT)}::{name}"
        for path in sorted(TESTS.glob("test_properties_*.py"))
        for name in re.findall(r"^def (test_\d\d_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]


def ordered(fault: Fault) -> list[str]:
    """All property tests, those that must catch a fault first."""

    def place(node: str) -> int:
        number = number_of(node.rpartition("::")[2])
        return fault.properties.index(number) if number in fault.properties else len(fault.properties)

    return sorted(property_tests(), key=place)


class Copy:
    """A copy of the library in a folder of its own, for one fault after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SOURCE, folder / "peersupport")
        places = f"{folder}{os.pathsep}{ROOT}"
        self.environment = os.environ | {"PYTHONPATH": places}
        # Compiled once; what is altered later is not compiled into the folder.
        self._run([sys.executable, "-m", "compileall", "-q", str(folder)], 300)
        self.environment["PYTHONDONTWRITEBYTECODE"] = "1"

    def _run(self, command: list[str], longest: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=longest, check=False
        )

    def put(self, file: str, text: str) -> None:
        """Write one file of the copy, so that nothing compiled earlier is taken for it."""
        path = self.folder / "peersupport" / file
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_text(text, encoding="utf-8")

    def outcome(self, fault: Fault, tests: list[str], first_only: bool, share: float = 1) -> Outcome:
        """Run tests on the copy with the fault in it; up to the first failure, or all, on a share of their cases."""
        original = (SOURCE / fault.file).read_text(encoding="utf-8")
        started = perf_counter()
        try:
            faulty = fault.put_into(original)
            compile(faulty, fault.file, "exec")
        except (LookupError, SyntaxError) as error:
            return Outcome(fault, (), 0, f"{type(error).__name__}: {error}")
        report = self.folder / "report.xml"
        report.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no"]
        command += [f"--junitxml={report}", *(["-x"] if first_only else []), *tests]
        self.put(fault.file, faulty)
        self.environment["PEERSUPPORT_DISCLOSURE_FAULTY"] = f"{share}"
        try:
            ran = self._run(command, LONGEST)
        except subprocess.TimeoutExpired:
            return Outcome(fault, (), perf_counter() - started, f"still running after {LONGEST} s")
        finally:
            self.put(fault.file, original)
        seconds = perf_counter() - started
        if ran.returncode not in (0, 1) or f"in {self.folder}" not in ran.stdout:
            return Outcome(fault, (), seconds, f"the tests did not run on the copy:\n{ran.stdout[-800:]}{ran.stderr}")
        return Outcome(fault, tuple(failed(report)), seconds)


def failed(report: Path) -> list[str]:
    """The names of the tests that a report of pytest says failed."""
    cases = ET.parse(report).getroot().iter("testcase")
    return [case.get("name", "").partition("[")[0] for case in cases if case.find("failure") is not None]
