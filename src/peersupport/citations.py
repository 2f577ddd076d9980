"""Where a rule or a value comes from: the document, its words, and whether the words or we chose the value."""

from enum import Enum
from typing import Protocol

from peersupport._attrs import frozen
from peersupport.errors import RuleError, did_you_mean


class Mark(Enum):
    """Who says so (requirements.md): the source itself, our own choice, the law, memory not yet confirmed, or a
    published document that is none of the programme's own (standards.md)."""

    SEED = "seed"
    DEFAULT = "default"
    LAW = "law"
    MEMORY = "memory"
    PUBLISHED = "published"


def mark_of(name: str) -> Mark:
    """The mark of a name. Raises `RuleError` for one that does not exist."""
    known = {mark.value: mark for mark in Mark}
    if name not in known:
        raise RuleError("there is no such mark of a source", code="rule-mark", help=did_you_mean(name, known))
    return known[name]


@frozen
class Citation:
    """The words that a rule or a value rests on.

    `document` is the path of the source text inside the plugin; `quotation` stands in it to the letter.
    A `[default]` quotes the words that left the matter open, and `note` says what was chosen.
    """

    document: str
    quotation: str
    mark: Mark = Mark.SEED
    note: str = ""


class Carrier(Protocol):
    """Whatever carries statements of a source: a rule, schedule, stage, session plan, measure or instrument."""

    @property
    def id(self) -> str:
        """Its own name."""
        ...

    @property
    def requirements(self) -> tuple[str, ...]:
        """The ids of the statements, such as TC9."""
        ...

    @property
    def citation(self) -> Citation:
        """The words that it rests on."""
        ...


def cited(quote: str, *, mark: str = "seed", note: str = "", document: str = "") -> Citation:
    """The citation of a declared thing; without a document it is the programme's source. Raises `RuleError`."""
    return Citation(document=document, quotation=quote, mark=mark_of(mark), note=note)
