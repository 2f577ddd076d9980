"""A fault put into a copy of the library, and the laws asked of that copy, as a user of the kit would ask them."""

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tests.disclosure.faults.fault import SOURCE, Fault

from peersupport.testing import laws
from peersupport.testing.laws.disclosure import DisclosureLaw

HERE = Path(__file__).parent
LONGEST = 1_200
"""How many seconds the tests may take on one fault."""


class Outcome(NamedTuple):
    """What the laws made of one fault."""

    fault: Fault
    laws: tuple[str, ...]
    """The laws that it broke."""
    seconds: float
    counterexample: str = ""
    """What was told of the first: its sentence, what was seen, the smallest case found."""
    trouble: str = ""
    """Why this says nothing about the fault."""
    told: Mapping[str, str] = {}
    """What each law that it broke told, where all were asked."""


class Copy:
    """A copy of the library in a folder of its own, for one fault after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SOURCE, folder / "peersupport", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(HERE / "as_a_user.py", folder / "test_as_a_user.py")
        self.environment = os.environ | {"PYTHONPATH": f"{folder}"}
        # Compiled once; what is altered later is not compiled into the folder.
        self._run([sys.executable, "-m", "compileall", "-q", str(folder)], 300)
        self.environment["PYTHONDONTWRITEBYTECODE"] = "1"

    def _run(self, command: list[str], longest: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=longest, check=False
        )

    def _put(self, file: str, text: str) -> None:
        """Write one file of the copy, so that nothing compiled earlier is taken for it."""
        path = self.folder / "peersupport" / file
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_text(text, encoding="utf-8")

    def caught(self, fault: Fault) -> Outcome:
        """Run the user's tests up to the first law that breaks.

        First the law that stands first, then those of the properties that the fault was written against, then all: what
        is found is what running all of them finds, sooner.
        """
        report = self.folder / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=short", "-x"]
        # pytest would rewrite the assertions of the whole library, which brings a plugin, anew for each run.
        command += ["--assert=plain", f"--rootdir={self.folder}", f"--junitxml={report}", "test_as_a_user.py"]
        own = [law.name for law in own_laws(fault)]

        def ran() -> Outcome:
            for chosen in (laws.DISCLOSURE[0].name, " or ".join(own), "test"):
                done = self._run([*command, "-k", chosen], LONGEST)
                if done.returncode not in (0, 1):
                    return Outcome(fault, (), 0, trouble=f"the tests did not run:\n{done.stdout[-800:]}{done.stderr}")
                if broken := failures(report):
                    return Outcome(fault, tuple(law for law, _ in broken), 0, broken[0][1])
            return Outcome(fault, (), 0)

        return self._with(fault, ran)

    def broken(self, fault: Fault) -> Outcome:
        """What each law tells that the fault breaks: the oracle's, those of its properties, or the first other."""

        def ran() -> Outcome:
            names = (laws.DISCLOSURE[0].name, *(law.name for law in own_laws(fault)))
            done = self._run([sys.executable, str(HERE / "every_law.py"), *names], LONGEST)
            if done.returncode:
                return Outcome(fault, (), 0, trouble=done.stderr[-800:])
            told = json.loads(done.stdout)
            return Outcome(fault, tuple(told), 0, next(iter(told.values()), ""), told=told)

        return self._with(fault, ran)

    def _with(self, fault: Fault, ran) -> Outcome:
        """What a run says while the fault is in the copy."""
        original, started = (SOURCE / fault.file).read_text(encoding="utf-8"), perf_counter()
        try:
            faulty = fault.put_into(original)
            compile(faulty, fault.file, "exec")
        except (LookupError, SyntaxError) as error:
            return Outcome(fault, (), 0, trouble=f"{type(error).__name__}: {error}")
        self._put(fault.file, faulty)
        try:
            return ran()._replace(seconds=perf_counter() - started)
        except subprocess.TimeoutExpired:
            return Outcome(fault, (), perf_counter() - started, trouble=f"still running after {LONGEST} s")
        finally:
            self._put(fault.file, original)


def own_laws(fault: Fault) -> list[DisclosureLaw]:
    """The laws of the properties that a fault was written against."""
    return [law for law in laws.DISCLOSURE[1:] if {*numbers(law.source)} & {*fault.properties}]


def numbers(source: str) -> tuple[int, ...]:
    """The properties that a law is of; none for the one that is of all."""
    found = [int(one) for one in re.findall(r"\d+", source)]
    return () if " to " in source else tuple(found)


def failures(report: Path) -> list[tuple[str, str]]:
    """The laws that a report of pytest says were broken, with what was told; not those whose premise was too rare."""
    found: list[tuple[str, str]] = []
    for case in ET.parse(report).getroot().iter("testcase"):
        failure = case.find("failure")
        lines = [] if failure is None else (failure.text or "").splitlines()
        told = "\n".join(line[4:] for line in lines if line.startswith("E   "))
        if "LawBroken: " in told:
            found.append((case.get("name", "").partition("[")[2].rstrip("]"), told.partition("LawBroken: ")[2]))
    return found
