"""What the suite tells at the end of a run of pytest: the level of each plugin, gathered from all workers."""

import json
from collections.abc import Iterable, Iterator

from peersupport.rules.document import Json
from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.conformance.check import Level
from peersupport.testing.conformance.scale import Result, Scale, State

PROPERTY = "peersupport_conformance"
"""The property of a test's report that carries its result, also from another process."""
BY_NAME = {one.name: one for one in CHECKS}


def recorded(plugin: str, result: Result) -> Json:
    """One result as what a test records."""
    return {"plugin": plugin, "check": result.check.name, "state": result.state.value, "note": result.note}


def scales(properties: Iterable[str]) -> list[Scale]:
    """The scale of each plugin from what its tests recorded. A check that did not run has not passed."""
    found: dict[str, dict[str, Result]] = {}
    for one in properties:
        given = json.loads(one)
        result = Result(check=BY_NAME[given["check"]], state=State(given["state"]), note=given["note"])
        found.setdefault(given["plugin"], {})[given["check"]] = result
    not_run = {one.name: Result(check=one, state=State.NOT_REACHED, note="it was not run") for one in CHECKS}
    return [
        Scale(plugin=plugin, results=tuple({**not_run, **results}.values()))
        for plugin, results in sorted(found.items())
    ]


def lines(scale: Scale) -> Iterator[str]:
    """What is told of one plugin: its level, and what keeps it from the next one."""
    reached = "below the first level" if scale.level is None else f"{scale.level.value}: {scale.level.meaning}"
    yield f"{scale.plugin}: {reached}"
    for one in next_level(scale):
        why = f" ({one.note})" if one.note else ""
        yield f"  {one.check.level.value} needs {one.check.name}: {one.state.value}{why}"


def next_level(scale: Scale) -> tuple[Result, ...]:
    """The checks that keep a plugin from the level above its own."""
    levels = list(Level)
    above = levels[0 if scale.level is None else levels.index(scale.level) + 1 :]
    return tuple(one for one in scale.results if above and one.check.level is above[0] and not one.passed)
