"""What a service must do for the laws of disclosure to be asked of it: one method, and more for more laws.

A service decides on a request, knowing just the records that it is handed: whatever it keeps, it starts anew each time.
`service_of` makes one of the library's own policies; write a class of a few lines for a service of your own.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from peersupport.testing.consent.cases import Record
from peersupport.testing.oracle.forms import Answer, Request, Statement, World

Effect = Literal["PERMIT", "DENY", "REQUIRED"]


@runtime_checkable
class ConsentService(Protocol):
    """Answers whether something may, or must, be told."""

    @property
    def world(self) -> World:
        """The names it knows: categories, purposes, the roles of each kind, and the programme that it is asked in."""
        ...

    def decide(self, records: Sequence[Record], request: Request) -> Answer:
        """The answer to a request when these records, in whatever order, are all there is.

        Raises nothing: what cannot be told is DENY.
        """
        ...


@runtime_checkable
class TakesWorlds(ConsentService, Protocol):
    """A service whose categories and purposes are data: they are tried with names of many ages and ways."""

    def in_world(self, world: World) -> "ConsentService":
        """The same service in another world. Called often: it should cost little."""
        ...


class Rule(NamedTuple):
    """A rule that a programme brings about one category of thing.

    `truth` is what the fact that it reads comes to: yes, no, unknown (None), or an error. A prohibition of what is so
    bars; so does a requirement that is not met; an obligation adds a duty. It is in force from the first of `days` up
    to, not including, the second: days in London, by their midnights; None is open.
    """

    name: str
    category: str
    effect: Literal["prohibit", "require", "oblige"] = "prohibit"
    truth: bool | Literal["raises"] | None = True
    days: tuple[int | None, int | None] | None = None
    duty: str = ""


@runtime_checkable
class TakesRules(ConsentService, Protocol):
    """A service to which programmes bring rules of their own."""

    def ruled_by(self, rules: Sequence[Rule]) -> ConsentService:
        """The same service under these rules as well; `determining` names those that bar."""
        ...


@runtime_checkable
class LosesPlugins(ConsentService, Protocol):
    """A service whose rules come from plugins, which may fail to load."""

    def without_its_plugin(self) -> ConsentService:
        """The same service where a plugin that is expected could not be loaded."""
        ...


@runtime_checkable
class Ruled(ConsentService, Protocol):
    """A service that is asked with a real programme's own rules: what they bar is denied, and no law about consent
    alone is asked of it."""

    @property
    def own_rules(self) -> Sequence[str]:
        """The names of the rules."""
        ...


@runtime_checkable
class EffectsAlone(ConsentService, Protocol):
    """A service whose answers hold the effect and what may be told, and neither what determined it nor what is owed: of
    those it is asked nothing."""

    @property
    def effects_alone(self) -> bool:
        """That it is so."""
        ...


class Reason(NamedTuple):
    """Why: a code, the place of the item, what it rests on, and what is not recorded and would have to be asked.

    The laws look for the codes `cannot-tell` (a statement), `route`, `granted`, `refused`, `barred` and `bar-untold`.
    """

    code: str
    item: int | None = None
    about: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Told(NamedTuple):
    """Reasons, and what else to do, in words: a supporter who may not tell is told what to do instead."""

    reasons: tuple[Reason, ...] = ()
    advice: tuple[str, ...] = ()


@runtime_checkable
class Explains(ConsentService, Protocol):
    """A service that says why, and what to ask."""

    def explain(self, records: Sequence[Record], request: Request) -> Told:
        """The reasons of what `decide` answers."""
        ...


@runtime_checkable
class HeedsObligations(ConsentService, Protocol):
    """A service that asks its caller which obligations it can meet."""

    def effect_for(self, records: Sequence[Record], request: Request, understood: Sequence[str]) -> Effect:
        """The effect for a caller that can meet only these."""
        ...


@runtime_checkable
class DecidesMany(ConsentService, Protocol):
    """A service that takes many requests at once."""

    def decide_all(self, records: Sequence[Record], requests: Sequence[Request]) -> Sequence[Answer]:
        """The answer to each, in order; they may be about several subjects."""
        ...


@runtime_checkable
class FindsRecipients(ConsentService, Protocol):
    """A service that lists to whom, or what, something may be told."""

    def who_may_receive(self, records: Sequence[Record], request: Request, people: Sequence[str]) -> Mapping[str, str]:
        """Those to whom the items may or must be told, each with the effect."""
        ...

    def what_may_be_told(self, records: Sequence[Record], request: Request, names: Sequence[str]) -> Mapping[str, str]:
        """The categories that may or must be told to the recipient, each with the effect."""
        ...


@runtime_checkable
class Remembers(ConsentService, Protocol):
    """A service that reads a subject's records once and is then asked often."""

    def knowing(self, records: Sequence[Record], subject: str) -> Callable[[Request], Answer]:
        """What answers requests about one subject. Raises for a request about another."""
        ...


class Conflict(NamedTuple):
    """A grant and a refusal, by their ids, that both apply to a request, and the request."""

    grant: str
    refusal: str
    witness: Request


@runtime_checkable
class ListsConflicts(ConsentService, Protocol):
    """A service that shows contradictions among what somebody said."""

    def conflicts(self, records: Sequence[Record], subject: str) -> Sequence[Conflict]:
        """Every grant and refusal of a subject that both apply to some request."""
        ...


@runtime_checkable
class LooksBack(ConsentService, Protocol):
    """A service that keeps what was told, and is asked what a late withdrawal would have stopped."""

    def touched_by(
        self, records: Sequence[Record], withdrawal: Statement, disclosures: Sequence[Request]
    ) -> Sequence[Request]:
        """The disclosures made that would be DENY had the withdrawal been known then, and were not."""
        ...


@runtime_checkable
class SearchesContents(ConsentService, Protocol):
    """A service that reads the contents of what is to be told anonymously, and finds what identifies somebody."""

    @property
    def searches_contents(self) -> bool:
        """That it does."""
        ...
