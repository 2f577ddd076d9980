"""What the options of a command say, read into records: who, in which role, what, what for and when.

Every fault is gathered, with the option at which it stands and the name that was meant, never with what was written.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TypeVar

from peersupport.dates import parse_date
from peersupport.days import start_of_day
from peersupport.errors import Fault, InvalidDate, InvalidDocument, UnknownName, did_you_mean
from peersupport.instants import parse_instant
from peersupport.interop.faults import Faults
from peersupport.judging import BindingRules
from peersupport.policies.boundaries import Boundaries
from peersupport.policies.disclosure import Disclosure
from peersupport.programmes.host import Host
from peersupport.records.consent import Day, Party
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import Role

E = TypeVar("E", bound=Enum)
P = TypeVar("P")
PERSON, ROLE = "person", "role"
STDIN = "-"
WHEN = "write YYYY-MM-DD, or an instant with its offset as 2026-03-01T09:00:00Z"


class Given:
    """The options of one call. Nothing is raised before `settle`, so that all faults are told at once.

    What cannot be read gives something in its place, of which no use is made after `settle`.
    """

    def __init__(self) -> None:
        self._faults = Faults("the options have faults")

    def settle(self) -> None:
        """Raise `InvalidDocument` if there was any fault."""
        self._faults.settle()

    def fault(self, option: str, code: str, message: str, help: str = "") -> None:
        """Note a fault that only the command can see."""
        self._faults.add(code, message, (option,), help)

    def party(self, option: str, text: str | None) -> Party | None:
        """`person:ID` or `role:ROLE`; None where the option was not given."""
        if text is None:
            return None
        kind, _, name = text.partition(":")
        if kind == ROLE and name:
            return Party(role=self.one_of(option, name, Role))
        if kind != PERSON or not name:
            self._faults.add("value-type", "expected a person or a role", (option,), "write person:ID or role:ROLE")
        return Party(person=PersonId(name))

    def person(self, option: str, text: str) -> PersonId:
        """A person's id, with or without `person:` before it."""
        kind, _, name = text.partition(":")
        if kind == ROLE:
            self._faults.add("value-type", "expected one person, not a role", (option,), "write the person's id")
        return PersonId(name if kind == PERSON and name else text)

    def one_of(self, option: str, text: str, kind: type[E]) -> E:
        """A member of an enumeration by its value."""
        known = {str(one.value): one for one in kind}
        self.names(option, [text], known)
        return known.get(text, next(iter(kind)))

    def names(self, option: str, given: Sequence[str], known: Iterable[str], besides: str = "") -> None:
        """Note each name that is not known, by its place where there are several; `besides` is further help."""
        known = set(known)
        for place, name in enumerate(given):
            if name not in known:
                path = (option,) if len(given) == 1 else (option, place)
                self._faults.add(
                    "name-unknown",
                    "there is no such name",
                    path,
                    "; ".join(filter(None, (did_you_mean(name, known), besides))),
                )

    def day(self, option: str, text: str | None) -> Day | None:
        """An instant in UTC, or a day."""
        if text is None:
            return None
        for read in (parse_instant, parse_date):
            try:
                return read(text)
            except InvalidDate:
                continue
        self._faults.add("date-invalid", "neither a day nor an instant", (option,), WHEN)
        return None

    def instant(self, option: str, text: str | None) -> datetime | None:
        """An instant in UTC; a day stands for its start in Europe/London."""
        day = self.day(option, text)
        if not isinstance(day, date) or isinstance(day, datetime):
            return day
        try:
            return start_of_day(day)
        except InvalidDate as error:
            self._faults.take(error.faults, (option,))
            return None

    def programme(self, host: Host, name: str) -> None:
        """Note a programme that is not there."""
        self.names("--programme", [name], (*host.programmes, *host.unavailable))

    def disclosure(self, host: Host, programme: str, site: str | None) -> Disclosure:
        """How a programme decides on disclosure at its one site, or the one that is named."""
        return self._at_site(host, host.disclosure, programme, site) or Disclosure()

    def boundaries(self, host: Host, programme: str, site: str | None) -> Boundaries:
        """How a programme decides on acts at its one site, or the one that is named."""
        nothing = Boundaries(BindingRules(programme="", rules=(), overrides={}))
        return self._at_site(host, host.boundaries, programme, site) or nothing

    def _at_site(
        self, host: Host, policy: Callable[[str, str | None], P], programme: str, site: str | None
    ) -> P | None:
        known = programme in host.programmes or programme in host.unavailable
        try:
            return policy(programme, site)
        except UnknownName as error:
            self._faults.take(error.faults, ("--site-id" if known else "--programme",))
            return None


def text_from(place: str) -> str:
    """The text of a file, or of standard input for `-`. Raises `InvalidDocument`, without the name of the file."""
    try:
        content = sys.stdin.buffer.read() if place == STDIN else Path(place).read_bytes()
    except OSError:
        raise _unreadable("file-unreadable", "the file cannot be read") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        failure = _unreadable("file-encoding", "the text is not UTF-8")
    raise failure


def _unreadable(code: str, message: str) -> InvalidDocument:
    return InvalidDocument("a text cannot be read", [Fault(code=code, message=message)])
