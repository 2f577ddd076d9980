"""Laws of what was decided: it can be made again from what was kept, elsewhere, and nothing later changes it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, cast

from peersupport._attrs import evolve
from peersupport.testing.choices import Choices
from peersupport.testing.laws import eligibility
from peersupport.testing.laws.eligibility import Asked
from peersupport.testing.laws.law import Domain, law, must
from peersupport.testing.laws.smaller import smaller
from peersupport.testing.services.ledgers import Clock
from peersupport.testing.services.replay import ReplayService, RunsElsewhere

FAMILIES = 6
SEEDS_AND_ZONES = ((1, "Pacific/Kiritimati"), (2, "America/Los_Angeles"))


def _draw(service: ReplayService, choices: Choices) -> tuple[Asked, ...]:
    return tuple(eligibility.DOMAIN.draw(service, choices) for _ in range(choices.number(1, FAMILIES)))


def _draw_many(service: ReplayService, choices: Choices) -> tuple[Asked, ...]:
    """Enough to be worth a process."""
    return tuple(eligibility.DOMAIN.draw(service, choices) for _ in range(4 * FAMILIES))


def _smaller(asked: tuple[Asked, ...]) -> Iterable[tuple[Asked, ...]]:
    for place in range(len(asked)):
        yield (*asked[:place], *asked[place + 1 :])
    for place, one in enumerate(asked):
        for case in smaller(one.case):
            yield (*asked[:place], evolve(one, case=case), *asked[place + 1 :])


def _halves(asked: tuple[Asked, ...]) -> Iterable[tuple[Asked, ...]]:
    """Every smaller case takes processes of its own: it is halved, and not taken apart."""
    if len(asked) > 1:
        yield asked[: len(asked) // 2]
        yield asked[len(asked) // 2 :]


def _write(asked: tuple[Asked, ...]) -> list[object]:
    return [eligibility.DOMAIN.write(one) for one in asked]


def _read(service: ReplayService, document: Any) -> tuple[Asked, ...]:
    return tuple(eligibility.DOMAIN.read(service, one) for one in document)


Questions = Domain[ReplayService, tuple[Asked, ...]]
DOMAIN: Questions = Domain(
    draw=_draw, smaller=_smaller, write=_write, read=_read, protocol=ReplayService, adapters="`HostReplay(host)`"
)
MANY: Questions = evolve(DOMAIN, draw=_draw_many, smaller=_halves)


@law(DOMAIN, source="design.md, Ledger: a replay needs no plugin code", floor=1, cases=8)
def what_was_decided_comes_again(service: ReplayService, asked: tuple[Asked, ...]) -> bool:
    """Every decision that was kept comes out the same, to the last byte, when it is made again from the store alone.

    Years later, too.
    """
    clock = Clock()
    with service.store(clock) as opened:
        store = opened()
        for one in asked:
            store.keep(one.offer, one.case, one.on)
        kept = {service.fingerprint(one.offer, one.case, one.on) for one in asked}
        for again in (store.replayed(), opened().replayed()):
            _same(again, kept)
        clock.wait(timedelta(days=3_000))
        _same(opened().replayed(), kept)
    return bool(asked)


def _same(again: Sequence[str], kept: set[str]) -> None:
    """All that was kept comes again, and nothing else."""
    must(len(again) >= len(kept), f"{len(kept)} decisions were kept, {len(again)} come again")
    must({*again} == kept, "a decision made again is another one")


@law(DOMAIN, source="consent.md, property 24; design.md, Ledger", floor=0.5, cases=6)
def what_is_kept_later_changes_no_answer(service: ReplayService, asked: tuple[Asked, ...]) -> bool:
    """What is decided of her later leaves what was decided before as it was. The premise: there are two decisions."""
    clock, kept = Clock(), set[str]()
    with service.store(clock) as opened:
        store = opened()
        for one in asked:
            store.keep(one.offer, one.case, one.on)
            kept.add(service.fingerprint(one.offer, one.case, one.on))
            clock.wait(timedelta(hours=1))
            _same(store.replayed(), kept)
    return len(asked) > 1


@law(DOMAIN, source="design.md, Plugins: frozen, with a digest", floor=0.5, cases=30)
def another_answer_has_another_digest(service: ReplayService, asked: tuple[Asked, ...]) -> bool:
    """The digest stands for the whole answer: equal answers have the same, others another.

    The premise: two of the answers differ.
    """
    seen: dict[str, tuple[object, ...]] = {}
    for one in asked:
        answer = service.decide(one.offer, one.case, one.on)
        told = (one.offer, one.on, answer.outcome, tuple(answer.determining), len(answer.missing))
        digest = service.fingerprint(one.offer, one.case, one.on)
        must(
            digest == service.fingerprint(one.offer, one.case, one.on),
            "asked again, the same answer has another digest",
        )
        must(seen.setdefault(digest, told) == told, "two answers have one digest")
    return len(seen) > 1


@law(MANY, source="design.md: pure of process, time zone and hash seed", floor=1, cases=1, needs=RunsElsewhere)
def another_process_gives_the_same_answer(service: ReplayService, asked: tuple[Asked, ...]) -> bool:
    """Asked in other processes, with other hash seeds and time zones, the answers are the same, to the last byte.

    Needs `RunsElsewhere`.
    """
    here = [service.fingerprint(one.offer, one.case, one.on) for one in asked]
    for seed, zone in SEEDS_AND_ZONES:
        found = cast("RunsElsewhere", service).fingerprints_elsewhere(_write(asked), seed, zone)
        must(list(found) == here, f"another answer in {zone} with hash seed {seed}")
    return True


REPLAY = (
    what_was_decided_comes_again,
    what_is_kept_later_changes_no_answer,
    another_answer_has_another_digest,
    another_process_gives_the_same_answer,
)
"""What was decided, made again."""
