"""`python -m benchmarks.review`: the review of caseloads of growing size by the five programmes, as a service runs it.

Each size is a run of its own: `peersupport review` over cases drawn like the example caseload, with the example sites.
Prints seconds of the processor, cases a second and the peak of memory, and what each is beside that of the smallest:
time should grow as the number of cases does, and memory hardly at all.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from examples.generate import DAY, HERE, areas_by_authority, caseload, lines

from peersupport._attrs import frozen

SIZES = (1_000, 10_000, 100_000)


@frozen
class Run:
    """What one review took: seconds by the clock and of the processor, and the peak of resident memory in MiB."""

    cases: int
    waited: float
    seconds: float
    memory: float


def reviewed(cases: int, *, out: bool) -> Run:
    """Review so many cases in a process of its own; `out`: and write every decision down."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "caseload.jsonl")
        with file.open("w", encoding="utf-8") as written:
            written.writelines(lines([one]) for one in caseload(areas_by_authority(HERE / "areas.csv"), cases))
        command = [sys.executable, "-m", "peersupport", "review", str(file), "--site", str(HERE / "sites"), "--json"]
        command += ["--on", DAY.isoformat(), *(("--out", str(Path(folder, "results"))) if out else ())]
        start = perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"the review of {cases:,} cases failed")
        waited = perf_counter() - start
    return Run(cases=cases, waited=waited, seconds=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1024)


def main() -> None:
    """Review each size, without and with `--out`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="cases", help="default: %(default)s")
    sizes = parser.parse_args().sizes
    print("written  cases     processor  us a case  cases/s  peak       time grows  memory grows  waited")
    for out in (False, True):
        first: Run | None = None
        for size in sizes:
            one = reviewed(size, out=out)
            first = first or one
            print(
                f"{'yes' if out else 'no':7}  {size:<8,}  {one.seconds:7.1f} s  {one.seconds / size * 1e6:9,.0f}  "
                f"{size / one.seconds:7,.0f}  {one.memory:5.0f} MiB  {one.seconds / first.seconds:8.1f} x  "
                f"{one.memory / first.memory:10.2f} x  {one.waited:5.0f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
