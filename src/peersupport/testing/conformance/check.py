"""What a check is: a sentence that must hold of a plugin, the level that needs it, and what is told where it fails."""

from collections.abc import Callable, Iterable
from enum import Enum

from peersupport._attrs import frozen
from peersupport.testing.conformance.candidate import Candidate


class Level(Enum):
    """The steps of the scale, lowest first. A plugin stands on a level when every check up to it has passed."""

    LOADS = "loads"
    CITED = "cited"
    EXPLAINED = "explained"
    EXERCISED = "exercised"
    EXACT = "exact"

    @property
    def meaning(self) -> str:
        """What may be relied on from this level on."""
        return _MEANINGS[self]


_MEANINGS = {
    Level.LOADS: "the host takes it, and its metadata says what it is",
    Level.CITED: "every rule and value rests on words that stand in the source, or says that it is a choice of ours",
    Level.EXPLAINED: "people can read what it does, what is asked of them, and where to turn",
    Level.EXERCISED: "its scenarios show every rule, reading and boundary at work",
    Level.EXACT: "its answers follow from its rules alone: whatever is unknown, asked again, or asked elsewhere",
}


@frozen
class Problem:
    """One thing that a check found: where, what is wrong, and what to do about it. Holds no person's data."""

    where: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.do}"


class Inapplicable(Exception):
    """A check has nothing to look at in this plugin: said by code that looked, never by the plugin."""


Find = Callable[[Candidate], Iterable[Problem]]
PassedOver = Callable[[Candidate], str]


@frozen
class Check:
    """One check. `capability` is the switch of `SuiteRequirements` that turns it off; `passed_over` says of a plugin
    what it did not look at."""

    name: str
    statement: str
    level: Level
    capability: str
    find: Find
    passed_over: PassedOver

    @property
    def title(self) -> str:
        """Its name as people read it."""
        return self.name.replace("_", " ")


def check(level: Level, capability: str, *, passed_over: PassedOver = lambda _: "") -> Callable[[Find], Check]:
    """Make a check of a function that yields problems: its name is the check's, its docstring what must hold."""

    def made(find: Find) -> Check:
        statement = " ".join((find.__doc__ or "").split())
        if not statement:
            raise ValueError(f"the check `{find.__name__}` says nothing: write its docstring")
        return Check(
            name=find.__name__,
            statement=statement,
            level=level,
            capability=capability,
            find=find,
            passed_over=passed_over,
        )

    return made
