"""The review is a fold over what its reader may see of the decisions: it knows no more than the lines that she gets."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from peersupport.decisions import Decision
from peersupport.engine import Engine
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.programmes.host import Host
from peersupport.reports.review import Review
from peersupport.reports.visibility import catalogue, may_see
from peersupport.rules.facts import Audience

EXAMPLES = Path(__file__).parents[2] / "examples"
READERS = pytest.mark.parametrize("audience", list(Audience))

SECRET = """
TOUCHES = ("good-mornings",)
from peersupport.plugin import STAFF, Case, Programme, answer, core, fact, hookimpl, parameter, require, since
from datetime import date

mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))
shared = parameter("good-mornings.shared", 30, unit="years", mark="seed", quote="age")
own = parameter("good-mornings.own", 3, unit="visits", mark="seed", quote="visits")
read = parameter("good-mornings.read", 3, unit="visits", mark="seed", quote="visits")
unread = parameter("good-mornings.unread", 3, unit="visits", mark="seed", quote="visits")

@fact("good-mornings.visits", meaning="visits", unit="visits", visible_to=STAFF, reads={"limit": read})
def visits(case: Case, day: date, *, limit: int | None) -> int | None:
    return limit

@fact("good-mornings.further", meaning="visits", unit="visits", visible_to=STAFF, reads={"limit": unread})
def further(case: Case, day: date, *, limit: int | None) -> int | None:
    return limit

@hookimpl
def facts():
    return [further]

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def eligibility_rules():
    return mornings.rules(
        require("GM1", core.age_years < shared, quote="young"),
        require("GM2", (visits < own) & (core.age_years < shared), quote="few visits"),
    )
"""


@cache
def _host() -> Host:
    return Host.load(sites=read_sites(EXAMPLES / "sites"))


@cache
def _decisions() -> tuple[Decision, ...]:
    engine, cases = Engine(_host()), read_caseload(EXAMPLES / "caseload.jsonl")[:150]
    return tuple(decision for case in cases for decision in engine.eligibilities(case, on=date(2026, 11, 1)))


def _offer(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The counts of one offer, from its lines alone: the oracle."""
    gates = [one for line in lines for one in line["findings"] if one["effect"] == "require"]
    asked = [{one["name"] for one in line["missing"]} for line in lines]
    routes = [
        target
        for line in lines
        if line["outcome"] != "not_eligible"
        for one in line["routes"]
        for target in one["targets"]
    ]
    return {
        "outcomes": Counter(line["outcome"] for line in lines),
        "not_met": Counter(one["rule"] for one in gates if one["truth"] == "false"),
        "not_known": Counter(one["rule"] for one in gates if one["truth"] == "unknown"),
        "cases": Counter(name for names in asked for name in names),
        "settles": Counter(name for names in asked for name in names if len(names) == 1),
        "routes": Counter(routes),
    }


@READERS
def test_the_review_knows_no_more_than_its_reader(audience: Audience) -> None:
    """Every count can be worked out from the lines that the same reader gets: so nothing hidden is in any of them."""
    found = Review(audience)
    found.add(_decisions())
    lines = [one.document(audience) for one in _decisions()]
    told = {one["offer"]: one for one in found.document()}
    assert len(told) == 6
    for address, offer in told.items():
        programme, _, name = address.partition("/")
        expected = _offer([one for one in lines if (one["programme"], one["offer"]) == (programme, name)])
        for key in ("outcomes", "not_met", "not_known", "routes"):
            assert Counter(offer[key]) == expected[key], (address, key)
        for key in ("cases", "settles"):
            assert Counter({one["name"]: one[key] for one in offer["questions"]}) == expected[key], (address, key)


@READERS
def test_the_review_says_that_something_is_hidden_when_it_is(audience: Audience) -> None:
    """`hidden` is what the lines show: a rule in force of which a reader gets no finding; and no case changes it."""
    for decision in _decisions()[:60]:
        found = Review(audience)
        found.add([decision])
        assert found.hidden == (len(decision.document(audience)["findings"]) < len(decision.findings))


@READERS
def test_a_rule_is_visible_as_its_finding_is(audience: Audience) -> None:
    """Two ways to ask the same: of a rule, and of what it came to."""
    findings = {one.rule.name: one for decision in _decisions()[:6] for one in decision.findings}
    assert len(findings) > 20
    for finding in findings.values():
        assert may_see(finding.rule, audience) == finding.visible_to(audience), finding.rule.name


@READERS
def test_the_catalogue_has_every_rule_that_a_line_refers_to_and_no_hidden_one(audience: Audience) -> None:
    """Whoever may read all gets the host's own catalogue; others get theirs, and no fact that is hidden from them."""
    told = catalogue(_host(), audience)
    known = {(one["programme"], one["id"]) for one in told["rules"]}
    used = {(one.programme, rule["rule"]) for one in _decisions() for rule in one.document(audience)["findings"]}
    assert {pair for pair in used if pair[1] != "runs"} <= known
    hidden = [one.name for one in _host().facts.values() if audience not in one.visible_to]
    assert [name for name in hidden if f'"fact": "{name}"' in json.dumps(told)] == []
    assert bool(hidden) == (audience in {Audience.PARTICIPANT, Audience.SUPPORTER})
    if not hidden:
        assert told == _host().catalogue()


def test_a_parameter_that_only_hidden_rules_and_facts_read_is_left_out(tmp_path: Path) -> None:
    """Its name and its words would tell what the hidden rule is about; one that a visible rule reads stays."""
    plugin = tmp_path / "mornings.py"
    plugin.write_text(SECRET)
    host = Host.load(files=[plugin], discover=False)
    names = {
        audience: {
            one["name"].removeprefix("good-mornings.")
            for one in catalogue(host, audience)["parameters"]
            if one["name"].startswith("good-mornings.")
        }
        for audience in Audience
    }
    assert names[Audience.CO_ORDINATOR] == names[Audience.AUDITOR] == {"shared", "own", "read", "unread"}
    assert names[Audience.PARTICIPANT] == names[Audience.SUPPORTER] == {"shared"}
