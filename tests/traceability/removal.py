"""Each rule, schedule, measure and stage taken away in turn: a test that says it shows its statement must notice."""

from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

import attrs
import pytest
from tests.traceability.carriers import Found
from tests.traceability.shown import QUIETLY

from peersupport.programmes import contributions
from peersupport.programmes.contributions import Contribution
from peersupport.programmes.discovery import installed
from peersupport.testing.mutation.altering import altered
from peersupport.testing.mutation.forking import forked

QUIET = (*QUIETLY, "-x", "--tb=no", "--no-header")
NOTICED, MISSED, BROKEN = 0, 1, 2


class Removed(NamedTuple):
    """What became of it."""

    carrier: Found
    outcome: int
    said: str = ""


def removable(found: list[Found]) -> list[Found]:
    """What a plugin brings, and could leave out. A parameter stands inside the rules that read it."""
    brought = [contributions.contribution_of(one) for one in installed(None, ())]
    declared = [one for one in found if one.kind != "parameter"]
    return [one for one in declared if any(_without(each, one.thing)[1] for each in brought)]


def removed(carrier: Found, tests: list[str]) -> Removed:
    """Run the tests in a process of their own, in which no plugin brings the carrier."""
    if not tests:
        return Removed(carrier, MISSED, "no test says that it shows it")
    ((_, answer),) = forked([carrier], lambda one: _outcome(one, tests), seconds=600)
    outcome, said = (BROKEN, answer.failed) if answer.failed else answer.value
    return Removed(carrier, outcome, said)


def _outcome(carrier: Found, tests: list[str]) -> tuple[int, str]:
    gone = 0

    def alter(whole: Contribution) -> Contribution:
        nonlocal gone
        rest, times = _without(whole, carrier.thing)
        gone += times
        made: Contribution = rest
        return made

    said = StringIO()
    with altered(alter), redirect_stdout(said):
        status = pytest.main([*QUIET, *tests])
    if status == pytest.ExitCode.TESTS_FAILED:
        return NOTICED, ""
    if not gone:
        return MISSED, "the tests build no host of the plugins"
    if status in {pytest.ExitCode.INTERRUPTED, pytest.ExitCode.USAGE_ERROR}:
        # Its plugin is refused for want of it, so that not even the modules of the tests can be collected.
        return NOTICED, ""
    return (MISSED if status == pytest.ExitCode.OK else BROKEN), said.getvalue()


def _without(value: Any, thing: object) -> tuple[Any, int]:
    """A value without what is the same as a thing, however deep it stands; and how often it stood there.

    Things are the same when they are of one class, id, statements and words: what a host stamps on them is not looked
    at.
    """
    if isinstance(value, tuple):
        kept: list[Any] = []
        gone = 0
        for one in value:
            if _same(one, thing) or (isinstance(one, tuple) and len(one) == 2 and _same(one[1], thing)):
                gone += 1
                continue
            rest, times = _without(one, thing)
            kept.append(rest)
            gone += times
        return (tuple(kept) if gone else value), gone
    if isinstance(value, Mapping):
        rest, gone = _without(tuple(value.items()), thing)
        return (dict(rest) if gone else value), gone
    if attrs.has(type(value)) and type(value).__module__.startswith("peersupport"):
        changes: dict[str, Any] = {}
        gone = 0
        for field in attrs.fields(type(value)):
            held = getattr(value, field.name)
            if field.init and attrs.has(type(held)) and _same(held, thing):
                changes[field.name], gone = None, gone + 1
            elif field.init and isinstance(held, tuple | Mapping):
                rest, times = _without(held, thing)
                if times:
                    changes[field.name], gone = rest, gone + times
        return (attrs.evolve(value, **changes) if gone else value), gone
    return value, 0


def _same(one: object, thing: object) -> bool:
    def named(value: Any) -> tuple[object, ...]:
        citation = getattr(value, "citation", None)
        words = getattr(citation, "quotation", "")
        return (type(value), getattr(value, "id", None), getattr(value, "requirements", None), words)

    return type(one) is type(thing) and named(one) == named(thing)
