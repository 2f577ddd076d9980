"""The answer to "may, or must, this be told?": the effect at once, and its reasons when somebody asks."""

from collections.abc import Collection, Iterator
from enum import Enum

from peersupport._attrs import frozen
from peersupport.policies.disclosure.routes import OBLIGATIONS, ROUTE_OBLIGATIONS, STANDING_DUTY, Found, Route
from peersupport.policies.disclosure.verdicts import Verdict
from peersupport.records.disclosure import DisclosureRequest, Item


class DisclosureEffect(Enum):
    """May it be told: yes, no, or it must be."""

    PERMIT = "permit"
    DENY = "deny"
    REQUIRED = "required"


_PERMIT, _DENY, _REQUIRED = DisclosureEffect.PERMIT, DisclosureEffect.DENY, DisclosureEffect.REQUIRED

TELL_CO_ORDINATOR = "Tell the co-ordinator. In immediate danger call 999."
"""What every refusal says where a child may be at risk (consent.md, clause 2b)."""


@frozen
class Bar:
    """A rule of a programme that keeps one item from being told; `truth` says whether it fired or cannot be told.

    `unknown` are the facts that would have to be known to tell.
    """

    rule: str
    item: int
    truth: str
    unknown: tuple[str, ...] = ()


@frozen
class Owed:
    """What a programme's rule asks of whoever tells one item."""

    rule: str
    item: int
    duty: str


@frozen
class Reason:
    """Why an item may or may not be told: a stable code, the item's place, and what it rests on.

    `about` are ids of statements, names of rules or of routes; `unknown` what is not recorded: to be asked.
    """

    code: str
    item: int | None = None
    about: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class DisclosureDecision:
    """A disclosure decided. `effect` is there at once; all else is worked out when asked for and never changes."""

    __slots__ = ("bars", "effect", "found", "owed", "request", "routes", "supporter", "untold", "verdicts")

    def __init__(
        self,
        request: DisclosureRequest,
        verdicts: tuple[Verdict, ...],
        routes: tuple[Route | None, ...] = (),
        bars: tuple[Bar, ...] = (),
        owed: tuple[Owed, ...] = (),
        untold: tuple[str, ...] = (),
        found: tuple[Found, ...] = (),
        supporter: bool | None = False,
    ) -> None:
        self.request = request
        self.verdicts = verdicts
        self.routes = routes
        self.bars = bars
        self.owed = owed
        """Duties that rules add to items."""
        self.untold = untold
        """Names of rules that would add a duty if what they read were known."""
        self.found = found
        self.supporter = supporter
        self.effect = self._effect()

    def __repr__(self) -> str:
        return f"<DisclosureDecision {self.effect.value}>"

    def _effect(self) -> DisclosureEffect:
        if not self.routes and not self.bars:
            for verdict in self.verdicts:
                if verdict.refusals or not verdict.grants:
                    return _DENY
            return _PERMIT if self.verdicts else _DENY
        if Route.DUTY in self.routes:
            return _REQUIRED
        every = all(self.permitted(place) for place in range(len(self.verdicts)))
        return _PERMIT if every and self.verdicts else _DENY

    def permitted(self, place: int) -> bool:
        """Whether the item at a place may be told, taken by itself."""
        if self.routes and self.routes[place] is not None:
            return True
        return self.verdicts[place].permitted and not any(bar.item == place for bar in self.bars)

    @property
    def told_places(self) -> tuple[int, ...]:
        """The places of the items that may be told: none of them on DENY."""
        if self.effect is _DENY:
            return ()
        return tuple(place for place in range(len(self.verdicts)) if self.permitted(place))

    @property
    def told(self) -> tuple[Item, ...]:
        """The items that may be told."""
        return tuple(self.request.items[place] for place in self.told_places)

    @property
    def determining(self) -> tuple[str, ...]:
        """The ids of statements, names of rules and routes that decided, sorted; empty where there is no consent."""
        if not self.routes and not self.bars and len(self.verdicts) == 1:
            return self.verdicts[0].determining
        return tuple(sorted(set(self._determining())))

    def _determining(self) -> Iterator[str]:
        places = self.told_places
        if places:
            for place in places:
                route = self._route(place)
                yield from self.verdicts[place].grants if route is None else (route.value,)
            return
        denied = [place for place in range(len(self.verdicts)) if not self.permitted(place)]
        against = {one for place in denied for one in self.verdicts[place].refusals}
        against |= {bar.rule for bar in self.bars if bar.item in denied}
        yield from against or {one for place in denied for one in self.verdicts[place].withdrawals}

    def _route(self, place: int) -> Route | None:
        return self.routes[place] if self.routes else None

    @property
    def obligations(self) -> tuple[str, ...]:
        """What whoever tells must do, sorted: the core's by name (`OBLIGATIONS` has their words), else in words."""
        duties: set[str] = set()
        for place in self.told_places:
            route = self._route(place)
            duties.update(self.verdicts[place].obligations if route is None else ROUTE_OBLIGATIONS[route])
            duties.update(one.duty for one in self.owed if one.item == place and route is not Route.DUTY)
        if self.request.suspicion is True and self.supporter is not False and self.effect is not _REQUIRED:
            duties.add(STANDING_DUTY)
        return tuple(sorted(duties))

    @property
    def advice(self) -> tuple[str, ...]:
        """What else to do, in words."""
        return (TELL_CO_ORDINATOR,) if self.request.suspicion is True and self.effect is _DENY else ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, item by item: what was told by which route or grant, what stood against it, what is not known."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Reason]:
        for one in self.found:
            yield Reason(code="identifiers-found", item=one.item, about=one.kinds)
        if not self.verdicts:
            yield Reason(code="no-items")
        for place, verdict in enumerate(self.verdicts):
            route = self._route(place)
            if route is not None:
                yield Reason(code="route", item=place, about=(route.value,))
                continue
            bars = [bar for bar in self.bars if bar.item == place]
            for code, truth in (("barred", "true"), ("bar-untold", "unknown")):
                these = [bar for bar in bars if bar.truth == truth]
                unknown = {name for bar in these for name in bar.unknown}
                if these:
                    named = tuple(sorted(bar.rule for bar in these))
                    yield Reason(code=code, item=place, about=named, unknown=tuple(sorted(unknown)))
            if verdict.refusals:
                yield Reason(code="refused", item=place, about=verdict.refusals)
            if verdict.grants:
                yield Reason(code="granted", item=place, about=verdict.grants)
            elif verdict.withdrawals:
                yield Reason(code="withdrawn", item=place, about=verdict.withdrawals)
            else:
                yield Reason(code="no-consent", item=place)
            for doubt in verdict.doubts:
                yield Reason(code="cannot-tell", item=place, about=(doubt.statement,), unknown=doubt.unknown)

    def effect_for(self, understood: Collection[str]) -> DisclosureEffect:
        """The effect for a caller that can meet only these obligations: a PERMIT that asks for more is a DENY.

        REQUIRED never becomes DENY (property 29).
        """
        if self.effect is _PERMIT and not set(self.obligations) <= set(understood):
            return _DENY
        return self.effect


__all__ = ["OBLIGATIONS", "Bar", "DisclosureDecision", "DisclosureEffect", "Owed", "Reason"]
