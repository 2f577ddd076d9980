"""How every run of this folder is started, tells how far it is, and ends: 0, or 1 when something was lost."""

import json
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[2]
"""Where `python -m tests...` works."""
_SHOWN = 20
_MEMORY = Path("/dev/shm")


class Report:
    """Counts and losses of one run. `figures` are for the summary and the JSON file."""

    def __init__(self, name: str, total: int, *, quiet: bool = True) -> None:
        self.name = name
        self.total = total
        self.figures: dict[str, object] = {}
        self.losses: list[str] = []
        self.done = 0
        self._quiet = quiet
        self._output = sys.stderr
        self._start = monotonic()
        self._told = self._last = self._start

    def loss(self, what: str) -> None:
        """Something that was promised is not so."""
        self.losses.append(what)
        if len(self.losses) <= _SHOWN and not self._quiet:
            print(f"{self.name}: LOSS: {what}", file=self._output, flush=True)

    def count(self, name: str, number: int = 1) -> None:
        """Add to a figure."""
        before = self.figures.get(name, 0)
        assert isinstance(before, int)
        self.figures[name] = before + number

    def step(self, number: int = 1) -> None:
        """So many more of the total are done; now and then, say so."""
        self.done += number
        now = self._last = monotonic()
        if self._quiet or (now - self._told < 5 and self.done != self.total):
            return
        self._told = now
        rate = self.done / max(now - self._start, 1e-9)
        left = (self.total - self.done) / rate if rate else 0
        told = f"{self.done:,} of {self.total:,}, {rate:,.1f}/s, {left:,.0f} s left, {len(self.losses)} lost"
        print(f"{self.name}: {told}", file=self._output, flush=True)

    def summary(self) -> dict[str, object]:
        """The run as data."""
        seconds = self._last - self._start
        return {
            "name": self.name,
            "done": self.done,
            "lost": len(self.losses),
            "seconds": round(seconds, 3),
            "per_second": round(self.done / seconds, 2) if seconds else None,
            **self.figures,
            "losses": self.losses[:_SHOWN],
        }


def parser(description: str | None, **counts: int) -> ArgumentParser:
    """Arguments that all runs have, and an option for each count."""
    made = ArgumentParser(description=description)
    for name, default in counts.items():
        made.add_argument(f"--{name.replace('_', '-')}", type=int, default=default, help=f"default: {default:,}")
    made.add_argument("--seed", type=int, default=1, help="of the random choices; default: 1")
    made.add_argument("--json", type=Path, help="where the summary is written as JSON")
    made.add_argument("--folder", type=Path, default=in_memory(), help="where files are made; default: %(default)s")
    made.add_argument(
        "--expect-losses", action="store_true", help="exit with 1 when nothing was lost: for what is known to lose"
    )
    return made


def small(**named: object) -> Namespace:
    """The options of a run inside a test: quiet, in memory, and what is named."""
    return Namespace(**{"seed": 1, "quiet": True, "folder": in_memory(), **named})


def in_memory() -> Path:
    """A folder that is kept in memory, where there is one: a killed process loses no more there than on a disk."""
    return _MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir())


def ended(reports: Sequence[Report], options: Namespace) -> int:
    """Print a summary line for each report, write the JSON file, and give the exit code."""
    summaries = [report.summary() for report in reports]
    for one in summaries:
        print(line(one))
    if options.json is not None:
        options.json.write_text(json.dumps(summaries, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    failed = [not report.losses if options.expect_losses else bool(report.losses) for report in reports]
    return int(any(failed) or not reports)


def line(summary: Mapping[str, object]) -> str:
    """A summary in one line."""
    left_out = ("name", "losses")
    return f"{summary['name']}: " + ", ".join(f"{name} {one}" for name, one in summary.items() if name not in left_out)
