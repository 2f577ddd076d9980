"""How a host finds, limits, stamps and freezes plugins; that overlays only narrow, and that order never matters."""

from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from tests.programmes.written import GOOD, NARROWING, family

from peersupport import Host, InvalidDocument, Outcome, Site, UnknownName
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sites import DatedValue

ON = date(2026, 6, 1)
Write = Callable[[str, str], Path]


def test_an_overlay_narrows_and_never_widens(plugin_file: Write) -> None:
    """Whatever an overlay says, no case is let in that the programme alone would not let in."""
    good, council = plugin_file("good", GOOD), plugin_file("council", NARROWING)
    alone = Host.load(files=[good], discover=False).eligibility("good-mornings")
    with_overlay = Host.load(files=[good, council], discover=False, overlays={"council": ["good-mornings"]})
    narrowed = with_overlay.eligibility("good-mornings")
    for age in (1, 2, 3, 4):
        for single in (True, False, None):
            case = family(age=age, single=single)
            before, after = alone.decide(case, ON).outcome, narrowed.decide(case, ON).outcome
            assert after is before or before is not Outcome.NOT_ELIGIBLE
            assert (after is Outcome.ELIGIBLE) == (before is Outcome.ELIGIBLE and single is True)
    assert {rule.plugin for rule in narrowed.rules} == {"good", "council", "peersupport"}


def test_an_overlay_that_the_host_does_not_name_is_refused(plugin_file: Write) -> None:
    """A plugin cannot reach into another's programme by itself; nobody's answers change, and it says why."""
    host = Host.load(files=[plugin_file("good", GOOD), plugin_file("council", NARROWING)], discover=False)
    status = {one.name: one for one in host.plugins}
    assert [fault.code for fault in status["council"].faults] == ["overlay-unnamed"]
    assert "overlays=" in status["council"].faults[0].help
    assert status["good"].faults == ()


def test_a_seal_binds_overlays_too(plugin_file: Write) -> None:
    """A programme's promise not to decide on something cannot be broken from outside."""
    sealed = GOOD.replace('runs=since("2020-01-01"))', 'runs=since("2020-01-01"), seals=(core.single_parent,))')
    host = Host.load(
        files=[plugin_file("good", sealed), plugin_file("council", NARROWING)],
        discover=False,
        overlays={"council": ["good-mornings"]},
    )
    assert "rule-sealed" in {fault.code for one in host.plugins for fault in one.faults}
    assert host.eligibility("good-mornings").decide(family(age=1, single=True), ON).outcome is Outcome.UNDETERMINED


def test_an_expected_plugin_that_is_absent_closes_what_it_would_narrow(plugin_file: Write) -> None:
    """A programme whose overlay is missing does not answer without it."""
    host = Host.load(files=[plugin_file("good", GOOD)], discover=False, overlays={"council": ["good-mornings"]})
    decision = host.eligibility("good-mornings").decide(family(age=4), ON)
    assert decision.outcome is Outcome.UNDETERMINED
    assert "not installed" in decision.unavailable[0]
    denied = Host.load(
        files=[plugin_file("good", GOOD)], discover=False, overlays={"council": ["good-mornings"]}, deny=["council"]
    )
    assert denied.eligibility("good-mornings").decide(family(age=4), ON).outcome is Outcome.NOT_ELIGIBLE


def test_the_order_of_plugins_changes_nothing(plugin_file: Write) -> None:
    """Hosts from the same plugins in any order have one digest and give the same decisions."""
    other = NARROWING.replace("NM1", "NM2").replace("single_parent", "pregnant")
    files = [plugin_file("good", GOOD), plugin_file("council", NARROWING), plugin_file("trust", other)]
    overlays = {"council": ["good-mornings"], "trust": ["good-mornings"]}
    seen = {
        (host.digest, host.eligibility("good-mornings").decide(family(age=2, single=False), ON).digest)
        for order in permutations(files)
        for host in [Host.load(files=order, discover=False, overlays=overlays)]
    }
    assert len(seen) == 1


def test_the_digest_follows_the_rules(plugin_file: Write) -> None:
    """A changed threshold is another host; the same text is the same host."""
    first = Host.load(files=[plugin_file("good", GOOD)], discover=False).digest
    assert Host.load(files=[plugin_file("good", GOOD)], discover=False).digest == first
    assert Host.load(files=[plugin_file("good", GOOD.replace("< 3", "< 4"))], discover=False).digest != first


def test_installed_plugins_are_found_limited_and_named_without_import(install: Callable[..., None]) -> None:
    """Entry points are real metadata: a denied plugin is not imported, and a broken one closes what it declares."""
    install("good-plugin", GOOD, ("good-mornings",))
    install("bad-plugin", "1 / 0", ("bad-mornings",))
    allowed = ["good-plugin", "bad-plugin"]
    host = Host.load(allow=allowed)
    status = {one.name: one for one in host.plugins}
    assert (status["good-plugin"].version, status["good-plugin"].origin) == ("1.0", "installed")
    assert [fault.code for fault in status["bad-plugin"].faults] == ["plugin-import"]
    assert host.offers() == ("bad-mornings", "good-mornings")
    assert host.eligibility("bad-mornings").decide(family(age=1), ON).outcome is Outcome.UNDETERMINED
    assert host.eligibility("good-mornings").decide(family(age=1), ON).outcome is Outcome.ELIGIBLE
    quiet = Host.load(allow=allowed, deny=["bad-plugin"])
    assert [one.name for one in quiet.plugins] == ["good-plugin"]


def test_a_plugin_may_not_touch_more_than_its_metadata_says(install: Callable[..., None]) -> None:
    """The static metadata is what keeps programmes closed when a plugin fails, so it has to be true."""
    install("good-plugin", GOOD, ("something-else",))
    host = Host.load(allow=["good-plugin"])
    assert "plugin-touches" in {fault.code for fault in host.plugins[0].faults}


def test_two_plugins_cannot_bring_one_programme(plugin_file: Write) -> None:
    """The second in order of names is refused, and the programme then answers nothing: whose rules would hold?"""
    host = Host.load(files=[plugin_file("a", GOOD), plugin_file("b", GOOD)], discover=False)
    assert [[fault.code for fault in one.faults] for one in host.plugins] == [[], ["programme-duplicate"]]
    assert host.eligibility("good-mornings").decide(family(age=1), ON).outcome is Outcome.UNDETERMINED


def test_a_programme_that_requires_nothing_is_refused(plugin_file: Write) -> None:
    """A programme without a requirement in force would let everybody in."""
    open_door = GOOD.replace(
        'mornings.rules(require("GM1", any_child(core.child_age_years < 3), quote="under threes"))', "[]"
    )
    host = Host.load(files=[plugin_file("good", open_door)], discover=False)
    assert [fault.code for fault in host.plugins[0].faults] == ["programme-open"]
    later = GOOD.replace('quote="under threes")', 'quote="under threes", in_force=since("2021-01-01"))')
    host = Host.load(files=[plugin_file("good", later)], discover=False)
    assert [fault.code for fault in host.plugins[0].faults] == ["programme-open"]


def test_rules_that_contradict_are_reported_with_both_places(plugin_file: Write) -> None:
    """Two requirements that no case can meet are a fault at load, not a programme that turns everybody away."""
    against = GOOD.replace(
        'quote="under threes")',
        'quote="x"), require("A", core.age_years < 25, quote="y"), require("B", core.age_years >= 26, quote="z")',
    )
    fault = Host.load(files=[plugin_file("good", against)], discover=False).plugins[0].faults[0]
    assert fault.code == "rules-contradict"
    assert "good-mornings/A" in fault.message
    assert "good-mornings/B" in fault.message


def test_names_that_are_not_there_are_refused_with_the_nearest(plugin_file: Write) -> None:
    """A misspelt programme, offer, site or parameter is an error, never a quiet default."""
    host = Host.load(files=[plugin_file("good", GOOD)], discover=False)
    with pytest.raises(UnknownName, match="did you mean `good-mornings`"):
        host.eligibility("good-morning")
    with pytest.raises(UnknownName):
        host.eligibility("good-mornings/groups")
    with pytest.raises(UnknownName):
        host.eligibility("good-mornings", site="nowhere")
    site = Site(
        id=SiteId("s"),
        programme=ProgrammeId("good-mornings"),
        parameters={"core.leap_dya": (DatedValue(value="feb28"),)},
    )
    with pytest.raises(InvalidDocument, match=r"did you mean `core\.leap_day`"):
        Host.load(files=[plugin_file("good", GOOD)], discover=False, sites=[site])


def test_a_site_chooses_the_reading_of_29_february(plugin_file: Write) -> None:
    """A site's dated choice of a parameter reaches the facts that read it, and stands in the decision (D2)."""
    host = Host.load(files=[plugin_file("good", GOOD)], discover=False)
    case = family(age=1)
    from_file = {"core.leap_day": (DatedValue(value="feb28"),)}
    site = Site(id=SiteId("s"), programme=ProgrammeId("good-mornings"), parameters=from_file)
    chosen = host.at_site(site).eligibility("good-mornings").decide(case, ON)
    assert chosen.document("auditor")["parameters"]["core.leap_day"] == "feb28"
    assert (
        host.eligibility("good-mornings").decide(case, ON).document("auditor")["parameters"]["core.leap_day"] == "mar1"
    )


def test_an_overlay_cannot_take_the_name_of_a_rule_fact_or_parameter(plugin_file: Write) -> None:
    """Two rules of one name would be judged as one; the overlay is refused, its owner blameless."""
    declared = 'parameter("good.limit", 3, unit="years", mark="seed", quote="q")'
    same_rule = NARROWING.replace("NM1", "GM1")
    same_parameter = NARROWING.replace("core.single_parent", "core.age_years < mine").replace(
        "overlay = ", f"from peersupport.plugin import parameter\nmine = {declared}\noverlay = "
    )
    owner = GOOD.replace("child_age_years < 3", "child_age_years < limit").replace(
        "mornings = ", f"from peersupport.plugin import parameter\nlimit = {declared}\nmornings = "
    )
    for overlay in (same_rule, same_parameter):
        files = [plugin_file("z-owner", owner), plugin_file("a-overlay", overlay)]
        host = Host.load(files=files, discover=False, overlays={"a-overlay": ["good-mornings"]})
        faults = {one.name: [fault.code for fault in one.faults] for one in host.plugins}
        assert faults == {"a-overlay": ["name-duplicate"], "z-owner": []}
        assert host.eligibility("good-mornings").decide(family(age=1), ON).outcome is Outcome.UNDETERMINED


def test_a_programme_whose_plugin_failed_answers_undetermined_for_any_offer(plugin_file: Write) -> None:
    """Which offers a broken plugin has is not known; none of them is refused as if it did not exist."""
    broken = plugin_file("good", GOOD + "\n1 / 0\n")
    host = Host.load(files=[broken], discover=False)
    for address in ("good-mornings", "good-mornings/groups"):
        decision = host.eligibility(address).decide(family(age=1), ON)
        assert (decision.outcome, decision.address) == (Outcome.UNDETERMINED, address)


def test_two_plugins_of_one_name_are_not_mixed_up(plugin_file: Write, tmp_path: Path) -> None:
    """The second of the name is refused, not quietly put in the place of the first."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "good.py").write_text(GOOD.replace("good-mornings", "other-mornings"))
    host = Host.load(files=[plugin_file("good", GOOD), other / "good.py"], discover=False)
    assert sorted(fault.code for one in host.plugins for fault in one.faults) == ["plugin-duplicate"]


def test_an_overlay_of_a_programme_that_is_not_here_is_refused(plugin_file: Write) -> None:
    """A rule for a programme that does not exist is a fault of the plugin that brings it."""
    lost = NARROWING.replace("good-mornings", "no-mornings")
    host = Host.load(files=[plugin_file("lost", lost)], discover=False, overlays={"lost": ["no-mornings"]})
    assert [fault.code for fault in host.plugins[0].faults] == ["programme-unknown"]
