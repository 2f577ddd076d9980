"""Count what each session of a run did, from its reports in build/reports: `summary.py SESSION=STATUS=SECONDS ...`.

Tests are counted from pytest's reports; a checker must say in its output how many files it looked at. Exits with 1 if
a session failed or ran nothing. The last line is `N passed, N failed, N skipped`, over all tests of all sessions; a
session that failed for another reason than a test counts as one more failure.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

REPORTS = Path("build/reports")

CHECKERS = {
    "lint": {"ruff": r"(\d+) files? already formatted"},
    "typing": {"mypy": r"no issues found in (\d+) source files?", "pyright": r"Found (\d+) source files?"},
    "architecture": {"import-linter": r"Analyzed (\d+) files?"},
    "traceability": {"statements": r"(\d+) statements, \d+ carriers, 0 faults"},
    "disclosure": {"oracle": r"(\d+) agreed, 0 differences"},
    "documents": {"documents": r"(?s)([\d,]+) documents: .*\n0 wrong"},
}
TESTED = {"tests", "integration", "corpora", "architecture"}


def tests_of(session: str) -> Counter[str]:
    """How the session's tests went, with the reasons of those that were skipped."""
    counts: Counter[str] = Counter()
    report = REPORTS / f"{session}.xml"
    if not report.is_file():
        return counts
    for case in ElementTree.parse(report).iter("testcase"):
        outcomes = {child.tag: child for child in case}
        if "failure" in outcomes or "error" in outcomes:
            counts["failed"] += 1
        elif "skipped" in outcomes:
            counts["skipped"] += 1
            print(f"  skipped: {case.get('classname')}.{case.get('name')}: {outcomes['skipped'].get('message')}")
        else:
            counts["passed"] += 1
    return counts


def main(arguments: list[str]) -> int:
    """Print one line a session and the totals; return the exit code."""
    totals: Counter[str] = Counter()
    wrong = []
    for session, status, seconds in (argument.split("=") for argument in arguments):
        print(f"{session}: {seconds} s, exit code {status}")
        counts: Counter[str] = Counter()
        if session in TESTED:
            counts = tests_of(session)
            print(f"  tests: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
            if not counts["passed"] + counts["failed"]:
                wrong.append(f"{session} ran no test")
        log = (REPORTS / f"{session}.log").read_text(encoding="utf-8", errors="replace")
        for checker, pattern in CHECKERS.get(session, {}).items():
            files = sum(int(number.replace(",", "")) for number in re.findall(pattern, log))
            print(f"  {checker}: {files}")
            if not files:
                wrong.append(f"{session}: {checker} passed no file")
        if status != "0":
            wrong.append(f"{session} failed")
            counts["failed"] = counts["failed"] or 1
        totals += counts
    for reason in wrong:
        print(reason)
    print(f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
