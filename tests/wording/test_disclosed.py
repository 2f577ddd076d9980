"""What is told of disclosures, word for word: to each reader, of every reason, route, bar and duty."""

import itertools

from tests.disclosure.test_telling import HISTORIES, REQUEST
from tests.wording.comparing import same_words

from peersupport import Audience, DisclosureEffect
from peersupport._attrs import evolve
from peersupport.dates import since
from peersupport.errors import Fault
from peersupport.plugin import core, oblige, prohibit, require
from peersupport.policies.disclosure import Disclosure, DisclosureDecision
from peersupport.policies.disclosure.decision import Bar, Owed
from peersupport.policies.disclosure.policy import CORE
from peersupport.policies.disclosure.programme_rules import ProgrammeRules
from peersupport.policies.disclosure.routes import OBLIGATIONS, Found, Route
from peersupport.policies.disclosure.telling import ASKED, told_to
from peersupport.policies.disclosure.verdicts import Doubt, Verdict
from peersupport.programmes.programme import Programme
from peersupport.records.disclosure import Item

NOTHING = Verdict(grants=(), refusals=(), withdrawals=(), doubts=(), obligations=())
GRANTED = Verdict(grants=("g1",), refusals=(), withdrawals=(), doubts=(), obligations=("ask-first",))
REFUSED = Verdict(grants=("g2",), refusals=("r1", "r2"), withdrawals=("w1",), doubts=(), obligations=("write-down",))
WITHDRAWN = Verdict(grants=(), refusals=(), withdrawals=("w2",), doubts=(), obligations=())
UNTOLD = Verdict(
    grants=(), refusals=(), withdrawals=(),
    doubts=tuple(Doubt(statement=f"d-{name}", unknown=(name,)) for name in ASKED), obligations=(),
)  # fmt: skip
VERDICTS = {"granted": GRANTED, "refused": REFUSED, "withdrawn": WITHDRAWN, "nothing": NOTHING, "untold": UNTOLD}
BARS = (
    Bar(rule="own/B1", item=0, truth="true"),
    Bar(rule="own/B0", item=0, truth="true", unknown=("own.b", "own.a")),
    Bar(rule="own/B2", item=0, truth="unknown", unknown=("own.fact", "own.other")),
    Bar(rule="own/B3", item=1, truth="unknown"),
)
OWED = (
    Owed(rule="own/O1", item=0, duty="Say whose it is."),
    Owed(rule="own/O2", item=1, duty="Write it down."),
)
TWO = (Item(category="mental_health"), Item(category="housing"))
ONE_ITEM = evolve(REQUEST, items=TWO[:1], suspicion=False, immediate_danger=False)
TWO_ITEMS = evolve(ONE_ITEM, items=TWO)


def decisions() -> dict[str, DisclosureDecision]:
    """Decisions of every kind, put together without the engine."""
    made = {name: DisclosureDecision(ONE_ITEM, (verdict,)) for name, verdict in VERDICTS.items()}
    for (one, first), (other, second) in itertools.product(VERDICTS.items(), VERDICTS.items()):
        made[f"{one} and {other}"] = DisclosureDecision(TWO_ITEMS, (first, second), owed=OWED)
        made[f"{one} and {other}, barred"] = DisclosureDecision(TWO_ITEMS, (first, second), bars=BARS, owed=OWED)
    for route in Route:
        asked = evolve(TWO_ITEMS, suspicion=route is not Route.ANONYMISED)
        routes = (route, None)
        for supporter in (True, False, None):
            made[f"{route.value}, supporter {supporter}"] = DisclosureDecision(
                asked, (NOTHING, GRANTED), routes, bars=BARS[3:], owed=OWED, supporter=supporter
            )
        made[f"{route.value} for both"] = DisclosureDecision(asked, (NOTHING, GRANTED), (route, route), owed=OWED)
    suspected = evolve(ONE_ITEM, suspicion=True)
    for supporter in (True, False, None):
        made[f"suspected, supporter {supporter}"] = DisclosureDecision(suspected, (REFUSED,), supporter=supporter)
    made["suspicion unknown"] = DisclosureDecision(evolve(ONE_ITEM, suspicion=None), (REFUSED,), supporter=True)
    made["danger unknown"] = DisclosureDecision(evolve(ONE_ITEM, immediate_danger=None), (GRANTED,), supporter=True)
    found = (Found(item=0, kinds=("date", "name")),)
    made["identifiers"] = DisclosureDecision(evolve(ONE_ITEM, anonymised=True), (NOTHING,), found=found)
    made["nothing asked"] = DisclosureDecision(evolve(ONE_ITEM, items=()), (), untold=("own/O3",))
    return made


QUOTATIONS, QUESTIONS = {"own/B1": "they never tell", "own/B2": "not then"}, {"own.fact": "Is it so?"}


def told(decision: DisclosureDecision, *, shown: bool) -> list[str]:
    """All that a decision says, and what each reader is shown of it."""
    lines = [f"{decision!r} {decision.told_places} {[one.category for one in decision.told]} {decision.determining}"]
    lines += [f"{decision.obligations} {decision.advice} {decision.effect_for(()).value}"]
    lines += [f"  {one.code} {one.item} {one.about} {one.unknown}" for one in decision.reasons]
    heard: dict[str, list[str]] = {}
    for reader in Audience if shown else ():
        heard.setdefault(str(told_to(decision, reader, QUOTATIONS, QUESTIONS)), []).append(reader.value)
    return [*lines, *(f"-- {', '.join(readers)}\n{text}" for text, readers in heard.items())]


def test_decisions_on_disclosure_are_told_word_for_word() -> None:
    """Which item, by what, what stood against it, what to ask, what to do: and to whom which of it is shown."""
    lines: list[str] = []
    for name, one in decisions().items():
        lines += [f"== {name}", *told(one, shown=" and " not in name)]
    same_words("disclosed", lines)


def test_a_caller_that_knows_the_duties_may_tell() -> None:
    """A PERMIT that asks for more than she can meet is a DENY to her, and a duty of the core's stays one."""
    granted = decisions()["granted"]
    assert granted.effect_for(["ask-first", "more"]) is DisclosureEffect.PERMIT
    assert granted.effect_for(["ask-first"]) is DisclosureEffect.PERMIT
    assert granted.effect_for(["more"]) is DisclosureEffect.DENY
    assert decisions()["duty for both"].effect_for(()) is DisclosureEffect.REQUIRED
    assert set(OBLIGATIONS) >= set(decisions()["duty for both"].obligations)


RULES = (
    prohibit("X1", core.disclosure_category.is_in({"mental_health"}), id="B1", quote="they never tell of it"),
    require("X2", core.disclosure_agreed.is_true(), id="B2", quote="only what she agreed to"),
    oblige("X3", core.disclosure_agreed.is_true(), id="O1", quote="say", duty="Say it.", discharged="said"),
)
UNTOLD_RULE = prohibit("X5", core.disclosure_anonymised.is_true(), id="B3", quote="never without her name")
RISKY = oblige(
    "X4", core.disclosure_suspicion.is_false(), id="O2", quote="hidden", duty="Keep it.", discharged="it was kept"
)
ON = since("2020-01-01")


def test_a_programme_that_has_a_say_is_told_word_for_word() -> None:
    """Its words stand beside its rules, and only before who may see what the rules read; so do its questions."""
    own = Programme(id="own", title="Own", source="leaflet.txt", runs=ON).rules(*RULES, UNTOLD_RULE, RISKY)
    lines: list[str] = []
    for title, lost in {"": (), "a plugin lost": (Fault(code="plugin-import", message="broken"),)}.items():
        policy = Disclosure(ProgrammeRules("own", own, {}, lost))
        for why, records in HISTORIES.items():
            for asked in (
                TWO_ITEMS,
                evolve(ONE_ITEM, anonymised=None),
                evolve(ONE_ITEM, suspicion=None),
                evolve(ONE_ITEM, suspicion=True),
            ):
                decision = policy.decide(records, asked)
                lines += [
                    f"== {why} {len(asked.items)} {asked.suspicion} {asked.anonymised} {title}",
                    *(f"{one}" for one in decision.untold),
                ]
                lines += [f"  {one.code} {one.item} {one.about} {one.unknown}" for one in decision.reasons]
                for reader in (Audience.PARTICIPANT, Audience.CO_ORDINATOR):
                    lines += [f"-- {reader.value}", str(policy.explain(decision, reader))]
    same_words("barred", lines)


def test_a_co_ordinator_is_who_is_told_unless_somebody_else_is_named() -> None:
    """The default reader."""
    decision = CORE.decide(HISTORIES["refused"], ONE_ITEM)
    assert CORE.explain(decision) == CORE.explain(decision, Audience.CO_ORDINATOR)


def test_an_explanation_names_what_may_be_told_and_its_reader() -> None:
    """Of three items two must be told: they are named; and nobody hands what staff read to another."""
    routes = (Route.DUTY, Route.DUTY, None)
    items = (*TWO, Item(category="money"))
    decision = DisclosureDecision(evolve(ONE_ITEM, items=items), (NOTHING, NOTHING, NOTHING), routes, supporter=True)
    for reader in Audience:
        told = told_to(decision, reader, {}, {})
        assert told.audience is reader
        assert told.lines[0].text == "Only: mental_health, housing"
