"""The floor of goals 8 to 11: a disclosure decided as one would write it by hand for just this benchmark's statements.

It knows exact instants, persons, one level of names, grants, refusals and withdrawals of all; nothing is unknown, no
role, no competence. Deny overrides, and the decision names what determined it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from peersupport.records.consent import ConsentStatement, StatementKind
from peersupport.records.disclosure import DisclosureRequest

Key = tuple[object, object, str | None, str]
Row = tuple[datetime, datetime | None, datetime, str]
"""Start, end, recorded, id."""


class ByHand:
    """A decision with an effect and what determined it."""

    __slots__ = ("determining", "effect", "request")

    def __init__(self, request: DisclosureRequest, effect: str, determining: Sequence[str]) -> None:
        self.request = request
        self.effect = effect
        self.determining = determining


class Index:
    """Grants and refusals by sender, recipient, purpose and category; the withdrawals of all by instant."""

    __slots__ = ("grants", "refusals", "withdrawn")

    def __init__(self, statements: Iterable[ConsentStatement]) -> None:
        self.grants: dict[Key, list[Row]] = {}
        self.refusals: dict[Key, list[Row]] = {}
        self.withdrawn: list[tuple[datetime, str]] = []
        for one in statements:
            if one.kind is StatementKind.WITHDRAWAL:
                self.withdrawn.append((one.start, one.id))  # type: ignore[arg-type]
                continue
            table = self.grants if one.kind is StatementKind.GRANT else self.refusals
            row = (one.start, one.end, one.recorded_at, one.id)
            for category in one.categories or ():
                for purpose in one.purposes or ():
                    key = (one.sender and one.sender.person, one.recipient and one.recipient.person, purpose, category)
                    table.setdefault(key, []).append(row)  # type: ignore[arg-type]

    def decide(self, request: DisclosureRequest) -> ByHand:
        """Any refusal in force: deny; else any grant in force that no withdrawal ended: permit; else deny."""
        at = request.at
        key = (request.sender, request.recipient, request.purpose, request.items[0].category)
        against = [
            name
            for start, end, recorded, name in self.refusals.get(key, ())
            if start <= at and (end is None or at < end) and recorded < at
        ]
        if against:
            return ByHand(request, "deny", against)
        ended = [name for start, name in self.withdrawn if start <= at]
        live = [
            name
            for start, end, recorded, name in self.grants.get(key, ())
            if start <= at and (end is None or at < end) and recorded < at
        ]
        if live and not ended:
            return ByHand(request, "permit", live)
        return ByHand(request, "deny", ended)
