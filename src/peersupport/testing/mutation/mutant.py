"""One change of what a plugin contributes, as data: its name, the rules it touches, and how it is made."""

from collections.abc import Callable
from enum import Enum

from peersupport._attrs import frozen
from peersupport.programmes.contributions import Contribution


class Subject(Enum):
    """What was changed: a rule's working, its words, or a value."""

    RULE = "rule"
    CITATION = "citation"
    PARAMETER = "parameter"
    SCHEDULE = "schedule"
    PROGRAMME = "programme"


@frozen
class Mutant:
    """One change. `place` names what was changed, `change` says in plain English what from and to.

    `alter` gives the contribution with the change; a parameter is altered where it stands, so it is only called in a
    process of its own. `requirements` are the statements that the changed thing carries, `rules` the ids of the rules
    that it touches: the tests that speak of them are run first.
    """

    subject: Subject
    place: str
    change: str
    alter: Callable[[Contribution], Contribution]
    requirements: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The change as one line, the same in every run: `rule TC1: a child is under 5 years -> is at most 5 years`."""
        return f"{self.place}: {self.change}"
