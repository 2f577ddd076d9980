"""Mutated documents of every kind: `python -m tests.records.documents --documents 1000000 --jobs 2`."""

import gc
import os
import resource
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from typing import Any

import attrs
from rich.progress import Progress
from tests.records.documents.judging import drawn, judged, trees

PART = 2_000
"""How many documents are judged between two reports of progress."""
TOLD = 50_000
"""How many documents there are between two lines of a log."""
MOST = 64 * 1024
"""How much more memory may be held than before the first document, in KiB."""
WRITING = {"w", "a", "x", "+"}


@attrs.define
class Seen:
    """What came of some documents."""

    documents: int = 0
    accepted: int = 0
    slowest: float = 0.0
    memory: int = 0
    codes: Counter[str] = attrs.field(factory=Counter[str])
    wrong: list[str] = attrs.field(factory=list[str])

    def add(self, other: "Seen") -> None:
        """Count these too."""
        self.documents += other.documents
        self.accepted += other.accepted
        self.slowest = max(self.slowest, other.slowest)
        self.memory = max(self.memory, other.memory)
        self.codes += other.codes
        self.wrong += other.wrong


def part(given: tuple[int, int, int]) -> Seen:
    """Judge the documents from one number to another."""
    start, end, seed = given
    trees()
    # What the corpus and the library hold is not looked through again and again in the time of a document.
    gc.freeze()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen = Seen()
    for number in range(start, end):
        found = judged(*drawn(number, seed))
        seen.documents += 1
        seen.accepted += found.accepted
        seen.slowest = max(seen.slowest, found.seconds)
        seen.codes.update(found.codes)
        if found.wrong:
            seen.wrong.append(f"{found.kind} {number} (--seed {seed}): {found.wrong}")
    seen.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if seen.memory > MOST:
        seen.wrong.append(f"{start} to {end} (--seed {seed}): held {seen.memory:,} KiB more")
    return seen


def watch_files() -> list[str]:
    """The files that are opened for writing from now on."""
    written: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[1], str) and WRITING & set(arguments[1]):
            written.append(event)

    sys.addaudithook(hook)
    return written


def parts(documents: int, seed: int, jobs: int) -> Iterator[Seen]:
    """What came of all of them, part after part."""
    ranges = [(start, min(start + PART, documents), seed) for start in range(0, documents, PART)]
    if jobs == 1:
        yield from map(part, ranges)
        return
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap_unordered(part, ranges)


def main() -> int:
    """Judge them, print what was seen, and give 1 where anything is wrong."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    trees()
    written = watch_files()
    seen = Seen()
    with Progress() as progress:
        task = progress.add_task("mutated documents", total=arguments.documents)
        for one in parts(arguments.documents, arguments.seed, arguments.jobs):
            seen.add(one)
            progress.advance(task, one.documents)
            if not progress.console.is_terminal and seen.documents % TOLD == 0:
                print(f"{seen.documents:,} documents, {len(seen.wrong)} wrong", flush=True)
    seen.wrong += ["a file was opened for writing"] * len(written)
    for code, times in seen.codes.most_common():
        print(f"{times:>9,} documents with {code}")
    print(f"{seen.documents:,} documents: {seen.accepted:,} accepted, {seen.documents - seen.accepted:,} refused")
    print(f"slowest {seen.slowest * 1000:.1f} ms; at most {seen.memory / 1024:.1f} MiB more were held")
    print(f"{len(seen.wrong)} wrong")
    print("\n".join(seen.wrong[:20]))
    return bool(seen.wrong)


if __name__ == "__main__":
    raise SystemExit(main())
