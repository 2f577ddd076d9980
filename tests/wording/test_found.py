"""Identifiers, kind by kind, in texts on either side of what counts as one; and what a rule is shown of parties."""

import itertools
from datetime import date, timedelta

from tests.disclosure.test_identifiers import NAMES
from tests.disclosure.test_telling import ABLE, GRANT, NURSE, REQUEST, START, VISITOR
from tests.policies.toddlers import decide, toddlers
from tests.wording.comparing import same_words
from tests.wording.test_decided import FAMILIES, told

from peersupport import Role, RoleHeld
from peersupport._attrs import evolve
from peersupport.dates import since
from peersupport.errors import Fault
from peersupport.plugin import core, fact, require
from peersupport.policies.disclosure import Disclosure
from peersupport.policies.disclosure.identifiers import identifiers_in
from peersupport.policies.disclosure.programme_rules import ProgrammeRules
from peersupport.policies.disclosure.replaying import policy_from
from peersupport.programmes.programme import Programme
from peersupport.records.disclosure import Item, ProposedDisclosure
from peersupport.rules.facts import FactFunction
from peersupport.rules.rule import oblige, prohibit

TEXTS = (
    "Zoe", "zo\xeb", "ZOES", "zoess", "O'Brien", "obrien", "Brien", "o-brien", "Smith", "briensmith", "smiths'", "z",
    "o", "Mrs", "other", "mrs other", "Ben", "Bens", "bend", "Be n", "zoe_smith", "z\u200boe", "Zo\xeb-Smith",
    "obriensmith", "0123456789", "012345678", "01234567", "0123456789012", "01234567890123", "+123456789",
    "+1 23456789", "44123456789", "440123456", "0 123456789", "00 123456789", "1 07700900123", "12 07700 900123",
    "(0)1234 56789", "1.0.7.7.0.0.9.0.0", "9434765919", "9434765918", "19434765919", "94347659191", "943 476 59190",
    "99434765919 1", "1234567890", "1999-05-03", "1999-5-3", "1999-13-03", "1999-05-32", "19990503", "3.5.1999",
    "3.5.99", "3/5/99", "3-5-99", "3 5 1999", "3/5-1999", "31/12/1999", "32/12/1999", "3/5/1899", "3 May 99",
    "3rd May 1999", "May 3 1999", "May 3 99", "May 32, 1999", "3rd of Sept, 2001", "03 5 2001", "1.3.5.1999",
    "3/5/19991", "dob", "d.o.b", "dobs", "date of birth", "born 3", "born may 3", "born on the 3", "born well",
    "stillborn 3", "a@b.c", "a@b", "a at b dot com", "a (at) b [dot] org", "at dot com", "a at b dot xyz", "gir 0aa",
    "W1A 1AA", "SW1A-1AA", "B1 1AA", "B11AA", "AB12 3CD", "ABC1 1AA", "B1 1CA", "B1 2nd", "B1 1A", "B1 1AAA",
    "AB123456C", "AB 12 34 56 C", "AB123456E", "DB123456C", "AO123456C", "AB1234567C", "xAB123456C",
)  # fmt: skip


def test_identifiers_are_found_kind_by_kind() -> None:
    """Of each text what is found in it, with the family's names and without."""
    kinds = (f"{text!r} {identifiers_in(text, NAMES)} {identifiers_in(text)}" for text in TEXTS)
    same_words("identifiers", kinds)
    assert identifiers_in("o'brien is at home", ["OBrien"]) == ("name",)


def _roles(proposed: ProposedDisclosure, _day: date) -> bool | None:
    """Whether she agreed, the sender surely is a visitor, and the recipient may be a nurse."""
    if proposed.agreed is not True or proposed.request.known_names or proposed.item.content:
        return None
    return Role.COMMUNITY_MOTHER in proposed.sender_roles and Role.HEALTH_VISITOR in proposed.recipient_may_hold


def _raising(_proposed: ProposedDisclosure, _day: date) -> bool | None:
    raise ValueError


def made(name: str, function: FactFunction) -> object:
    """A plugin's own fact."""
    return fact(f"own.{name}", meaning=name)(function)


OWN = Programme(id="own", title="Own", source="leaflet.txt", runs=since("2020-01-01")).rules(
    prohibit("X1", made("roles", _roles), id="B1", quote="w"),  # type: ignore[arg-type]
    prohibit("X2", made("raising", _raising), id="B2", quote="w"),  # type: ignore[arg-type]
    oblige("X3", core.disclosure_agreed.is_true(), id="O1", quote="w", duty="Say so.", discharged="said"),
)
HELD = RoleHeld(person=VISITOR, role=Role.COMMUNITY_MOTHER, programme=REQUEST.programme, on=True, start=START)
PERHAPS = evolve(HELD, person=NURSE, role=Role.HEALTH_VISITOR)


def test_what_plugins_read_is_read_once_and_judged_as_it_was() -> None:
    """Roles as they are recorded, values, errors and their day: now, from what was read before, and from a record."""
    lines: list[str] = []
    lost = (Fault(code="plugin-import", message="broken"),)
    for roles, unavailable in itertools.product(((), (HELD,), (PERHAPS,), (HELD, PERHAPS)), ((), lost)):
        records = [ABLE, GRANT, *(evolve(one, recorded_at=None if one is PERHAPS else START) for one in roles)]
        policy = Disclosure(ProgrammeRules("own", OWN, {}, unavailable))
        named = evolve(REQUEST, known_names=("Anna",), items=(evolve(REQUEST.items[0], content="Anna cried"),))
        assert policy.read(records, named) == policy.read(records, REQUEST)
        read = policy.read(records, REQUEST)
        now = policy.decide(records, REQUEST)
        before = policy.decide(records, REQUEST, read)
        again = policy_from(policy.recorded_rules(REQUEST.at), policy.recorded(records, REQUEST, read))
        replayed = again.decide(records, REQUEST)
        assert now.reasons == before.reasons == replayed.reasons
        assert (now.obligations, now.untold) == (replayed.obligations, replayed.untold)
        lines += [f"{[(one.day, dict(one.values), dict(one.errors)) for one in read]} {now.obligations} {now.untold}"]
        lines += [f"  {one.code} {one.about} {one.unknown}" for one in now.reasons]
    same_words("read", lines)


def test_where_no_rule_is_in_force_nothing_is_decided() -> None:
    """A day outside the periods of all requirements is no open door: the service is told what it has to settle."""
    host = toddlers(require("T1", core.single_parent, quote="w"))
    lines: list[str] = []
    for on in ("2019-12-31", "2020-01-01", "2029-12-31", "2030-01-01"):
        lines += [on, *told(decide(host, FAMILIES["a yes"], on=on))]
    same_words("between", lines)


def test_who_may_be_told_is_asked_of_each_candidate() -> None:
    """Those alone to whom it may be told; and of which category an item may be."""
    policy = Disclosure()
    records = [ABLE, GRANT]
    assert list(policy.who_may_receive(records, REQUEST, [NURSE, VISITOR])) == [NURSE]
    told = policy.what_may_be_told(records, REQUEST)
    assert list(policy.what_may_be_told(records, REQUEST, ["mental_health", "housing"])) == ["mental_health"]
    assert {"health", "mental_health"} <= set(told)
    early = evolve(REQUEST, at=START - timedelta(days=1))
    assert [one.effect.value for one in policy.decide_all(records, [REQUEST, early])] == ["permit", "deny"]


def test_a_route_is_open_by_what_was_known_then() -> None:
    """Judged as the ledger stood before the lead's role came in, her role opens nothing."""
    visitor = evolve(HELD, recorded_at=START, position=1)
    lead = evolve(visitor, person=NURSE, role=Role.SAFEGUARDING_LEAD, position=2)
    items = (Item(category="safeguarding"),)
    asked = evolve(REQUEST, suspicion=True, immediate_danger=False, anonymised=False, items=items)
    effects = [Disclosure().decide([visitor, lead], evolve(asked, known_at=known)).effect.value for known in (1, 2)]
    assert effects == ["deny", "required"]
