"""The oracle against the engine on random histories: `python -m tests.disclosure.differential --histories 250000`.

Each drawn history is followed by others that lie beside it: an instant one microsecond aside, a record less, another
recipient, another position as known. Most differences of two formulations lie on such edges, and a history beside one
costs a tenth of a new one. Exits with 1 on the first differences, which are printed in full.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from random import Random
from time import perf_counter
from typing import NamedTuple

from tests.disclosure.engine import engine
from tests.disclosure.premises import premises

from peersupport.errors import InvalidRecord
from peersupport.testing.choices import Choices
from peersupport.testing.consent import draw
from peersupport.testing.consent.worlds import WORLDS
from peersupport.testing.oracle.clauses import decide
from peersupport.testing.oracle.forms import Answer, Bar, Request, Standing, Statement, World

Case = tuple[list[Statement | Standing], Request, World, list[Bar]]
BESIDE = 9
"""How many histories beside a drawn one are asked."""
SAMPLE = 100
"""Of so many histories the premises of one are told."""
CHUNK = 5_000
MOST = 3


class Difference(NamedTuple):
    """A case on which the two disagree."""

    case: Case
    oracle: Answer
    engine: Answer


class Share(NamedTuple):
    """What one chunk came to."""

    histories: int
    seconds: float
    differences: list[Difference]
    premises: Counter[str]
    sampled: int
    effects: Counter[str]


def beside(case: Case, random: Random) -> Case:
    """The case with one thing changed."""
    records, request, world, bars = case
    changes = (_instant, _instant, _instant, _fewer, _field, _known, _party, _purpose, _flags, _order)
    changed, asked = random.choice(changes)(list(records), request, world, random)
    return changed, asked, world, bars


def cases(random: Random, histories: int) -> Iterator[Case]:
    """So many histories, drawn and beside drawn ones."""
    made = 0
    while made < histories:
        drawn = draw(random.choice(WORLDS), Choices(random.random))
        case: Case = [*drawn.records], drawn.request, drawn.world, [*drawn.bars]
        yield case
        made += 1
        for _ in range(min(BESIDE, histories - made)):
            case = beside(case, random)
            yield case
            made += 1


def compare(histories: int, seed: int) -> Share:
    """Ask both of so many histories."""
    random = Random(seed)
    differences: list[Difference] = []
    held: Counter[str] = Counter()
    effects: Counter[str] = Counter()
    sampled = asked = 0
    start = perf_counter()
    for number, case in enumerate(cases(random, histories)):
        try:
            ours = engine(*case)
        except InvalidRecord:
            continue  # what was changed cannot be recorded so
        asked += 1
        theirs = decide(*case)
        effects[theirs.effect] += 1
        if ours != theirs:
            differences.append(Difference(case, theirs, ours))
        if number % SAMPLE == 0:
            sampled += 1
            held.update(premises(*case))
    return Share(asked, perf_counter() - start, differences[:MOST], held, sampled, effects)


def _share(given: tuple[int, int]) -> Share:
    return compare(*given)


def run(histories: int, seed: int, processes: int) -> Share:
    """Ask both in several processes, with a line of progress."""
    chunks = [(min(CHUNK, histories - done), seed * 1_000_003 + done) for done in range(0, histories, CHUNK)]
    start = perf_counter()
    asked, differences, held, sampled, effects = 0, list[Difference](), Counter[str](), 0, Counter[str]()
    with Pool(processes) as pool:
        for one in pool.imap_unordered(_share, chunks):
            asked, sampled = asked + one.histories, sampled + one.sampled
            differences += one.differences
            held += one.premises
            effects += one.effects
            rate = asked / (perf_counter() - start)
            print(f"\r{asked:,} histories, {len(differences)} differences, {rate:,.0f}/s", end="", file=sys.stderr)
    print(file=sys.stderr)
    return Share(asked, perf_counter() - start, differences, held, sampled, effects)


def main() -> int:
    """Compare, and tell what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.disclosure.differential", description=__doc__)
    parser.add_argument("--histories", type=int, default=250_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", help="write the figures to this file")
    chosen = parser.parse_args()
    found = run(chosen.histories, chosen.seed, chosen.processes)
    for name, count in sorted(found.premises.items(), key=lambda item: -item[1]):
        print(f"{count / found.sampled:7.1%}  {name}")
    for one in found.differences[:MOST]:
        print(*one.case[0], one.case[1], one.case[3], f"oracle: {one.oracle}", f"engine: {one.engine}", sep="\n  ")
    rate = found.histories / found.seconds
    effects = ", ".join(f"{name} {count / found.histories:.1%}" for name, count in sorted(found.effects.items()))
    print(f"{found.histories} histories in {found.seconds:.0f} s ({rate:,.0f}/s): {effects}")
    print(f"{found.histories} agreed, {len(found.differences)} differences")
    if chosen.json:
        figures = {"histories": found.histories, "seconds": found.seconds, "differences": len(found.differences)}
        with open(chosen.json, "w", encoding="utf-8") as file:
            json.dump({**figures, "premises": found.premises, "sampled": found.sampled}, file)
    return 1 if found.differences or not found.histories else 0


Changed = tuple[list[Statement | Standing], Request]
Records = list[Statement | Standing]


def _instants(records: Records, request: Request) -> list[int]:
    found = {request.at}
    for one in records:
        found |= {when for when in (one.start, one.recorded) if when is not None}
        if isinstance(one, Statement):
            found |= {when for when in (one.end, *(one.given or ())) if when is not None}
    return sorted(found)


def _instant(records: Records, request: Request, _: World, random: Random) -> Changed:
    near = random.choice(_instants(records, request)) + random.choice((-1, 0, 1))
    if random.random() < 0.5 or not records:
        return records, request._replace(at=near)
    place = random.randrange(len(records))
    one = records[place]
    fields = ["start", "recorded"]
    if isinstance(one, Statement):
        fields += ["end"] + ["given"] * (one.given is None or one.given[0] == one.given[1])
    field = random.choice(fields)
    records[place] = one._replace(**{field: (near, near) if field == "given" else near})  # type: ignore[arg-type]
    return records, request


def _fewer(records: Records, request: Request, _: World, random: Random) -> Changed:
    if len(records) > 2:
        del records[random.randrange(len(records))]
    return records, request


def _field(records: Records, request: Request, _: World, random: Random) -> Changed:
    statements = [place for place, one in enumerate(records) if isinstance(one, Statement)]
    if statements:
        place, other = random.choice(statements), records[random.choice(statements)]
        field = random.choice(("categories", "purposes", "sender", "recipient", "target", "giver", "kind"))
        records[place] = records[place]._replace(**{field: getattr(other, field)})
    return records, request


def _known(records: Records, request: Request, _: World, random: Random) -> Changed:
    return records, request._replace(known=random.choice((None, random.randrange(len(records) + 1))))


def _party(records: Records, request: Request, _: World, random: Random) -> Changed:
    named = [one.person for one in records if isinstance(one, Standing) and one.kind == "role"] + [None, "somebody"]
    return records, request._replace(**{random.choice(("sender", "recipient")): random.choice(named)})


def _purpose(records: Records, request: Request, world: World, random: Random) -> Changed:
    if random.random() < 0.5 or not request.items:
        return records, request._replace(purpose=random.choice(world.purposes).name)
    items = list(request.items)
    place = random.randrange(len(items))
    items[place] = items[place]._replace(category=random.choice(world.categories).name)
    return records, request._replace(items=tuple(items))


def _flags(records: Records, request: Request, _: World, random: Random) -> Changed:
    flag = random.choice(("suspicion", "anonymised", "immediate_danger"))
    return records, request._replace(**{flag: random.choice((True, False, None))})


def _order(records: Records, request: Request, _: World, random: Random) -> Changed:
    random.shuffle(records)
    return [*records, random.choice(records)] if records else records, request


if __name__ == "__main__":
    sys.exit(main())
