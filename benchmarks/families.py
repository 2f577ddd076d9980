"""Families to judge, drawn from a seed: one thousand, of which 400 have an unknown criterion."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from benchmarks.by_hand import bits, facts_of
from benchmarks.family import ON, Family
from peersupport._attrs import evolve
from peersupport.plugin import Bounds, DateRange, HealthVisitingLevel, ParentRole, Role, Severity

MANY = 1_000
UNKNOWN_SHARE = 0.4
FIELDS = tuple(Family.__annotations__)
LEVELS = tuple(HealthVisitingLevel)
REFERRERS = (Role.PARTICIPANT, Role.GP, Role.MIDWIFE, Role.HEALTH_VISITOR)

T = TypeVar("T")


def families(many: int = MANY, seed: int = 7) -> list[Family]:
    """So many families; for 40 % a criterion is unknown, since some facts are not recorded or known in part."""
    random = Random(seed)
    wanted = {True: round(many * UNKNOWN_SHARE)}
    wanted[False] = many - wanted[True]
    found: list[Family] = []
    while len(found) < many:
        one = _recorded(random)
        if random.random() < UNKNOWN_SHARE:
            one = _blanked(random, one)
        unknown = bits(facts_of(one))[1] != 0
        if wanted[unknown]:
            wanted[unknown] -= 1
            found.append(one)
    return found


def _recorded(random: Random) -> Family:
    has_child = random.random() < 0.8
    return Family(
        age=random.choice((*range(16, 30), 31)),
        pregnant=random.random() < 0.4,
        has_child=has_child,
        youngest=random.randrange(27) if has_child else None,
        parent_role=_mostly(random, ParentRole.MOTHER, tuple(ParentRole)),
        level=_mostly(random, random.choice(LEVELS[2:]), LEVELS),
        severity=_mostly(random, Severity.MILD, tuple(Severity)),
        referrer=_mostly(random, random.choice(REFERRERS), tuple(Role)),
        authority=_mostly(random, "E06000018", ("E06000001", "E08000037", "E09000001")),
        decile=_mostly(random, random.choice((1, 2, 3)), range(1, 11)),
        consented=random.random() < 0.97,
        protected=random.random() < 0.03,
        referred=ON - timedelta(days=random.randrange(185)),
    )


def _blanked(random: Random, one: Family) -> Family:
    blanks: dict[str, object] = {}
    blanks.update(dict.fromkeys(random.sample(FIELDS, random.choice((1, 1, 2, 3)))))
    if "age" in blanks and isinstance(one.age, int) and random.random() < 0.5:
        blanks["age"] = Bounds(low=one.age - 1, high=one.age)
    if "referred" in blanks and isinstance(one.referred, date) and random.random() < 0.5:
        blanks["referred"] = DateRange(first=one.referred - timedelta(days=30), last=one.referred)
    return evolve(one, **blanks)


def _mostly(random: Random, usual: T, others: Sequence[T]) -> T:
    return usual if random.random() < 0.9 else random.choice(others)
