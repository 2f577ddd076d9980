"""The scale: every check of a plugin run once, and the level that follows. Nothing of it is declared by a plugin."""

from collections.abc import Callable, Mapping
from enum import Enum

from peersupport._attrs import frozen
from peersupport.rules.document import Json
from peersupport.testing.conformance.candidate import Candidate
from peersupport.testing.conformance.catalogue import CHECKS
from peersupport.testing.conformance.check import Check, Inapplicable, Level, Problem

MOST = 50
"""How many problems of one check are told."""


class State(Enum):
    """What became of a check."""

    PASSED = "passed"
    FAILED = "failed"
    INAPPLICABLE = "not applicable"
    NOT_REACHED = "not reached"
    SWITCHED_OFF = "switched off"


@frozen
class Result:
    """What one check found. `note` says why it was not applicable, why it was switched off, or what it passed over."""

    check: Check
    state: State
    problems: tuple[Problem, ...] = ()
    note: str = ""

    @property
    def passed(self) -> bool:
        """Whether the check stands in no level's way; one that was switched off does."""
        return self.state in {State.PASSED, State.INAPPLICABLE}


@frozen
class Scale:
    """All results of one plugin."""

    plugin: str
    results: tuple[Result, ...]

    @property
    def level(self) -> Level | None:
        """The highest level of which every check has passed, and of every level below it; None below the first."""
        reached: Level | None = None
        for level in Level:
            if not all(one.passed for one in self.results if one.check.level is level):
                break
            reached = level
        return reached

    @property
    def top(self) -> bool:
        """Whether it stands on the highest level."""
        return self.level is list(Level)[-1]

    def document(self) -> Json:
        """The scale as JSON."""
        return {
            "plugin": self.plugin,
            "level": None if self.level is None else self.level.value,
            "top": self.top,
            "checks": [
                {
                    "check": one.check.name,
                    "level": one.check.level.value,
                    "state": one.state.value,
                    "note": one.note,
                    "problems": [{"where": each.where, "what": each.what, "do": each.do} for each in one.problems],
                }
                for one in self.results
            ],
        }


def run(check: Check, candidate: Candidate, switched_off: str = "") -> Result:
    """Run one check; with a reason why it is switched off, say so instead. A check that itself fails has not passed."""
    if switched_off:
        return Result(check=check, state=State.SWITCHED_OFF, note=switched_off)
    if candidate.status.faults and check is not CHECKS[0]:
        return Result(check=check, state=State.NOT_REACHED, note="the host does not take the plugin")
    try:
        problems = tuple(one for one, _ in zip(check.find(candidate), range(MOST), strict=False))
    except Inapplicable as error:
        return Result(check=check, state=State.INAPPLICABLE, note=str(error))
    except Exception as error:  # noqa: BLE001 - a plugin may hold anything; its own words may be a person's
        problems = (_stopped(candidate, error),)
    if problems:
        return Result(check=check, state=State.FAILED, problems=problems)
    return Result(check=check, state=State.PASSED, note=check.passed_over(candidate))


def weighed(
    candidate: Candidate, switched_off: Mapping[str, str] | None = None, done: Callable[[], None] = lambda: None
) -> Scale:
    """Every check of a plugin. `switched_off` gives by capability why it is not asked; `done` is called after each."""
    results: list[Result] = []
    for one in CHECKS:
        results.append(run(one, candidate, (switched_off or {}).get(one.capability, "")))
        done()
    return Scale(plugin=candidate.title, results=tuple(results))


def _stopped(candidate: Candidate, error: Exception) -> Problem:
    do = "mend what the checks before it found; else report it"
    return Problem(where=candidate.name, what=f"the check stopped with {type(error).__name__}", do=do)
