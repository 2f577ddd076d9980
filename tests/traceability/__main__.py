"""Every statement of the five sources: what carries it and which test shows it. `python -m tests.traceability`

Exits with 1 for a statement without a carrier or a test, a carrier or mark that names no statement, a field that is
not there, a trap without a test, and a page of the documentation that is not this table. `--write` writes that page.
`--delete` takes each declared carrier away in turn and runs the tests that show its statements; `--only WORDS` takes
those whose names hold the words.
"""

import argparse
import csv
import os
import re
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.traceability.carriers import Found, carriers, dead
from tests.traceability.removal import BROKEN, NOTICED, removable, removed
from tests.traceability.shown import ROOT, Shown, shown

from peersupport.programmes.host import Host

PAGE = ROOT / "docs" / "reference" / "traceability.md"
TRAPS = range(1, 21)
HEAD = """# Traceability

Every statement of the five source documents, what carries it, and a test that shows it. Written by
`nox -s traceability -- --write`; the same session fails when a statement has no carrier or no test, or when either is
gone. `nox -s traceability -- --delete` takes each declared carrier away in turn and sees a test fail.

| Statement | Carried by | Shown by |
|---|---|---|
"""


def main() -> int:
    """Print the table, and what is wrong with it."""
    parser = argparse.ArgumentParser(prog="python -m tests.traceability", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the page of the documentation")
    parser.add_argument("--delete", action="store_true", help="take each carrier away in turn")
    parser.add_argument("--only", default="", help="carriers whose names hold these words")
    given = parser.parse_args()
    shared = Path(os.environ.get("PEERSUPPORT_SHARED", ROOT.parent / "shared"))
    statements, conventions = _statements(shared)
    found = carriers(Host.load())
    # In a process of its own: a test module that is imported here would hold a host from which nothing is missing.
    with ProcessPoolExecutor(1) as pool:
        marked = pool.submit(shown).result()
    if given.delete:
        return _deleted([one for one in removable(found) if given.only in one.name], marked)
    carried: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        for requirement in one.requirements:
            carried[requirement].append(one)
    page = HEAD + "".join(_row(name, carried[name], marked.tests.get(name, [])) for name in statements)
    wrong = [f"{name}: nothing carries it" for name in statements if not carried[name]]
    wrong += [f"{name}: no test shows it" for name in statements if not marked.tests.get(name)]
    known = {*statements, *conventions}
    wrong += [f"{name}: carried by {carried[name][0].name}, but no statement" for name in {*carried} - known]
    wrong += [f"{name}: shown by {marked.tests[name][0]}, but no statement" for name in {*marked.tests} - known]
    wrong += [
        f"{one.requirements[0]}: there is no {one.name}" for one in found if one.kind == "field" and dead(one.name)
    ]
    wrong += [f"trap {number} of requirements.md 1.7 has no test" for number in TRAPS if number not in marked.traps]
    if given.write:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        wrong.append("docs/reference/traceability.md is not this table: nox -s traceability -- --write")
    print(page.removeprefix(HEAD))
    print(*sorted(wrong), sep="\n", file=sys.stderr)
    print(f"{len(statements)} statements, {len(found)} carriers, {len(wrong)} faults")
    return 1 if wrong else 0


def _statements(shared: Path) -> tuple[list[str], set[str]]:
    """The ids of all statements, in the order of the sources, and those of the conventions of dates."""
    with (shared / "requirements.csv").open(encoding="utf-8", newline="") as file:
        names = [row["id"] for row in csv.DictReader(file)]
    text = (shared / "requirements.md").read_text("utf-8")
    return names, set(re.findall(r"^\| (D\d+) \|", text, re.MULTILINE))


def _row(name: str, carried: list[Found], tests: list[str]) -> str:
    by = sorted({f"{one.kind} `{one.name.removeprefix('peersupport.')}`" for one in carried})
    test = min(tests, key=lambda one: (not one.startswith("plugins"), one), default="")
    more = f" and {len(tests) - 1} more" if len(tests) > 1 else ""
    return f"| {name} | {'; '.join(by)} | {f'`{test}`{more}' if test else ''} |\n"


def _deleted(found: list[Found], marked: Shown) -> int:
    """Take each away; the exit code is 1 when nobody noticed one."""
    missed = []
    for number, one in enumerate(found, 1):
        tests = sorted({test for name in one.requirements for test in marked.tests.get(name, [])})
        result = removed(one, tests)
        word = {NOTICED: "noticed", BROKEN: "BROKEN"}.get(result.outcome, "MISSED")
        print(f"{number:3}/{len(found)} {word}  {one.kind} {one.name}", flush=True)
        if result.outcome != NOTICED:
            missed.append(f"{word} {one.kind} {one.name} ({', '.join(one.requirements)}): {result.said[-300:].strip()}")
    print(*missed, sep="\n")
    print(f"{len(found) - len(missed)} of {len(found)} noticed")
    return 1 if missed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
