"""The core's floor (clauses 1 to 3): what may or must be told whatever the statements say. No plugin can remove it."""

from collections.abc import Iterable
from enum import Enum

from peersupport._attrs import frozen
from peersupport.policies.disclosure.identifiers import identifiers_in
from peersupport.policies.disclosure.register import Register
from peersupport.policies.disclosure.standing import Moment
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.roles import LEADS, PROFESSIONALS, STATUTORY_PARTNERS, SUPPORTERS, Role
from peersupport.records.vocabulary import NEED_TO_KNOW


class Route(Enum):
    """A way by which an item is told without a statement."""

    DUTY = "duty"
    ONWARD = "onward"
    IMMEDIATE_DANGER = "immediate-danger"
    ANONYMISED = "anonymised"


ROUTE_OBLIGATIONS: dict[Route, tuple[str, ...]] = {
    Route.DUTY: ("tell-at-once", "need-to-know-only", "record-reason", "open-until-action"),
    Route.ONWARD: ("need-to-know-only", "record-reason", "tell-family-unless-unsafe"),
    Route.IMMEDIATE_DANGER: ("record-reason",),
    Route.ANONYMISED: ("no-identifiers",),
}
STANDING_DUTY = "tell-co-ordinator"
"""What a supporter who suspects harm owes whatever else is decided (TC36)."""

OBLIGATIONS = {
    "tell-at-once": "Tell it at once.",
    "need-to-know-only": "Tell only what must be known to protect the child.",
    "record-reason": "Record what was told, to whom and why.",
    "open-until-action": "It stays open until the co-ordinator has recorded professional action.",
    "tell-family-unless-unsafe": "Tell the family, unless that is unsafe.",
    "no-identifiers": "Say nothing that shows who she is.",
    STANDING_DUTY: "Tell the co-ordinator of what you suspect, at once.",
}
"""What the core's obligations mean. A caller that does not know an obligation treats PERMIT as DENY (property 29)."""


@frozen
class Found:
    """Identifiers in what was to be told without any: the item's place, and their kinds."""

    item: int
    kinds: tuple[str, ...]


class Routes:
    """The routes that are open for one request, in the order in which the clauses are asked."""

    __slots__ = ("anonymous", "found", "moment", "register", "request", "supporter")

    def __init__(self, register: Register, request: DisclosureRequest) -> None:
        self.register = register
        self.request = request
        self.moment = Moment(request.at, request.known_at)
        self.supporter = self._holds(request.sender, SUPPORTERS)
        self.found = tuple(identified(request))
        self.anonymous = self._anonymous()

    def of(self, item: Item, barred: bool) -> Route | None:
        """The route by which an item is told; None where it is left to the statements."""
        request = self.request
        needed = any(self.register.categories.covers(one, item.category) for one in NEED_TO_KNOW)
        if request.suspicion is True and needed:
            if self.supporter is not False and self._holds(request.recipient, LEADS) is True:
                return Route.DUTY
            if (
                self._holds(request.sender, LEADS) is True
                and self._holds(request.recipient, STATUTORY_PARTNERS) is True
                and self._under("safeguarding")
            ):
                return Route.ONWARD
        if request.immediate_danger is True and self._holds(request.recipient, {Role.EMERGENCY_SERVICES}) is True:
            return Route.IMMEDIATE_DANGER
        return Route.ANONYMISED if self.anonymous and not barred else None

    def _anonymous(self) -> bool:
        request = self.request
        return (
            request.anonymised is True
            and all(item.identifying is False for item in request.items)
            and not self.found
            and self._under("advice")
            and self.supporter is True
            and self._holds(request.sender, PROFESSIONALS) is False
            and self._holds(request.recipient, PROFESSIONALS) is True
            and self._holds(request.recipient, SUPPORTERS) is False
        )

    def _under(self, purpose: str) -> bool:
        asked = self.request.purpose
        return asked is not None and self.register.purposes.covers(purpose, asked)

    def _holds(self, person: str | None, roles: Iterable[Role]) -> bool | None:
        if person is None:
            return None
        return self.register.standing_file().holds(person, self.request.programme, roles, self.moment)


def identified(request: DisclosureRequest) -> Iterable[Found]:
    """The identifiers in the contents of a request that is to be anonymous."""
    if request.anonymised is True:
        for place, item in enumerate(request.items):
            searched = identifiers_in(item.content, request.known_names) if item.content else ()
            kinds = {*item.found, *searched}
            if kinds:
                yield Found(item=place, kinds=tuple(sorted(kinds)))
