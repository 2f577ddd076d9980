"""`python -m benchmarks`: measure, print a table, and with `--json FILE` write the figures down."""

import argparse
import json
from pathlib import Path

from benchmarks import codec, compiling, disclosure, eligibility, importing, ledger, records
from benchmarks.harness import ROUNDS
from benchmarks.report import Result, document, table

MODULES = (eligibility, records, disclosure, codec, importing, ledger, compiling)
CONCERNS = {one.__name__.rpartition(".")[2]: one.measure for one in MODULES}
"""One module a concern, in the order of their goals."""


def main() -> None:
    """Measure the named concerns, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "concerns", nargs="*", metavar="concern", help=f"of {', '.join(CONCERNS)}; all when none is named"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of A and B (default: {ROUNDS})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file as JSON")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.concerns) - CONCERNS.keys())
    if unknown or chosen.rounds < 1:
        parser.error(f"no such concern: {', '.join(unknown)}" if unknown else "at least one round")
    results: list[Result] = []
    for name, measure in CONCERNS.items():
        if not chosen.concerns or name in chosen.concerns:
            results += measure(chosen.rounds)
    print(table(results))
    if chosen.json:
        chosen.json.write_text(json.dumps(document(results), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
