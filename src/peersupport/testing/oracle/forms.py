"""Histories and requests as plain tuples: what the oracle reads, what is drawn, what a service under test is asked.

Instants are whole numbers: microseconds from `EPOCH`. An interval `(low, high)` includes both ends; None means "not
recorded". Names of persons, roles, categories and purposes are texts. Nothing here imports the library.
"""

from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Where instants are counted from: a midnight in winter, when London's days are UTC's."""
MICROSECOND = timedelta(microseconds=1)
Interval = tuple[int, int]


def instant(number: int) -> datetime:
    """The instant, in UTC, that a whole number stands for."""
    return EPOCH + number * MICROSECOND


def number(instant: datetime) -> int:
    """The whole number that stands for an instant, which knows its zone."""
    return (instant - EPOCH) // MICROSECOND


class Party(NamedTuple):
    """A person (`kind` "person") or everybody in a role (`kind` "role")."""

    kind: Literal["person", "role"]
    name: str


class Statement(NamedTuple):
    """A grant, refusal or withdrawal, in force from `start` up to and without `end`.

    `given` None: it is `recorded`; an interval is always one whole day in London, of which only the date was written
    down. `start` None: it is `given`. `end` None: open. `recorded` None and `position` None: not recorded.
    `categories` and `purposes`: None not recorded, `()` recorded as none.
    """

    id: str
    kind: Literal["grant", "refusal", "withdrawal"]
    subject: str
    giver: str
    given: Interval | None = None
    start: int | None = None
    end: int | None = None
    recorded: int | None = None
    position: int | None = None
    sender: Party | None = None
    recipient: Party | None = None
    categories: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    target: str | None = None
    obligations: tuple[str, ...] = ()
    dated: bool = False
    """Whether the window was said in days, the last one included: `start` and `end` are then midnights in London."""


class Standing(NamedTuple):
    """A dated record, on or off from `start`: a role of a person, competence of a subject, authority of a proxy.

    For `kind` "role": `person` holds `role` in `programme`. For "competence": `person` is judged for `purposes`. For
    "authority": `person` is proxy of `subject` for `purposes`.
    """

    kind: Literal["role", "competence", "authority"]
    on: bool
    person: str
    start: int
    recorded: int | None = None
    position: int | None = None
    role: str = ""
    programme: str = ""
    subject: str = ""
    purposes: tuple[str, ...] | None = None


class Item(NamedTuple):
    """One item of a request. `identifies` None: not recorded."""

    category: str
    identifies: bool | None = True
    content: str | None = None
    """What would be told. The oracle does not read it."""


class Request(NamedTuple):
    """May the sender tell these items to the recipient, at `at`, as known at position `known` (None: before `at`)?"""

    subject: str
    sender: str | None
    recipient: str | None
    items: tuple[Item, ...]
    purpose: str | None
    at: int
    known: int | None = None
    programme: str = ""
    anonymised: bool | None = False
    suspicion: bool | None = False
    immediate_danger: bool | None = False
    known_names: tuple[str, ...] = ()
    """The names recorded of the family: not to be found in the contents of what is anonymised."""


class Term(NamedTuple):
    """A category or purpose: its parents, and the instant from which it exists (None: always)."""

    name: str
    parents: tuple[str, ...] = ()
    since: int | None = None


class World(NamedTuple):
    """What is fixed: the hierarchies, what is need-to-know, the roles of each kind, and the programme asked in."""

    categories: tuple[Term, ...]
    purposes: tuple[Term, ...]
    need_to_know: frozenset[str]
    supporters: frozenset[str]
    professionals: frozenset[str]
    leads: frozenset[str]
    statutory: frozenset[str]
    emergency: frozenset[str]
    advice: str
    """The purpose under which anonymised consultation lies."""
    safeguarding: str
    """The purpose under which onward disclosure lies."""
    others: frozenset[str] = frozenset()
    """Roles of no kind."""
    programme: str = "mothers"
    name: str = ""
    """What the world is called in a document."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role there is, sorted."""
        kinds = self.supporters, self.professionals, self.leads, self.statutory, self.emergency, self.others
        return tuple(sorted(frozenset[str]().union(*kinds)))


class Bar(NamedTuple):
    """A programme's rule that bars an item's category: it fired, or could not be told (then `fired` is None)."""

    rule: str
    category: str
    fired: bool | None = True


class Answer(NamedTuple):
    """What was decided: the effect, which items (by place) may be told, and what determined it.

    `determining` holds ids of statements, names of rules, and of routes: "duty", "onward", "immediate-danger",
    "anonymised".
    """

    effect: Literal["PERMIT", "DENY", "REQUIRED"]
    told: tuple[int, ...]
    determining: frozenset[str]
    obligations: frozenset[str] = frozenset()
