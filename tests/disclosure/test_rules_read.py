"""What a programme's rules see of a disclosure, and with which settings: now, from facts read earlier, and replayed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.disclosure.test_telling import ABLE, GRANT, HOUR, NURSE, REFUSAL, REQUEST, START, VISITOR

from peersupport import DisclosureEffect
from peersupport._attrs import evolve
from peersupport.dates import since
from peersupport.days import day_of
from peersupport.errors import Fault
from peersupport.plugin import Rule, core, fact, parameter, prohibit, require
from peersupport.policies.disclosure import Disclosure, register
from peersupport.policies.disclosure.policy import proposed
from peersupport.policies.disclosure.programme_rules import FactsRead, ProgrammeRules
from peersupport.policies.disclosure.replaying import policy_from
from peersupport.programmes.programme import Programme
from peersupport.records.consent import ConsentRecord, RoleHeld
from peersupport.records.disclosure import Item, ProposedDisclosure
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.roles import Role
from peersupport.records.vocabulary import Term, hierarchy

MOST = parameter(
    "own.most", {"2020-01-01": 5, "2026-03-01": 1}, mark="default", quote="a choice", unit="letters", type=int
)
LAST_DAY = date(2026, 3, 1)
TWO = evolve(REQUEST, items=(Item(category="mental_health"), Item(category="pregnancy")))


@fact("own.length", meaning="how long the name of the category is, over the most", unit="letters", reads={"most": MOST})
def length(one: ProposedDisclosure, day: date, *, most: int) -> int:
    """Reads a parameter."""
    return len(one.item.category) - most


@fact("own.late", meaning="it is asked after the last day")
def late(one: ProposedDisclosure, day: date) -> bool:
    """Reads the day."""
    return day > LAST_DAY


@fact("own.identifying", meaning="it says that it shows who she is")
def identifying(one: ProposedDisclosure, day: date) -> bool | None:
    """Reads the item."""
    return one.item.identifying


def policy(*rules: Rule, lost: tuple[Fault, ...] = ()) -> Disclosure:
    """Of a programme with these rules."""
    programme = Programme(id="own", title="Own", source="leaflet.txt", runs=since("2020-01-01"))
    return Disclosure(ProgrammeRules("own", programme.rules(*rules), {}, lost))


LONG = policy(prohibit("X1", length >= MOST, quote="nothing long"))
LATE = policy(prohibit("X2", late.is_true(), quote="not after the last day"))
WORKED = require("X3", core.disclosure_agreed.is_true(), quote="only what she agreed to")


def grants_on(at: datetime) -> list[ConsentRecord]:
    """She was able, and agreed, an hour before."""
    able = evolve(ABLE, start=at - 2 * HOUR, recorded_at=at - 2 * HOUR)
    return [able, evolve(GRANT, recorded_at=at - HOUR)]


@pytest.mark.parametrize(
    ("category", "at", "effect"),
    [
        # "mental_health" has 13 letters: 8 over five, 12 over one; "health" 6: 1 over five, 5 over one.
        ("mental_health", datetime(2026, 2, 27, tzinfo=UTC), DisclosureEffect.DENY),
        ("health", datetime(2026, 2, 28, 23, 59, tzinfo=UTC), DisclosureEffect.PERMIT),
        ("health", datetime(2026, 3, 1, tzinfo=UTC), DisclosureEffect.DENY),
    ],
)
def test_a_setting_holds_on_the_day_of_the_request(category: str, at: datetime, effect: DisclosureEffect) -> None:
    """A parameter, read by a criterion and by a fact, has the value of that day: to the day, and in a replay too."""
    asked = evolve(REQUEST, items=(Item(category=category),), at=at)
    records = grants_on(at)
    decision = LONG.decide(records, asked)
    assert decision.effect is effect
    assert not any(bar.truth == "unknown" for bar in decision.bars)
    read = LONG.read(records, asked)
    again = policy_from(LONG.recorded_rules(at), LONG.recorded(records, asked, read)).decide(records, asked)
    assert (again.effect, again.bars) == (decision.effect, decision.bars)


@pytest.mark.parametrize("days", [0, 1])
def test_a_fact_is_worked_out_on_the_day_of_the_request(days: int) -> None:
    """On the last day it may still be told, on the next not."""
    at = datetime(2026, 3, 1, 12, tzinfo=UTC) + days * timedelta(days=1)
    decision = LATE.decide(grants_on(at), evolve(REQUEST, at=at))
    assert decision.effect is (DisclosureEffect.DENY if days else DisclosureEffect.PERMIT)
    assert [bar.truth for bar in decision.bars] == ["true"] * days


def test_facts_that_were_read_are_not_worked_out_again() -> None:
    """What was read before a lock was taken decides, item by item: the code of a plugin may say another thing now."""
    records = grants_on(TWO.at)
    read = [FactsRead(day=day_of(TWO.at), values={late.name: value}) for value in (False, True)]
    assert [bar.item for bar in LATE.decide(records, TWO, read).bars] == [1]
    assert [bar.item for bar in LATE.decide(records, TWO, read[::-1]).bars] == [0]


def test_no_item_is_left_out_in_silence() -> None:
    """Facts of fewer items than were asked about are a mistake of the caller's."""
    records = grants_on(TWO.at)
    read = LATE.read(records, TWO)
    assert len(LATE.recorded(records, TWO, read)) == 2
    with pytest.raises(ValueError, match="shorter"):
        LATE.recorded(records, TWO, read[:1])
    with pytest.raises(ValueError, match="shorter"):
        proposed(register(records, TWO.subject), TWO, ())


def test_rules_see_neither_contents_nor_names_nor_other_items() -> None:
    """A plugin's facts are given what they need to bar one item, and nothing to read of the family besides."""
    asked = evolve(TWO, items=tuple(evolve(one, content="Zoe cried") for one in TWO.items), known_names=("Zoe",))
    for one, item in zip(proposed(register([], asked.subject), asked), TWO.items, strict=True):
        assert one.item == item
        assert one.request == evolve(asked, items=(item,), known_names=())


@pytest.mark.parametrize("known", [4, 5])
def test_rules_see_what_was_known_at_the_position_asked(known: int) -> None:
    """Her agreement and the parties' roles, where they bear one instant with what was asked."""
    asked = evolve(REQUEST, programme=ProgrammeId("own"), known_at=known)
    able, grant = (evolve(one, position=place) for place, one in enumerate((ABLE, GRANT), 4))
    roles = [
        RoleHeld(person=one, role=Role.LINK_WORKER, programme=ProgrammeId("own"), on=True, start=START,
                 recorded_at=START, position=5)
        for one in (VISITOR, NURSE)
    ]  # fmt: skip
    (seen,) = proposed(register([able, grant, *roles], asked.subject), asked)
    assert seen.agreed is (known == 5)
    held = frozenset({Role.LINK_WORKER} if known == 5 else ())
    assert (seen.sender_roles, seen.recipient_roles) == (held, held)
    assert policy(WORKED).decide([able, grant, *roles], asked).effect.value == ("permit" if known == 5 else "deny")


def test_a_category_is_asked_about_as_what_shows_who_she_is() -> None:
    """What may be told of a category is told of an item that surely identifies: rules need not call it unknown."""
    own = policy(require("X4", identifying.is_true(), quote="only with her name"))
    assert own.what_may_be_told(grants_on(REQUEST.at), REQUEST, ["health", "housing"]) == {
        "health": DisclosureEffect.PERMIT
    }


def test_a_recorded_policy_says_again_what_was_recorded() -> None:
    """Its programme, rules, settings, vocabulary, and what could not be taken, by its code alone."""
    lost = (Fault(code="plugin-import", message="somebody's words"),)
    own = policy(prohibit("X1", length >= MOST, quote="nothing long"), lost=lost)
    written = own.recorded_rules(REQUEST.at)
    back = policy_from(written, [])
    assert back.recorded_rules(REQUEST.at) == written
    assert back.rules is not None
    assert back.rules.unavailable == (Fault(code="plugin-import", message=""),)


def test_a_recorded_core_has_its_own_vocabulary() -> None:
    """Without a programme's rules the names of things and of purposes are still those of the day."""
    own = Disclosure(
        None,
        hierarchy([Term(name="health"), Term(name="sleep", parents=("health",))]),
        hierarchy([Term(name="care"), Term(name="walks", parents=("care",))]),
    )
    written = own.recorded_rules(REQUEST.at)
    back = policy_from(written, [])
    assert (back.rules, back.recorded_rules(REQUEST.at)) == (None, written)
    asked = evolve(REQUEST, items=(Item(category="sleep"),), purpose="walks")
    assert back.decide(grants_on(REQUEST.at), asked).effect is DisclosureEffect.PERMIT


@pytest.mark.parametrize("given", [0, 1])
def test_a_name_that_was_added_later_widens_no_grant(given: int) -> None:
    """What a grant covers is what lay under its names when it was given; a refusal reaches the new name too."""
    since = START + 1 * HOUR
    things = hierarchy([Term(name="health"), Term(name="sleep", parents=("health",), since=since)])
    purposes = hierarchy([Term(name="care"), Term(name="walks", parents=("care",), since=since)])
    records = [ABLE, evolve(GRANT, given_at=START + given * HOUR, recorded_at=START + 2 * HOUR)]
    sleep, walks = evolve(REQUEST, items=(Item(category="sleep"),)), evolve(REQUEST, purpose="walks")
    for own, asked in ((Disclosure(None, categories=things), sleep), (Disclosure(None, purposes=purposes), walks)):
        granted = own.decide(records, asked)
        assert granted.effect is (DisclosureEffect.PERMIT if given else DisclosureEffect.DENY)
        assert own.decide([*records, REFUSAL], asked).verdicts[0].refusals == (REFUSAL.id,)
