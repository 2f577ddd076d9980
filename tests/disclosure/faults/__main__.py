"""Every seeded fault must be caught: `python -m tests.disclosure.faults` puts each into a copy and runs the properties.

`--only WORDS` takes the faults whose names hold these words, `--jobs 2` runs two at a time. `--matrix` runs, once a
fault is caught, all properties on a share of their cases, and writes the table in `README.md`. The exit code is 1 when
a fault survives, or does not say any more what it replaces.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from time import perf_counter

from tests.disclosure.faults.every import FAULTS
from tests.disclosure.faults.fault import Fault
from tests.disclosure.faults.running import Copy, Outcome, ordered
from tests.disclosure.faults.table import table

README = Path(__file__).with_name("README.md")
SHARE = 0.08
"""The share of its cases on which each property is tried for the table."""


def outcomes(faults: list[Fault], jobs: int, first_only: bool) -> Iterator[Outcome]:
    """What the tests make of each fault, in the order of the list."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(jobs):
            copies.put(Copy(Path(folder) / f"{number}"))

        def one(fault: Fault) -> Outcome:
            copy = copies.get()
            try:
                first = copy.outcome(fault, ordered(fault), first_only=True)
                if first_only or not first.caught_by:
                    return first
                more = copy.outcome(fault, ordered(fault), first_only=False, share=SHARE)
                return first._replace(caught_by=(*first.caught_by, *more.caught_by), trouble=more.trouble)
            finally:
                copies.put(copy)

        yield from pool.map(one, faults)


def told(outcome: Outcome) -> str:
    """One line about one fault."""
    if outcome.trouble:
        return f"BROKEN    {outcome.fault.name}: {outcome.trouble}"
    if not outcome.caught_by:
        return f"SURVIVED  {outcome.seconds:5.1f} s  {outcome.fault.name} ({outcome.fault.file}): {outcome.fault.wrong}"
    unexpected = "" if {*outcome.properties} & {*outcome.fault.properties} else "  (by another than it should)"
    numbers = ", ".join(map(str, outcome.properties))
    return f"caught    {outcome.seconds:5.1f} s  {outcome.fault.name}: {numbers}{unexpected}"


def main() -> int:
    """Run, report, and say whether all were caught."""
    parser = argparse.ArgumentParser(prog="python -m tests.disclosure.faults", description=__doc__)
    parser.add_argument("--only", action="append", default=[], help="faults whose names hold these words")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    parser.add_argument("--matrix", action="store_true", help="run all properties on each, and write the table")
    given = parser.parse_args()
    chosen = [one for one in FAULTS if not given.only or any(words in one.name for words in given.only)]
    started, found = perf_counter(), list[Outcome]()
    for number, outcome in enumerate(outcomes(chosen, given.jobs, not given.matrix), 1):
        found.append(outcome)
        print(f"{number:3}/{len(chosen)} {told(outcome)}", flush=True)
    caught = [one for one in found if one.caught_by]
    middle = median([one.seconds for one in caught] or [0])
    whole = perf_counter() - started
    print(f"{len(caught)} of {len(found)} caught, the median in {middle:.1f} s; {whole:.0f} s in all")
    if given.matrix and not given.only:
        README.write_text(table(found), encoding="utf-8")
    return 0 if found and len(caught) == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
