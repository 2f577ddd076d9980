"""Simulated power failures of a ledger in an SQLite file: what was acknowledged is there in every image of the disk.

The library's own back end runs over apsw, whose VFS records what is done to the files (ledger, its journal or log, the
keys and theirs). At each point of the record, images of the disk are made (see `images`) and opened with the SQLite
that the library ships with: it must open, be sound, and hold the very rows that were recorded, up to the last that was
acknowledged at least and to the end of a transaction; the keys of these rows; and no key that was erased. Every
tenth image is opened with the library itself, which verifies the chain, finds entries by their keys and goes on.
"""

import shutil
import sys
import tempfile
from argparse import Namespace
from pathlib import Path
from random import Random

import apsw
from tests.durability.images import STYLES, Disk
from tests.durability.recorded import Recorded, recorded
from tests.durability.recording import Mark
from tests.durability.recovered import Recovered
from tests.durability.running import Report, ended, parser

from peersupport.ledger.sqlite_driver import driver

MODES = {
    "wal-full": ("wal", None),
    "delete-extra": ("delete", None),
    "wal-normal": ("wal", 1),
    "delete-full": ("delete", 2),
    "delete-off": ("delete", 0),
}
"""Journal mode, and the setting `synchronous` where it is not the library's own: the last three must lose."""
SUPPORTED = ("wal-full", "delete-extra")
_VARIANTS = 8
_SAMPLE = 10


def power_loss(options: Namespace, mode: str) -> Report:
    """As many images as asked, from as many recorded runs as that takes."""
    report = Report(f"power loss {mode}", options.points, quiet=options.quiet)
    report.figures["recorded_with"] = apsw.sqlite_lib_version()
    report.figures["recovered_with"] = driver.sqlite_version
    folder = Path(tempfile.mkdtemp(prefix="peersupport-power-", dir=options.folder))
    try:
        seed = options.seed
        while report.done < report.total:
            run = recorded(folder / "recorded", *MODES[mode], seed=seed, transactions=options.transactions)
            report.count("recorded_operations", len(run.operations))
            report.count("recorded_acknowledgements", run.acknowledgements)
            _crash_everywhere(report, run, folder / "image", Random(seed))
            seed += 1
    finally:
        shutil.rmtree(folder)
    return report


def _crash_everywhere(report: Report, run: Recorded, folder: Path, random: Random) -> None:
    """Images before and after each operation, as long as points are left."""
    disk = Disk()
    recovered = Recovered(folder, run)
    # A short run must not see the beginning of the record only.
    share = min(1.0, report.total / (len(run.operations) * _VARIANTS / 2))
    for operation in run.operations:
        disk.apply(operation)
        if isinstance(operation, Mark):
            recovered.promise(operation.what)
        if random.random() > share:
            continue
        seen = set()
        for style in _styles(disk, random):
            if report.done == report.total:
                return
            image = disk.image(random, style)
            if disk.chosen in seen:
                continue
            seen.add(disk.chosen)
            thorough = report.done % _SAMPLE == 0
            if losses := recovered.losses(image, thorough=thorough):
                report.loss(f"{'; '.join(losses)} (style {style})")
            report.count("verified_by_the_library", int(thorough))
            report.count(f"style_{style}")
            report.step()


def _styles(disk: Disk, random: Random) -> tuple[str, ...]:
    if disk.settled:
        return ("all",)
    return ("none", "all", *(random.choice(STYLES[2:]) for _ in range(_VARIANTS - 2)))


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, points=100_000, transactions=450)
    made.add_argument("--mode", choices=MODES, action="append", help="default: both supported ones")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([power_loss(options, mode) for mode in options.mode or SUPPORTED], options)


if __name__ == "__main__":
    sys.exit(main())
