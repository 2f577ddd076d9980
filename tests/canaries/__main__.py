"""Five hundred canaries through every error path: `python -m tests.canaries`, or `nox -s canaries`.

Every path is provoked until each canary was planted, and at least `--rounds` times. What is searched: str, repr and
arguments of errors and of all that hangs on them, Python's traceback and ours, log records of all loggers at DEBUG,
warnings, both outputs of commands that fail, and str, repr and pprint of whatever is returned. Exempt are the names
of files and those in configuration (sites, parameters, columns that a mapping names), what a command prints when it
does what it was asked, local variables, and what test tools show of a failing test.
"""

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack, chdir
from pathlib import Path
from random import Random
from time import monotonic

from tests.canaries import calls, commands, documents
from tests.canaries.birds import SIZE, Flock, flock
from tests.canaries.leaks import LEAKS, leaking
from tests.canaries.watched import Watch
from tests.durability.provoked_documents import Provocation
from tests.durability.provoked_documents import documents as provoked_documents
from tests.durability.provoked_engine import Engines
from tests.durability.provoked_ledgers import Files, anywhere

from peersupport.fault_pages import fault_pages
from peersupport.ledger import memory_ledger, open_ledger


def paths(folder: Path, stack: ExitStack) -> dict[str, Provocation]:
    """Every error path by name; files are made in the folder."""
    memory = stack.enter_context(memory_ledger())
    kept = stack.enter_context(open_ledger(folder / "kept.sqlite"))
    engine = calls.engine_of()
    found = {**provoked_documents(folder), **Files(folder).all()}
    for name, ledger in {"memory": memory, "sqlite": kept}.items():
        own = {**anywhere(ledger), **Engines(ledger, folder).all()}
        found |= {f"{name}: {kind}": one for kind, one in own.items()}
    del found["memory: ledger: constraint"]  # a list has none
    every = (
        documents.of_records(),
        documents.of_files(folder),
        documents.of_pages(folder),
        calls.of_methods(engine),
        calls.of_functions(folder),
        calls.of_plugins(folder),
        calls.shown(engine),
        commands.with_options(folder),
        commands.over_files(folder),
    )
    return found | {name: one for group in every for name, one in group}


def watched(size: int, rounds: int, seed: int, only: str = "", share: float = 1) -> Watch:
    """Provoke every path, or a share of them, so often."""
    random = Random(seed)
    birds = Flock(flock(size), random)
    watch = Watch(birds)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(chdir(folder))  # some take a canary for the name of a file
        stack.enter_context(watch.watching())
        found = {name: one for name, one in paths(folder, stack).items() if only in name}
        for name in _turns(found, rounds, random, share):
            watch.provoke(name, found[name])
    return watch


def _turns(found: dict[str, Provocation], rounds: int, random: Random, share: float) -> Iterator[str]:
    for _ in range(rounds):
        yield from random.sample(sorted(found), max(1, round(len(found) * share)))


def _told(watch: Watch, began: float) -> int:
    flown = len(watch.flock.given)
    reached = watch.codes.keys() & fault_pages().keys()
    print(f"{flown} canaries of {len({bird.kind for bird in watch.flock.birds})} kinds were planted")
    print(f"{len(watch.paths)} error paths, {sum(watch.paths.values()):,} times, {monotonic() - began:,.0f} s")
    print(f"{sum(watch.errors.values()):,} errors of {len(watch.errors)} classes; {watch.records_logged:,} log records")
    print(f"{len(reached)} of {len(fault_pages())} codes reached; not reached:")
    print(f"  {' '.join(sorted(fault_pages().keys() - reached))}")
    print(f"{len(watch.leaks)} canaries came out")
    for leak in watch.leaks[:200]:
        print(f"  {leak}")
    return int(bool(watch.leaks) or flown < len(watch.flock.birds))


def _leaks(options: Namespace) -> int:
    """Each leak that is put in on purpose must be found."""
    missed = 0
    for name in LEAKS:
        with leaking(name):
            found = watched(options.canaries, 1, options.seed, LEAKS[name].only).leaks
        print(f"{'found' if found else 'MISSED'}: {name} ({len(found)} canaries came out)", flush=True)
        missed += not found
    return int(missed > 0)


def main() -> int:
    """Run from the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--canaries", type=int, default=SIZE)
    parser.add_argument("--rounds", type=int, default=20, help="how often each path is provoked; default: 20")
    parser.add_argument("--only", default="", help="only the paths whose names hold this")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leaks", action="store_true", help="put leaks in on purpose, and see each found")
    options = parser.parse_args()
    if options.leaks:
        return _leaks(options)
    began = monotonic()
    return _told(watched(options.canaries, options.rounds, options.seed, options.only), began)


if __name__ == "__main__":
    sys.exit(main())
