"""A law of disclosure as a Hypothesis test: many cases, how often its premise held, the smallest case that breaks it.

Hypothesis draws seeds, which do not shrink; what breaks a law is made smaller here, record by record. By default every
run draws the same cases. `PEERSUPPORT_DISCLOSURE_CASES=100000` asks for as many of each law, others every time.
"""

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.disclosure.forms import Statement
from tests.disclosure.near import Near, Record

D = TypeVar("D", Near, Random)
LONG = os.environ.get("PEERSUPPORT_DISCLOSURE_CASES")
"""How many cases of each law, for a long run."""
TOGETHER = 5
"""How many cases are drawn from one seed: what Hypothesis does for each example takes as long as several."""
FAULTY = os.environ.get("PEERSUPPORT_DISCLOSURE_FAULTY")
"""Set by the runner of seeded faults: the share of the cases to try. A premise that a fault takes away is no catch."""
STEPS = 0 if FAULTY else 500
"""How many smaller cases are tried, at most, when a law breaks."""

Test = Callable[[pytest.FixtureRequest], None]


def law(floor: float, cases: int = 1_000) -> Callable[[Callable[[Near], bool]], Test]:
    """A law over cases drawn near a request. It says whether its premise held; in at least `floor` of all it must.

    The test's `body` is the law for one case: it may hold for cases of another kind too.
    """
    return _law(Near.drawn, floor, cases)


def staged(floor: float, cases: int = 1_000) -> Callable[[Callable[[Random], bool]], Test]:
    """A law over scenes that it sets by itself, by a `Random`."""
    return _law(lambda random: Random(random.getrandbits(64)), floor, cases)


def _law(drawn: Callable[[Random], D], floor: float, cases: int) -> Callable[[Callable[[D], bool]], Test]:
    count = int(LONG or cases * float(FAULTY or 1))

    def wrapped(body: Callable[[D], bool]) -> Test:
        def test(request: pytest.FixtureRequest) -> None:
            met, broken = [0, 0], dict[int, str]()

            def run(seed: int) -> None:
                random = Random(seed)
                for _ in range(TOGETHER):
                    case = drawn(random)
                    try:
                        met[1] += body(case)
                    except Exception as error:
                        # Hypothesis puts the same seed again.
                        broken[seed] = broken.get(seed) or _told(body, case, error)
                        raise AssertionError(broken[seed]) from error
                    met[0] += 1

            # Hypothesis takes the choices of a test from its name: each law has cases of its own.
            run.__name__ = run.__qualname__ = body.__name__
            settings(
                max_examples=max(count // TOGETHER, 1),
                phases=(Phase.generate,),
                derandomize=LONG is None,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            )(given(seed=st.integers(0, 2**64 - 1))(run))()
            share = met[1] / met[0]
            request.node.user_properties.append(("premise", f"{share:6.1%} of {met[0]:,} (at least {floor:.0%})"))
            assert share >= floor or FAULTY, f"the premise held in {share:.1%} of {met[0]} cases only"

        test.__name__, test.__doc__, test.__module__ = body.__name__, body.__doc__, body.__module__
        test.body = body  # type: ignore[attr-defined]
        return test

    return wrapped


def _told(body: Callable[[D], bool], case: D, error: Exception) -> str:
    if not isinstance(case, Near):
        return f"{body.__doc__}\n    {error!r}"
    smallest = reduced(case, lambda one: _breaks(body, one))  # type: ignore[arg-type]
    return f"{body.__doc__}\n{smallest}\n    first: {error!r}"


def _breaks(body: Callable[[Near], bool], case: Near) -> bool:
    try:
        body(Near(case.records, case.request, case.world, case.bars, case.seed).but(rules=case.rules))
    except AssertionError:
        return True
    except Exception:  # noqa: BLE001 - a smaller case that makes no sense is no smaller case
        return False
    return False


def reduced(case: Near, breaks: Callable[[Near], bool]) -> Near:
    """The smallest case found that still breaks the law, by the same later choices."""
    steps = STEPS
    smaller = True
    while smaller:
        smaller = False
        for one in _smaller(case):
            steps -= 1
            if steps < 0:
                return case
            if breaks(one):
                case, smaller = one, True
                break
    return case


def _smaller(case: Near) -> Iterator[Near]:
    for place in range(len(case.records)):
        yield case.but(records=case.records[:place] + case.records[place + 1 :])
    for place in range(len(case.bars)):
        yield case.but(bars=case.bars[:place] + case.bars[place + 1 :])
    items = case.request.items
    if len(items) > 1:
        for place in range(len(items)):
            yield case.asking(items=items[:place] + items[place + 1 :])
    for place, record in enumerate(case.records):
        for plainer in _plainer(record):
            yield case.but(records=(*case.records[:place], plainer, *case.records[place + 1 :]))


def _plainer(record: Record) -> Iterator[Record]:
    if isinstance(record, Statement):
        changes = [{"end": None}, {"start": None}, {"obligations": ()}]
        if record.given is not None and record.given[0] != record.given[1]:
            changes.append({"given": (record.given[0],) * 2})
        for change in changes:
            plainer = record._replace(**change)
            if plainer != record:
                yield plainer
