"""Exemptions: for a reason and for a time, a co-ordinator or lead lets one supporter do what her programme forbids."""

from datetime import date

from peersupport._attrs import record
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import LEADS, Role


@record
class Exemption:
    """Who is exempted from which prohibition (`community-mothers/TC23`), why, by whom, in [start, until).

    An exemption of which anything is not recorded has no effect, nor has one that somebody gave to herself.
    """

    id: str
    rule: str
    supporter: PersonId | None = None
    reason: str | None = None
    author: PersonId | None = None
    author_role: Role | None = None
    start: date | None = None
    until: date | None = None

    def covers(self, rule: str, person: PersonId | None, on: date) -> bool:
        """Whether it surely exempts this person from this rule on a day."""
        return (
            self.rule == rule
            and self.supporter is not None
            and self.supporter == person
            and self.author is not None
            and self.author != self.supporter
            and self.author_role in LEADS
            and bool((self.reason or "").strip())
            and self.start is not None
            and self.until is not None
            and self.start <= on < self.until
        )
