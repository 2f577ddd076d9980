"""Hidden counts against a solver: `python -m tests.suppression.differencing --tables 10000`.

Random tables of five shapes go through the rules for small numbers; of each, the solver tries to recover what was
hidden: from the report, and from it together with the same report published again with one person more. Exits with 1
if anything was recovered. `--without-secondary` hides the small counts alone, to show that the solver finds them.
"""

import argparse
import json
import sys
from collections import Counter
from multiprocessing import Pool
from random import Random
from time import perf_counter
from typing import NamedTuple

from tests.suppression.drawing import Drawn, draw, one_more
from tests.suppression.solver import RULES, recovered, recovered_from_two

from peersupport.outcomes.suppression import POLICIES, Shown
from peersupport.outcomes.suppression.counts import Sum, counts_of
from peersupport.outcomes.suppression.protect import protected

CHUNK = 50
MOST = 20
NAMES = tuple(RULES)
AGAIN = 3
"""Of so many tables one is published again: that costs ten times as much."""


class Found(NamedTuple):
    """What a chunk came to."""

    tables: Counter[str]
    cells: Counter[str]
    recovered: list[tuple[int, str, str, str]]
    """Seed of the table, rule, shape, count."""


def published(table: Drawn, policy: str, earlier: list[dict[str, Shown]], secondary: bool) -> dict[str, Shown]:
    """The table as the library lets it leave."""
    sums = [Sum(total, parts) for total, parts in table.sums]
    return protected(counts_of(table.values, sums), POLICIES[policy], earlier, secondary=secondary)


def attack(seed: int, secondary: bool = True) -> Found:
    """Draw one table, publish it by one rule, perhaps twice, and solve."""
    random = Random(seed)
    table, policy = draw(random), NAMES[seed % len(NAMES)]
    first = published(table, policy, [], secondary)
    texts = {name: one.text for name, one in first.items()}
    found = recovered(texts, table.sums, policy)
    cells = Counter({"all": len(texts), "hidden": sum(one.hidden for one in first.values())})
    cells["small"] = sum(POLICIES[policy].small(value) for value in table.values.values())
    if seed % AGAIN == 0 and table.leaves:
        more = one_more(random, table)
        second = published(more, policy, [first] if secondary else [], secondary)
        again = {name: one.text for name, one in second.items()}
        found |= recovered(again, table.sums, policy)
        found |= recovered_from_two(texts, again, table.sums, policy)
        cells["published again"] += 1
    return Found(Counter({table.shape: 1}), cells, [(seed, policy, table.shape, name) for name in sorted(found)])


def attacks(seeds: range, secondary: bool = True) -> Found:
    """Several."""
    total = Found(Counter(), Counter(), [])
    for seed in seeds:
        one = attack(seed, secondary)
        total = Found(total.tables + one.tables, total.cells + one.cells, total.recovered + one.recovered)
    return total


def _share(given: tuple[range, bool]) -> Found:
    return attacks(*given)


def main() -> int:
    """Attack, and tell what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.suppression.differencing", description=__doc__)
    parser.add_argument("--tables", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--without-secondary", action="store_true", help="hide the small counts alone")
    parser.add_argument("--json", help="write the figures to this file")
    chosen = parser.parse_args()
    first = chosen.seed * 10_000_019
    ends = [min(first + chosen.tables, start + CHUNK) for start in range(first, first + chosen.tables, CHUNK)]
    bounds = zip([first, *ends[:-1]], ends, strict=True)
    chunks = [(range(start, end), not chosen.without_secondary) for start, end in bounds]
    start = perf_counter()
    total = Found(Counter(), Counter(), [])
    with Pool(chosen.processes) as pool:
        for one in pool.imap_unordered(_share, chunks):
            total = Found(total.tables + one.tables, total.cells + one.cells, total.recovered + one.recovered)
            for each in one.recovered if len(total.recovered) < MOST else ():
                print("\n", *each, flush=True)
            tables, rate = sum(total.tables.values()), sum(total.tables.values()) / (perf_counter() - start)
            print(
                f"\r{tables:,} of {chosen.tables:,} tables, {len(total.recovered)} recovered, {rate:,.0f}/s, "
                f"{(chosen.tables - tables) / rate:,.0f} s to go   ",
                end="",
                file=sys.stderr,
            )
    print(file=sys.stderr)
    tables = sum(total.tables.values())
    shapes = ", ".join(f"{name} {count}" for name, count in sorted(total.tables.items()))
    print(
        f"{tables} tables in {perf_counter() - start:.0f} s: {shapes}; {total.cells['published again']} published again"
    )
    print(f"{total.cells['all']} counts, {total.cells['small']} small, {total.cells['hidden']} hidden")
    print(f"{len(total.recovered)} recovered, in {len({each[0] for each in total.recovered})} tables")
    if chosen.json:
        with open(chosen.json, "w", encoding="utf-8") as file:
            json.dump({"tables": tables, "recovered": len(total.recovered), **total.cells}, file)
    return 1 if total.recovered or not tables else 0


if __name__ == "__main__":
    sys.exit(main())
