"""Every seeded fault must be caught: `python -m tests.disclosure.faults` puts each into a copy of the library and runs
`as_a_user.py` on it, the few lines that the documentation tells a user of the kit to write.

`--only WORDS` takes the faults whose names hold these words, `--jobs 2` runs two at a time, `--show` prints each
counterexample. `--write` asks without pytest, and more than the first law that a fault breaks, and writes
`docs/reference/laws.md`. The exit code is 1 when a fault survives, or does not say any more what it replaces.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from time import perf_counter

from tests.disclosure.faults.every import FAULTS
from tests.disclosure.faults.fault import ROOT, Fault
from tests.disclosure.faults.page import page
from tests.disclosure.faults.running import Copy, Outcome

PAGE = ROOT / "docs" / "reference" / "laws.md"
Run = Callable[[Copy, Fault], Outcome]


def outcomes(faults: list[Fault], ask: Run, jobs: int) -> Iterator[Outcome]:
    """What the laws make of each fault, in the order of the list."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, ThreadPoolExecutor(jobs) as pool:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(jobs):
            copies.put(Copy(Path(folder) / f"{number}"))

        def one(fault: Fault) -> Outcome:
            copy = copies.get()
            try:
                return ask(copy, fault)
            finally:
                copies.put(copy)

        yield from pool.map(one, faults)


def told(outcome: Outcome, show: bool) -> str:
    """One line about one fault, and its counterexample."""
    fault, seconds = outcome.fault, f"{outcome.seconds:5.1f} s"
    if outcome.trouble:
        return f"BROKEN    {fault.name}: {outcome.trouble}"
    if not outcome.laws:
        return f"SURVIVED  {seconds}  {fault.name} ({fault.file}): {fault.wrong}"
    shown = f"\n{outcome.counterexample}\n" if show else ""
    return f"caught    {seconds}  {fault.name}: {', '.join(outcome.laws)}{shown}"


def run(faults: list[Fault], ask: Run, jobs: int, show: bool) -> list[Outcome]:
    """Run, with a line about each."""
    found: list[Outcome] = []
    for number, outcome in enumerate(outcomes(faults, ask, jobs), 1):
        found.append(outcome)
        print(f"{number:3}/{len(faults)} {told(outcome, show)}", flush=True)
    return found


def main() -> int:
    """Run, report, and say whether all were caught."""
    parser = argparse.ArgumentParser(prog="python -m tests.disclosure.faults", description=__doc__)
    parser.add_argument("--only", action="append", default=[], help="faults whose names hold these words")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    parser.add_argument("--show", action="store_true", help="print each counterexample")
    parser.add_argument("--write", action="store_true", help="ask more laws of each, and write the reference of laws")
    given = parser.parse_args()
    chosen = [one for one in FAULTS if not given.only or any(words in one.name for words in given.only)]
    started = perf_counter()
    ask: Run = Copy.broken if given.write else Copy.caught
    found = run(chosen, ask, given.jobs, given.show)
    caught = [one for one in found if one.counterexample]
    middle = median([one.seconds for one in caught] or [0])
    whole = perf_counter() - started
    print(f"{len(caught)} of {len(found)} caught, the median in {middle:.1f} s; {whole:.0f} s in all")
    if given.write and not given.only:
        PAGE.write_text(page(found), encoding="utf-8")
    return 0 if found and len(caught) == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
