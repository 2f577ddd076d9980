"""FHIR provisions as flat statements, which both IHE's and HL7's examples need.

The reading: each provision becomes one statement of its own. What a provision leaves out it takes from the one around
it. A written type counts, wherever it stands; without one, a provision is an exception, so it does the opposite of
what is around it. The base policy (opt-in or opt-out, `decision`) is no refusal: opt-in is a grant of everything to
every provider, opt-out is what holds anyhow where there is no grant. The attributes of a provision must all match,
actors in different parts among them; of several values one must.

Custodian and controller send; recipients receive. Whoever is not named is everybody in a role, all providers or all
custodians. An inclusive end becomes the first instant after it. Actions (access, correct) are left out: here all is
telling.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from tests.corpora.consent.comparing import (
    DENY,
    PERMIT,
    NotExpressibleError,
    Question,
    Translated,
    member,
    recorded,
    standing,
)

from peersupport.records.consent import ConsentRecord, ConsentStatement, Party, StatementKind
from peersupport.records.identifiers import PersonId, StatementId
from peersupport.records.roles import Role

CUSTODIAN, PROVIDER, PRIVILEGED = Role.OTHER_HEALTH_PROFESSIONAL, Role.GP, Role.HEALTH_VISITOR
"""Roles stand for groups of which the engine knows only who belongs to them; any would do."""
GROUPS = {"Group/ex-privilegedUsers": PRIVILEGED}
ANY_PURPOSE, ANY_DATA = "PurposeOfUse", "record"
PURPOSES = {
    ANY_PURPOSE: (),
    "TREAT": (ANY_PURPOSE,),
    "ETREAT": ("TREAT",),
    "BTG": ("ETREAT",),
    **dict.fromkeys(("FooBar", "HMARKT", "HOPERAT", "HPAYMT", "HRESCH", "PATRQT"), (ANY_PURPOSE,)),
}
"""The order of HL7's terminology (v3 ActReason), as far as the examples go, and IHE's own `FooBar`."""
OPPOSITE = {PERMIT: DENY, DENY: PERMIT}
KINDS = {PERMIT: StatementKind.GRANT, DENY: StatementKind.REFUSAL}
PARTS = {"CST": "senders", "IRCP": "recipients", "PRCP": "recipients"}
UNKNOWN_DATA = {"authoredby": "authored-by", "related": "related-data"}

Day = date | datetime


@dataclass(frozen=True)
class Provision:
    """One provision; None is that it does not say."""

    kind: str | None = None
    senders: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    categories: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    start: Day | None = None
    end: Day | None = None
    inner: tuple["Provision", ...] = ()

    def within(self, outer: "Provision") -> "Provision":
        """The provision with what it takes from the one around it."""
        taken = {
            name: getattr(outer, name)
            for name in ("senders", "recipients", "categories", "purposes", "start", "end")
            if getattr(self, name) is None
        }
        return replace(self, kind=self.kind or OPPOSITE[outer.kind or DENY], **taken)


@dataclass(frozen=True)
class Consent:
    """One consent. `base` is its base policy; None: its provisions stand alone."""

    subject: str
    giver: str
    given: Day
    base: Provision | None
    provisions: tuple[Provision, ...]

    def flat(self) -> list[Provision]:
        """Every provision in full, outer ones first."""
        base = self.base or Provision(kind=DENY)
        own = [base] if base.kind == PERMIT else []
        return own + [each for one in self.provisions for each in flattened(one, base)]


def flattened(provision: Provision, outer: Provision) -> Iterator[Provision]:
    """A provision in full, and those in it."""
    full = provision.within(outer)
    yield full
    for one in provision.inner:
        yield from flattened(one, full)


def translated(consent: Consent, members: Iterable[tuple[str, Role]], categories: Iterable[str]) -> Translated:
    """A consent as records. `members` are who belongs to which group, `categories` what will be asked about."""
    flat = consent.flat()
    records: list[ConsentRecord] = [*standing(consent.subject, consent.giver, ANY_PURPOSE)]
    records += [member(person, role) for person, role in members]
    for place, one in enumerate(flat):
        parties = product(one.senders or (None,), one.recipients or (None,))
        for number, (sender, recipient) in enumerate(parties):
            records.append(
                ConsentStatement(
                    id=StatementId(f"{place}-{number}"),
                    kind=KINDS[one.kind or DENY],
                    subject=PersonId(consent.subject),
                    giver=PersonId(consent.giver),
                    given_at=consent.given,
                    start=one.start,
                    end=one.end,
                    sender=party(sender, CUSTODIAN),
                    recipient=party(recipient, PROVIDER),
                    categories=one.categories or (ANY_DATA,),
                    purposes=one.purposes or (ANY_PURPOSE,),
                    recorded_at=recorded(consent.given),
                )
            )
    names = {name for one in flat for name in one.categories or ()} | set(categories)
    data = {ANY_DATA: ()} | dict.fromkeys(sorted(names), (ANY_DATA,))
    return Translated(consent.subject, tuple(records), data, PURPOSES)


def party(name: str | None, otherwise: Role) -> Party:
    """A named party, or everybody in a role."""
    if name is None or name in GROUPS:
        return Party(role=GROUPS.get(name or "", otherwise))
    return Party(person=PersonId(name))


def answers(example: Translated, questions: Iterable[Question]) -> Iterator[tuple[str, str]]:
    """Each question's expected answer and the engine's, of two kinds: there is no difference between deny and none."""
    for one in questions:
        yield one.there, PERMIT if example.answer(one)[0] == PERMIT else DENY


def provision(given: Mapping[str, Any]) -> Provision:
    """A provision of any release. Raises `NotExpressibleError`."""
    if "dataPeriod" in given:
        raise NotExpressibleError("data-time")
    parties: dict[str, list[str]] = {}
    for actor in given.get("actor", ()):
        part = code(actor["role"])
        if part == "AUT":
            raise NotExpressibleError("authored-by")
        reference = actor.get("ref") or actor["reference"]["reference"]
        parties.setdefault(PARTS[part], []).append(reference)
    categories = [code(one) for name in ("securityLabel", "class", "code") for one in given.get(name, ())]
    for data in given.get("data", ()):
        if data["meaning"] != "instance":
            raise NotExpressibleError(UNKNOWN_DATA[data["meaning"]])
        categories.append(data["reference"]["reference"])
    start, end = period(given.get("period", {}))
    return Provision(
        kind=given.get("type"),
        senders=tuple(parties["senders"]) if "senders" in parties else None,
        recipients=tuple(parties["recipients"]) if "recipients" in parties else None,
        categories=tuple(categories) or None,
        purposes=tuple(code(one) for one in given.get("purpose", ())) or None,
        start=start,
        end=end,
        inner=tuple(provision(one) for one in given.get("provision", ())),
    )


def code(given: Any) -> str:
    """A code, however it is wrapped."""
    if isinstance(given, str):
        return given
    return code(given["coding"][0] if "coding" in given else given["code"])


def period(given: Mapping[str, str]) -> tuple[Day | None, Day | None]:
    """Start and end of a period; an end to the second lasts until that second is over."""
    start, end = (day(given[name]) if name in given else None for name in ("start", "end"))
    return start, end + timedelta(seconds=1) if isinstance(end, datetime) else end


def day(text: str) -> Day:
    """A date, or an instant in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC) if "T" in text else date.fromisoformat(text)
