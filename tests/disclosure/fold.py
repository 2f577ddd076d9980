"""A second formulation of disclosure, built otherwise than the clauses: a fold over events in the order of recording.

It knows a fragment: one subject, competent from the start; one item, one sender, one recipient, whose roles are
recorded once; exact instants; no route, no bar. There it keeps a small state and never looks back, where the clauses
read the whole history. All histories of up to seven events over eight symbols are few enough to try each.

Events happen every `STEP`, and the request comes a `STEP` after the last, so that windows and withdrawals that begin or
end two steps after they were given do so exactly with an event, or with the request.
"""

import sys
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

from peersupport.testing.oracle.clauses import decide as oracle
from peersupport.testing.oracle.forms import Answer, Bar, Item, Party, Request, Standing, Statement, Term, World

Decide = Callable[[Sequence[Statement | Standing], Request, World, Sequence[Bar]], Answer]
STEP = 10
SYMBOLS = (
    "grant to the person, for four steps",
    "grant to the role, from two steps later",
    "refusal of the person",
    "refusal of something below, for two steps",
    "withdrawal of all",
    "withdrawal for the recipient, from two steps later",
    "withdrawal of all, said two steps ago",
    "withdrawal of the latest refusal of the person",
)
"""What can happen at a step. A later start meets withdrawals given before it and after it; what was said two steps ago
does not reach what was given since; the last names nothing where there is no such refusal.
"""
WORLD = World(
    categories=(Term("health"), Term("mood", ("health",)), Term("nightmares", ("mood",))),
    purposes=(Term("care"), Term("support", ("care",))),
    need_to_know=frozenset(),
    supporters=frozenset({"community_mother"}),
    professionals=frozenset({"health_visitor"}),
    leads=frozenset(),
    statutory=frozenset(),
    emergency=frozenset(),
    advice="advice",
    safeguarding="safeguarding",
)
STANDINGS = (
    Standing("competence", True, "amal", -2 * STEP, -2 * STEP, 1, purposes=("care",)),
    Standing("role", True, "una", -2 * STEP, -2 * STEP, 2, role="community_mother", programme="mothers"),
    Standing("role", True, "rosa", -2 * STEP, -2 * STEP, 3, role="health_visitor", programme="mothers"),
)
ASKED = Request("amal", "una", "rosa", (Item("mood"),), "support", STEP, programme="mothers")
PERSON, ROLE, SENDER = Party("person", "rosa"), Party("role", "health_visitor"), Party("role", "community_mother")


def event(symbol: int, number: int, latest_refusal: str) -> Statement:
    """What a symbol stands for as the event of that number, from 1."""
    now = number * STEP
    one = Statement(
        id=f"{number}",
        kind="withdrawal",
        subject="amal",
        giver="amal",
        given=(now, now),
        recorded=now,
        position=len(STANDINGS) + number,
    )
    scope = {"sender": SENDER, "recipient": PERSON, "categories": ("health",), "purposes": ("care",)}
    match symbol:
        case 0:
            return one._replace(kind="grant", **scope, end=now + 4 * STEP)
        case 1:
            return one._replace(kind="grant", **scope | {"recipient": ROLE}, start=now + 2 * STEP)
        case 2:
            return one._replace(kind="refusal", **scope | {"categories": ("mood",)})
        case 3:
            below = {"recipient": ROLE, "categories": ("nightmares",)}
            return one._replace(kind="refusal", **scope | below, end=now + 2 * STEP)
        case 4:
            return one
        case 5:
            return one._replace(recipient=PERSON, start=now + 2 * STEP)
        case 6:
            return one._replace(given=(now - 2 * STEP, now - 2 * STEP))
        case _:
            return one._replace(target=latest_refusal or "none")


def history(symbols: Sequence[int]) -> tuple[list[Statement | Standing], Request]:
    """The records that symbols (places in `SYMBOLS`) stand for, and the request a step after the last."""
    records: list[Statement | Standing] = [*STANDINGS]
    latest = ""
    for number, symbol in enumerate(symbols, 1):
        records.append(event(symbol, number, latest))
        latest = f"{number}" if symbol == 2 else latest
    return records, ASKED._replace(at=(len(symbols) + 1) * STEP)


NOTHING: frozenset[tuple[int, int, int | None]] = frozenset()


class State(NamedTuple):
    """What the fold keeps at a step: all that later events or decisions can depend on."""

    step: int = 0
    grants: frozenset[tuple[int, int, int | None]] = NOTHING
    """When each standing grant was given, from when and before when it holds, in steps."""
    coming: frozenset[int] = frozenset()
    """The steps at which withdrawals that were given ahead will take effect."""
    refused: bool = False
    """Whether a refusal of the person stands that no later event can lift."""
    latest: bool = False
    """Whether the latest refusal of the person stands: it may yet be lifted."""
    suspended: int = 0
    """Until which step the refusal of something below lasts."""


def after(state: State, symbol: int) -> State:
    """The state after one more event; what was withdrawn as from then falls with it, and all that was given by then."""
    step = state.step + 1
    grants, coming, refused, latest, suspended = state[1:]
    match symbol:
        case 0:
            grants |= {(step, step, step + 4)}
        case 1:
            grants |= {(step, step + 2, None)}
        case 2:
            refused, latest = refused or latest, True
        case 3:
            suspended = step + 2
        case 4:
            grants = NOTHING
        case 5:
            coming |= {step + 2}
        case 6:
            grants = frozenset(one for one in grants if one[0] > step - 2)
        case _:
            latest = False
    return State(step, NOTHING if step in coming else grants, coming - {step}, refused, latest, suspended)


def effect(state: State) -> str:
    """What a request is told a step after the last event."""
    step = state.step + 1
    if state.refused or state.latest or step < state.suspended or step in state.coming:
        return "DENY"
    return "PERMIT" if any(start <= step and (end is None or step < end) for _, start, end in state.grants) else "DENY"


def expected(symbols: Sequence[int]) -> str:
    """The effect by the fold."""
    state = State()
    for symbol in symbols:
        state = after(state, symbol)
    return effect(state)


def exhaustive(
    decide: Decide, longest: int = 7, progress: Callable[[int], None] | None = None
) -> tuple[int, list[tuple[tuple[int, ...], str, str]]]:
    """All histories of up to `longest` events, the empty one too: how many, and where `decide` differs from the fold.

    A disagreement is the symbols, what `decide` said, and what the fold says. `progress` is told the number so far, now
    and then.
    """
    count = 0
    disagreements: list[tuple[tuple[int, ...], str, str]] = []
    records: list[Statement | Standing] = [*STANDINGS]

    def visit(symbols: tuple[int, ...], state: State, latest: str) -> None:
        nonlocal count
        number = len(symbols) + 1
        said = decide(records, ASKED._replace(at=number * STEP), WORLD, ()).effect
        if said != (right := effect(state)):
            disagreements.append((symbols, said, right))
        count += 1
        if progress is not None and count % 100_000 == 0:
            progress(count)
        if number > longest:
            return
        for symbol in range(len(SYMBOLS)):
            records.append(event(symbol, number, latest))
            visit((*symbols, symbol), after(state, symbol), f"{number}" if symbol == 2 else latest)
            records.pop()

    visit((), State(), "")
    return count, disagreements


if __name__ == "__main__":
    start = perf_counter()
    count, disagreements = exhaustive(oracle, *map(int, sys.argv[1:]), progress=print)
    print(
        f"{count:,} histories in {perf_counter() - start:.0f} s, {len(disagreements)} disagreements {disagreements[:5]}"
    )
