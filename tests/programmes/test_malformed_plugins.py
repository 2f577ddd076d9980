"""What a plugin hands over may be anything: the host names it and goes on; a host, once built, does not change."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from tests.programmes.written import GOOD, family

from peersupport import Audience, Host, InvalidDocument, Outcome, Site
from peersupport.errors import RuleError
from peersupport.plugin import EVERYBODY, STAFF, answer, hookimpl
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sites import DatedValue

ON = date(2026, 6, 1)
Write = Callable[[str, str], Path]
HEAD = 'Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))'
RULE = 'require("GM1", any_child(core.child_age_years < 3), quote="under threes")'
MALFORMED = {
    "no criterion": GOOD.replace("any_child(core.child_age_years < 3)", "5"),
    "a criterion of its own making": "from peersupport.plugin import Criterion\nclass Mine(Criterion): pass\n"
    + GOOD.replace("any_child(core.child_age_years < 3)", "Mine()"),
    "requirements that are a number": GOOD.replace('require("GM1"', "require(5"),
    "a redirect that is a text": GOOD.replace('quote="under threes"', 'quote="x", otherwise="go away"'),
    "a period that is a text": GOOD.replace('quote="under threes"', 'quote="x", in_force="2020"'),
    "no period": GOOD.replace('since("2020-01-01")', "None"),
    "seals that are texts": GOOD.replace(HEAD, HEAD[:-1] + ', seals=("core.single_parent",))'),
    "offers that are texts": GOOD.replace(HEAD, HEAD[:-1] + ', offers=("x",))'),
    "an id that is a number": GOOD.replace('id="good-mornings"', "id=5"),
    "an id with a slash": GOOD.replace('TOUCHES = ("good-mornings",)', "").replace("good-mornings", "good/mornings"),
    "two offers of one id": GOOD.replace(
        HEAD, HEAD[:-1] + ', offers=(Offer(id="a", title="A"), Offer(id="a", title="B")))'
    ).replace("import Programme", "import Offer, Programme"),
    "nothing joined": "from peersupport.rules.criteria import All\n"
    + GOOD.replace("any_child(core.child_age_years < 3)", "All(parts=())"),
    "a bare fact among criteria": "from peersupport.rules.criteria import All\n"
    + GOOD.replace("any_child(core.child_age_years < 3)", "All(parts=(core.pregnant,))"),
    "too little joined": "from peersupport.rules.criteria import AtLeast\n"
    + GOOD.replace("any_child(core.child_age_years < 3)", "AtLeast(needed=5, parts=())"),
}


def test_rules_that_a_ledger_could_not_give_back_are_named(plugin_file: Write) -> None:
    """Nobody finds out years later that what was decided cannot be replayed."""
    criterion = "any_child(core.child_age_years < 3)"
    deep = (
        f"from peersupport.plugin import at_least\ndeep = {criterion}\nfor _ in range(40): deep = at_least(1, deep)\n"
    )
    source = GOOD.replace(f'"GM1", {criterion}', f'"GM0", {criterion}, quote="w"), require("GM1", deep')
    source = source.replace("mornings = ", f"{deep}mornings = ")
    [status] = Host.load(files=[plugin_file("deep", source)], discover=False).plugins
    assert [(one.code, "GM1" in one.message) for one in status.faults] == [("rule-unreadable", True)]


@pytest.mark.parametrize("title", MALFORMED)
def test_it_is_a_fault_of_its_plugin_and_lets_nobody_in(title: str, plugin_file: Write) -> None:
    """However wrong its types are, the plugin is named, another one answers, and its programme says yes to nobody."""
    other = GOOD.replace("good-mornings", "other-mornings").replace("GM1", "OM1")
    host = Host.load(files=[plugin_file("bad", MALFORMED[title]), plugin_file("other", other)], discover=False)
    status = {one.name: one for one in host.plugins}
    assert status["bad"].faults
    assert status["other"].faults == ()
    assert host.eligibility("other-mornings").decide(family(age=1), ON).outcome is Outcome.ELIGIBLE
    for address in host.offers():
        if not address.startswith("other"):
            assert host.eligibility(address).decide(family(age=1), ON).outcome is Outcome.UNDETERMINED


def test_two_installed_plugins_of_one_name_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of two distributions with one entry point may vanish: the second is a fault."""
    for number in (1, 2):
        folder = tmp_path / f"site{number}"
        info = folder / f"dist{number}-1.0.dist-info"
        info.mkdir(parents=True)
        (folder / f"twice_{number}.py").write_text(GOOD.replace("good-mornings", f"mornings-{number}"))
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dist{number}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[peersupport]\ntwice = twice_{number}\n")
        monkeypatch.syspath_prepend(str(folder))
    host = Host.load(allow=["twice"])
    assert sorted(fault.code for one in host.plugins for fault in one.faults) == ["plugin-duplicate"]


def test_an_overlay_older_than_the_programme_lets_nobody_in(plugin_file: Write) -> None:
    """On a day on which the programme has no rules, those of an overlay do not stand for them."""
    council = """
from peersupport.plugin import Overlay, core, hookimpl, require, since
overlay = Overlay(programme="good-mornings", source="council.txt", runs=since("2000-01-01"))

@hookimpl
def eligibility_rules():
    return overlay.rules(require("CO1", core.single_parent, quote="single parents"))
"""
    files = [plugin_file("good", GOOD), plugin_file("council", council)]
    host = Host.load(files=files, discover=False, overlays={"council": ["good-mornings"]})
    policy = host.eligibility("good-mornings")
    decision = policy.decide(family(age=30, single=True), ON, rules_as_of=date(2010, 1, 1))
    assert decision.outcome is Outcome.UNDETERMINED
    assert policy.decide(family(age=1, single=True), ON).outcome is Outcome.ELIGIBLE


def limited(*values: DatedValue, id: str = "s") -> Site:
    """A site that sets the limit of `LIMITED`."""
    return Site(id=SiteId(id), programme=ProgrammeId("good-mornings"), parameters={"good.limit": values})


LIMITED = GOOD.replace("< 3", "< limit").replace(
    "mornings = ",
    "from peersupport.plugin import parameter\n"
    'limit = parameter("good.limit", 3, unit="years", mark="seed", quote="q")\nmornings = ',
)


def test_a_sites_dated_values_hold_in_any_order(plugin_file: Write) -> None:
    """The value of a day does not depend on how a service lists the days; two of one day are a fault."""
    early, late = DatedValue(value=5, since=date(2020, 1, 1)), DatedValue(value=1, since=date(2026, 1, 1))
    path = plugin_file("good", LIMITED)
    for values in ((early, late), (late, early)):
        host = Host.load(files=[path], discover=False, sites=[limited(*values)])
        assert host.eligibility("good-mornings").decide(family(age=2), ON).outcome is Outcome.NOT_ELIGIBLE
        assert host.eligibility("good-mornings").decide(family(age=2), date(2025, 6, 1)).outcome is Outcome.ELIGIBLE
    with pytest.raises(InvalidDocument, match="parameter-type"):
        Host.load(files=[path], discover=False, sites=[limited(early, DatedValue(value=9, since=date(2020, 1, 1)))])


@pytest.mark.parametrize("value", [(3, 4), True, "3", 2.5])
def test_a_value_of_another_shape_is_refused(value: object, plugin_file: Write) -> None:
    """A set where one value belongs would be a silent no, or an error for every case."""
    with pytest.raises(InvalidDocument, match="parameter-type"):
        Host.load(files=[plugin_file("good", LIMITED)], discover=False, sites=[limited(DatedValue(value=value))])  # type: ignore[arg-type]


def test_two_sites_of_one_id_are_refused(plugin_file: Write) -> None:
    """Which of them would answer is nobody's guess."""
    sites = [limited(DatedValue(value=1)), limited(DatedValue(value=9))]
    with pytest.raises(InvalidDocument, match="site-duplicate"):
        Host.load(files=[plugin_file("good", LIMITED)], discover=False, sites=sites)


def test_a_host_does_not_change_once_it_is_built(plugin_file: Write) -> None:
    """What is written to a site afterwards changes no answer, and the host's own tables cannot be written to."""
    values = {"good.limit": (DatedValue(value=1),)}
    site = Site(id=SiteId("s"), programme=ProgrammeId("good-mornings"), parameters=values)
    host = Host.load(files=[plugin_file("good", LIMITED)], discover=False, sites=[site])
    values["good.limit"] = (DatedValue(value=40),)
    decision = host.eligibility("good-mornings").decide(family(age=2), ON)
    assert decision.outcome is Outcome.NOT_ELIGIBLE
    for table in (host.programmes, host.rules, host.unavailable, host.overrides, decision.rule_set.settings):
        with pytest.raises(TypeError):
            table["x"] = ()  # type: ignore[index]


def test_the_hosts_digest_covers_what_facts_declare() -> None:
    """Who may see a fact, and what is asked, is part of what a decision rests on, whatever the version says."""

    def host(question: str, visible_to: frozenset[Audience]) -> str:
        plugin = ModuleType("same")
        one = answer("same.one", bool, meaning="it is so", question=question, visible_to=visible_to)
        plugin.facts = hookimpl(lambda: [one], specname="facts")  # type: ignore[attr-defined]
        return Host.load(plugins=[plugin], discover=False).digest

    asked = host("Is it so?", EVERYBODY)
    assert asked == host("Is it so?", EVERYBODY)
    assert len({asked, host("Is that so?", EVERYBODY), host("Is it so?", STAFF)}) == 3


def test_only_a_case_of_the_library_is_judged_as_one(plugin_file: Write) -> None:
    """Another class that is called `Case` would slip past the choice of the referrals that are to be judged."""
    host = Host.load(files=[plugin_file("good", GOOD)], discover=False)
    foreign = type("Case", (), {"id": "c", "children": (), "referrals": ()})()
    with pytest.raises(RuleError):
        host.eligibility("good-mornings").decide(foreign, ON)
