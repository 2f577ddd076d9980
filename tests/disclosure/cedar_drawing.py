"""Cases that Cedar can decide too, drawn at random, and a comparison of any engine with it."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from time import perf_counter
from typing import Any, Literal

from tests.disclosure.cedar import Case, Decided, below, comparable, decide_batch, policies

from peersupport.testing.consent.setting import weighted
from peersupport.testing.consent.worlds import CATEGORIES, PLAIN, PURPOSES
from peersupport.testing.oracle.clauses import decide as oracle
from peersupport.testing.oracle.forms import Answer, Bar, Item, Party, Request, Standing, Statement, Term

Decide = Callable[..., Answer]
Difference = tuple[Case, Answer, Decided]
SUBJECT, PROGRAMME = "amal", "mothers"
PERSONS = {"una": "community_mother", "bea": "peer_volunteer", "rosa": "health_visitor", "carl": "co_ordinator"}
WORLD = PLAIN._replace(
    categories=tuple(one._replace(since=None) for one in CATEGORIES),
    purposes=tuple(one._replace(since=None) for one in PURPOSES),
)
CATEGORY_NAMES, PURPOSE_NAMES = tuple(one.name for one in CATEGORIES), tuple(one.name for one in PURPOSES)
EPOCH = 1_000
"""Before it all that is about persons is recorded; after it statements are."""
GIVEN = (*range(EPOCH, EPOCH + 12),)
KINDS: tuple[Literal["grant", "refusal", "withdrawal"], ...] = weighted({"grant": 10, "refusal": 3, "withdrawal": 4})


def draw_fragment(random: Random, requests: int = 50) -> list[Case]:
    """Cases of the fragment: one history, and requests near it that differ in parties, category and purpose."""
    senders, recipients = ["una", "bea"], ["rosa", "carl"]
    if random.random() < 0.3:
        senders, recipients = recipients, senders
    focus = (
        random.choice(senders),
        random.choice(recipients),
        random.choice(CATEGORY_NAMES),
        random.choice(PURPOSE_NAMES),
    )
    records: list[Statement | Standing] = [*_standings(random)]
    at = random.choice(GIVEN[6:]) + random.choice((0, 1, 5))
    for number in range(random.randrange(4, 9)):
        records.append(_statement(random, number, focus, records, at))
    position = sorted(range(len(records)), key=lambda place: records[place].recorded or 0)
    for number, place in enumerate(position, 1):
        records[place] = records[place]._replace(position=number)
    standing = sum(isinstance(one, Standing) for one in records)
    known = random.choice((None, None, len(records), random.randrange(standing, len(records) + 1)))
    random.shuffle(records)
    bars = [Bar("rule", random.choice(CATEGORY_NAMES), random.choice((True, None, False)))] * (random.random() < 0.1)

    def near(value: str, others: Sequence[str]) -> str:
        return value if random.random() < 0.8 else random.choice(others)

    return [
        (
            records,
            Request(
                SUBJECT,
                near(focus[0], tuple(PERSONS)),
                near(focus[1], tuple(PERSONS)),
                (Item(near(focus[2], CATEGORY_NAMES)),),
                near(focus[3], PURPOSE_NAMES),
                at,
                known,
                PROGRAMME,
            ),
            WORLD,
            bars,
        )
        for _ in range(requests)
    ]


def _standings(random: Random) -> list[Standing]:
    """Roles and competence, mostly as they are from the start; changes have instants of their own."""

    def changes(kind: Literal["role", "competence"], person: str, **other: Any) -> list[Standing]:
        starts = [0, *sorted(random.sample(GIVEN, random.choice((0, 0, 0, 1, 2))))]
        first = random.random() < 0.95
        return [
            Standing(kind, first == (number % 2 == 0), person, start, random.randrange(1, EPOCH), **other)
            for number, start in enumerate(starts)
        ]

    roles = [one for person, role in PERSONS.items() for one in changes("role", person, role=role, programme=PROGRAMME)]
    second = random.choice(("community_mother", "health_visitor"))
    more = changes("role", "carl", role=second, programme=PROGRAMME) if random.random() < 0.3 else []
    return [*roles, *more, *changes("competence", SUBJECT, purposes=("care", "safeguarding"))]


def _statement(
    random: Random, number: int, focus: tuple[str, str, str, str], earlier: Sequence[Statement | Standing], at: int
) -> Statement:
    kind = random.choice(KINDS)
    given, recorded = random.choice(GIVEN[:9]), random.choice(GIVEN[:9])
    if random.random() < 0.06:
        given = at + random.choice((-1, 0, 1))
    start = random.choice((None, None, None, random.choice(GIVEN), at + random.choice((-1, 0, 1))))
    end = random.choice((None, None, None, at + random.choice((-1, 0, 1, 2)), at + 9))
    named = [one.id for one in earlier if isinstance(one, Statement)]

    def party(person: str) -> Party | None:
        if random.random() < (0.4 if kind == "withdrawal" else 0.03):
            return None
        person = person if random.random() < 0.9 else random.choice(tuple(PERSONS))
        return Party("person", person) if random.random() < 0.5 else Party("role", PERSONS[person])

    def names(terms: tuple[Term, ...], name: str) -> tuple[str, ...] | None:
        if random.random() < (0.4 if kind == "withdrawal" else 0.03):
            return random.choice((None, None, None, ()))
        if random.random() < 0.85:
            up = [one.name for one in terms if name in below(terms, (one.name,))]
            down = below(terms, (name,)) if kind != "grant" else ()
            chosen = (random.choice((*up, *down)),)
        else:
            chosen = (random.choice(terms).name,)
        return chosen if random.random() < 0.8 else (*chosen, random.choice(terms).name)

    return Statement(
        id=f"{kind} {number}",
        kind=kind,
        subject=SUBJECT,
        giver=SUBJECT,
        given=(given, given),
        start=start,
        end=end if end is None or end > max(given, start or given) else None,
        recorded=max(given, recorded),
        sender=party(focus[0]),
        recipient=party(focus[1]),
        categories=names(WORLD.categories, focus[2]),
        purposes=names(WORLD.purposes, focus[3]),
        target=random.choice(named) if named and kind == "withdrawal" and random.random() < 0.6 else None,
    )


def compare(decide: Decide, requests: int, seed: int = 1) -> tuple[Counter[str], list[Difference]]:
    """How often each kind of answer came, and every case in which an engine and Cedar differ."""
    random, kinds, differing = Random(seed), Counter[str](), list[Difference]()
    while kinds.total() < requests:
        cases = draw_fragment(random)
        for case, decided in zip(cases, decide_batch(cases), strict=True):
            answer = decide(*case)
            kinds[f"{decided[0]} by {len(decided[1])}"] += 1
            if comparable(case, answer) != decided:
                differing.append((case, answer, decided))
    return kinds, differing


if __name__ == "__main__":
    start = perf_counter()
    kinds, differing = compare(oracle, *map(int, sys.argv[1:] or ("20000",)))
    print(f"{kinds.total():,} requests in {perf_counter() - start:.1f} s, {len(differing)} differ")
    print("\n".join(f"{count / kinds.total():7.2%}  {kind}" for kind, count in sorted(kinds.items())))
    for case, answer, decided in differing[:3]:
        print(case[1], *case[0], policies(*case), comparable(case, answer), decided, sep="\n  ")
