"""A programme that runs by another's rules has all of them, says from whom, and is never wider for want of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest
from tests.programmes.written import GOOD, family

from peersupport import Audience, Host, Outcome
from peersupport.plugin import Offer, Overlay, Programme, core, hookimpl, inherits, require, since
from peersupport.programmes.host import Host as Frozen

Write = Callable[[str, str], Path]
ON = date(2026, 11, 1)
SAME = inherits("good-mornings", "GE1", quote="as in Good Mornings")


def heir(*rules: Any, name: str = "good_evenings", **given: Any) -> ModuleType:
    """A plugin of a programme that runs by the rules of another."""
    fields = {"title": "Good Evenings", "source": "letter.txt", "runs": since("2024-01-01"), "inherits": SAME, **given}
    programme = Programme(id="good-evenings", **fields)
    plugin = ModuleType(name)
    vars(plugin)["TOUCHES"] = ("good-evenings",)
    vars(plugin)["programmes"] = hookimpl(lambda: [programme])
    vars(plugin)["eligibility_rules"] = hookimpl(lambda: programme.rules(*rules))
    return plugin


def loaded(plugin_file: Write, plugin: ModuleType, *, parent: bool = True) -> Frozen:
    """A host of the heir, with its parent or without."""
    return Host.load(plugins=[plugin], files=[plugin_file("good", GOOD)] if parent else [], discover=False)


def faults(host: Frozen) -> list[str]:
    """The codes of what is wrong with the heir."""
    return [fault.code for fault in host.unavailable.get("good-evenings", ())]


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_an_inherited_rule_decides_as_its_own_and_says_from_whom(plugin_file: Write, name: str) -> None:
    """The words stay those of the parent's source; the order in which plugins are found does not matter."""
    host = loaded(plugin_file, heir(name=name))
    assert faults(host) == []
    own, parents = (host.eligibility(one).decide(family(age=2), ON) for one in ("good-evenings", "good-mornings"))
    assert own.truths["GM1"] is parents.truths["GM1"]
    assert own.outcome is parents.outcome is Outcome.ELIGIBLE
    (rule,) = (one.rule for one in own.findings if one.rule.id == "GM1")
    assert (rule.name, rule.inherited_from) == ("good-evenings/GM1", "good-mornings")
    assert (rule.citation.document, rule.citation.quotation) == ("leaflet.txt", "under threes")
    assert "as in good-mornings" in str(own.explain(Audience.AUDITOR))
    assert "as in good-mornings" not in str(parents.explain(Audience.AUDITOR))
    cited = host.programmes["good-evenings"].inherits
    assert cited is not None
    assert (cited.citation.document, cited.requirements) == ("letter.txt", ("GE1",))


def test_the_versions_of_both_plugins_stand_in_the_decision(plugin_file: Write) -> None:
    """Who asks later which rules these were must find both."""
    policy = loaded(plugin_file, heir()).eligibility("good-evenings")
    assert {name for name, _ in policy.provenance.versions} == {"good", "good_evenings"}


def test_without_the_parent_nothing_of_the_heir_is_decided(plugin_file: Write) -> None:
    """Its own rules alone would let in whom the parent's turn away."""
    host = loaded(plugin_file, heir(require("GE2", core.pregnant.is_known(), quote="all")), parent=False)
    assert faults(host) == ["inherits-unknown"]
    decision = host.eligibility("good-evenings").decide(family(age=2), ON)
    assert decision.outcome is Outcome.UNDETERMINED
    assert "inherits-unknown" in str(decision.explain(Audience.AUDITOR)) + str(faults(host))


def test_a_parent_that_is_refused_is_none(plugin_file: Write) -> None:
    """Also where the heir could import what the parent's plugin holds."""
    uncited = GOOD.replace('quote="under threes"', 'quote=""')
    host = Host.load(plugins=[heir()], files=[plugin_file("good", uncited)], discover=False)
    assert faults(host) == ["inherits-unknown"]


def test_a_programme_that_inherits_is_no_parent(plugin_file: Write) -> None:
    """Rules of rules of rules are read by nobody; a circle has no end."""
    host = loaded(plugin_file, heir(inherits=inherits("good-evenings", "GE1", quote="as we do")))
    assert faults(host) == ["inherits-unknown"]


def test_what_stays_behind_is_named_as_it_is_called(plugin_file: Write) -> None:
    """A slip in the name of a rule that is to stay behind must not go unseen; with none left nobody is let in."""
    without = inherits("good-mornings", "GE1", quote="as there", without=("GM1",))
    own = require("GE2", core.pregnant.is_known(), quote="all")
    host = loaded(plugin_file, heir(own, inherits=without))
    assert [rule.id for rule in host.rules["eligibility_rules"] if rule.programme == "good-evenings"] == ["GE2"]
    assert faults(loaded(plugin_file, heir(inherits=without))) == ["programme-open"]
    slip = attrs.evolve(without, without=("GM2",))
    assert faults(loaded(plugin_file, heir(inherits=slip))) == ["inherits-without"]


def test_a_rule_of_its_own_does_not_take_the_place_of_an_inherited_one(plugin_file: Write) -> None:
    """Whoever wants another rule says that the parent's stays behind."""
    assert faults(loaded(plugin_file, heir(require("GM1", core.pregnant, quote="all")))) == ["rule-duplicate"]


def test_the_seals_of_the_parent_hold(plugin_file: Write) -> None:
    """What the one has promised not to decide on, the other may not either."""
    sealed = GOOD.replace('runs=since("2020-01-01")', 'runs=since("2020-01-01"), seals=(core.ethnicity,)')
    own = require("GE2", core.ethnicity.is_in({"any"}), quote="some")
    host = Host.load(plugins=[heir(own)], files=[plugin_file("good", sealed)], discover=False)
    assert faults(host) == ["rule-sealed"]


def test_a_rule_of_an_offer_that_it_does_not_have_stays_behind(plugin_file: Write) -> None:
    """And comes with the offer, where the heir has it too."""
    offered = GOOD.replace('runs=since("2020-01-01"))', 'runs=since("2020-01-01"), offers=(Offer(id="a", title="a"),))')
    offered = offered.replace("any_child, core", "Offer, any_child, core").replace("quote=", 'offer="a", quote=')
    parent = plugin_file("good", offered)
    own = require("GE2", core.pregnant.is_known(), quote="all")
    for offers, kept in (((), ["GE2"]), ((Offer(id="a", title="a"),), ["GE2", "GM1"])):
        host = Host.load(plugins=[heir(own, offers=offers)], files=[parent], discover=False)
        assert [one.id for one in host.rules["eligibility_rules"] if one.programme == "good-evenings"] == kept


@pytest.mark.parametrize("junk", ["good-mornings", 5, ("good-mornings",)])
def test_what_is_no_inheritance_is_a_fault_of_that_plugin(plugin_file: Write, junk: object) -> None:
    """It never keeps a host from being built."""
    assert faults(loaded(plugin_file, heir(inherits=junk))) == ["plugin-malformed"]


def test_an_heir_of_an_heir_is_refused(plugin_file: Write) -> None:
    """Whichever of them is found first (one level, so that somebody can tell what holds)."""
    for name in ("aaa", "zzz"):
        third = Programme(
            id="good-nights",
            title="Good Nights",
            source="letter.txt",
            runs=since("2025-01-01"),
            inherits=inherits("good-evenings", "GN1", quote="as in the evenings"),
        )
        plugin = ModuleType(name)
        vars(plugin)["TOUCHES"] = ("good-nights",)
        vars(plugin)["programmes"] = hookimpl(lambda third=third: [third])
        host = Host.load(plugins=[heir(), plugin], files=[plugin_file("good", GOOD)], discover=False)
        assert faults(host) == []
        assert [one.code for one in host.unavailable["good-nights"]] == ["inherits-unknown"]


def test_inherited_rules_hold_as_long_as_the_heir_runs(plugin_file: Write) -> None:
    """A programme that has closed does not take its sister's rules with it, nor let her in whom they turn away."""
    closed = GOOD.replace('runs=since("2020-01-01")', "runs=Period(start=date(2020, 1, 1), end=date(2025, 1, 1))")
    closed = closed.replace(
        "from peersupport.plugin import ", "from datetime import date\nfrom peersupport.plugin import Period, "
    )
    host = Host.load(plugins=[heir()], files=[plugin_file("good", closed)], discover=False)
    policy = host.eligibility("good-evenings")
    assert policy.decide(family(age=2), ON).outcome is Outcome.ELIGIBLE
    assert policy.decide(family(age=5), ON).outcome is Outcome.NOT_ELIGIBLE


def test_what_others_laid_over_the_parent_is_not_inherited(plugin_file: Write) -> None:
    """A council narrows the programme that the host let it narrow, and no other."""
    council = Overlay(programme="good-mornings", source="council.txt", runs=since("2020-01-01"))
    overlay = ModuleType("council")
    wish = require("C1", core.pregnant.is_known(), quote="a council's wish")
    own = Programme(id="council", title="Council", source="council.txt", runs=since("2020-01-01"))
    vars(overlay)["programmes"] = hookimpl(lambda: [own])
    vars(overlay)["eligibility_rules"] = hookimpl(lambda: [*council.rules(wish), *own.rules(wish)])
    host = Host.load(
        plugins=[heir(), overlay],
        files=[plugin_file("good", GOOD)],
        discover=False,
        overlays={"council": ["good-mornings"]},
    )
    names = {rule.name for rule in host.rules["eligibility_rules"]}
    assert names == {"good-mornings/GM1", "good-mornings/C1", "good-evenings/GM1", "council/C1"}
