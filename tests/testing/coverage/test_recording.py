"""Every decision of a process is watched while somebody asks for it, and nothing is there when nobody does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from tests.testing.scenarios.toddlers import written

from peersupport import Case, CaseId, Child, Host, Participant, PersonId, UnknownName, judging
from peersupport.decisions import Decision
from peersupport.policies.boundaries import BoundaryDecision
from peersupport.policies.disclosure import DisclosureDecision
from peersupport.testing.coverage import Counts, Measured, measured, recording, rules_of
from peersupport.testing.coverage.page import page_of
from peersupport.testing.coverage.telling import told
from peersupport.testing.scenarios import check_scenario

SHIPPED = Host.load()
EITHER = """
from peersupport.plugin import Programme, any_child, core, hookimpl, require, since

toddlers = Programme(
    id="toddler-together", title="<b>Toddlers</b>", source="sources/leaflet.txt", runs=since("2025-01-01")
)


@hookimpl
def programmes():
    return [toddlers]


@hookimpl
def eligibility_rules():
    young = any_child(core.child_age_years < 3)
    return toddlers.rules(require("TT1", young | core.pregnant, quote="parents of <under>-threes"))
"""


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A programme with one rule, which two criteria can meet."""
    path = tmp_path / "either.py"
    path.write_text(EITHER, "utf-8")
    return Host.load(files=[path], discover=False)


def seen(host: Host, folder: Path, *given: str) -> Measured:
    """What some scenarios see; each is the family, and the day."""
    rules = rules_of(host)
    with recording(rules) as counts:
        for place, family in enumerate(given):
            text = f"""
- scenario: Number {place}
  programme: toddler-together
  on: 2026-03-01
  given: {family}
  expect: {{rules: {{TT1: true}}}}
"""
            (scenario,) = written(folder, text)
            check_scenario(host, scenario)
    return measured(rules, counts)


BOTH = "{children: [{birth_date: 2025-03-01}], pregnancies: [{outcome: ongoing}]}"
NEITHER = "{children: [], pregnancies: []}"
UNTOLD = "{}"
ONLY_YOUNG = "{children: [{birth_date: 2025-03-01}], pregnancies: []}"
ONLY_EXPECTING = "{children: [{birth_date: 2020-03-01}], pregnancies: [{outcome: ongoing}]}"


def test_a_criterion_that_never_determines_is_told_and_the_case_that_is_missing_removes_it(
    host: Host, tmp_path: Path
) -> None:
    """Where both always hold, each could be left out of the rule and no test would notice."""
    pregnant = "she is pregnant"
    before = seen(host, tmp_path, BOTH, UNTOLD, BOTH)
    (rule,) = before.rules
    lacks = {one.text: one.lacks for one in rule.points}
    assert "false" in lacks[pregnant]
    assert any(line.startswith(f"{pregnant}: never") for line in rule.lacks)
    both = seen(host, tmp_path, BOTH)
    (rule,) = both.rules
    assert {one.text: "determining" in one.lacks for one in rule.points}[pregnant]
    after = seen(host, tmp_path, BOTH, ONLY_EXPECTING, ONLY_YOUNG, NEITHER, UNTOLD)
    (rule,) = after.rules
    assert {one.text: one.lacks for one in rule.points}[pregnant] == ()
    assert after.percent > before.percent


def test_where_all_was_seen_nothing_lacks(host: Host, tmp_path: Path) -> None:
    """One hundred per cent can be reached."""
    untold_child = "{children: [{}], pregnancies: []}"
    found = seen(host, tmp_path, BOTH, ONLY_EXPECTING, ONLY_YOUNG, NEITHER, UNTOLD, untold_child)
    assert [one.lacks for one in found.rules] == [()]
    assert found.percent == 100.0
    assert list(told(found))[-1] == "100.0 % seen; 1 of 1 rules lack nothing"


def test_comparisons_are_counted_where_they_turn(host: Host, tmp_path: Path) -> None:
    """One below, at and one above three years."""
    children = ["2024-03-01", "2023-03-01", "2022-03-01", "2020-03-01"]
    found = seen(host, tmp_path, *(f"{{children: [{{birth_date: {born}}}]}}" for born in children))
    (point,) = [one for one in found.rules[0].points if one.point.threshold is not None]
    assert {what: point.times(what) for what in ("one below", "at", "one above")} == {
        "one below": 1,
        "at": 1,
        "one above": 1,
    }
    some = seen(host, tmp_path, "{children: [{birth_date: 2023-03-01}]}")
    assert some.rules[0].not_compared == ("the child's age is under 3 years: never compared one below, one above",)


def test_no_value_of_a_fact_is_in_what_is_told(host: Host, tmp_path: Path) -> None:
    """Counts alone: and what comes from rules is escaped."""
    found = seen(host, tmp_path, "{children: [{birth_date: 2019-07-23}], participant: {id: secret-name}}")
    page = page_of(found)
    everything = page + json.dumps(found.document()) + "".join(told(found))
    assert [word for word in ("2019", "secret-name") if word in everything] == []
    assert "parents of &lt;under&gt;-threes" in page
    assert "<under>" not in page


def test_counts_of_several_processes_are_added_up(host: Host, tmp_path: Path) -> None:
    """By way of JSON, as xdist hands them over."""
    rules = rules_of(host)
    total, both = Counts(), Counts()
    policy = host.eligibility("toddler-together")
    for day in (date(2026, 3, 1), date(2036, 3, 1)):
        with recording(rules) as counts:
            policy.decide(CASE, day)
        total.add(Counts.from_document(json.loads(json.dumps(counts.document()))))
        both.add(counts)
    assert total.seen == both.seen
    assert [total.of("toddler-together/TT1", "", truth) for truth in ("true", "unknown")] == [1, 1]


@contextmanager
def watched(*programmes: str) -> Iterator[Counts]:
    """The shipped programmes, watched."""
    with recording(rules_of(SHIPPED, programmes)) as counts:
        yield counts


CASE = Case(
    id=CaseId("case"),
    participant=Participant(id=PersonId("anna")),
    children=(Child(id=PersonId("ben"), birth_date=date(2025, 1, 1)),),
)


@pytest.mark.parametrize(
    ("programme", "kind", "rule"),
    [
        ("crafty-mummies", "eligibility", "crafty-mummies/CM2"),
        ("crafty-mummies", "progression", "crafty-mummies/CM17"),
        ("community-mothers", "boundaries", "community-mothers/TC22"),
        ("community-mothers", "disclosure", "community-mothers/TC32-TC71"),
    ],
)
def test_decisions_of_every_policy_are_watched(programme: str, kind: str, rule: str, tmp_path: Path) -> None:
    """And the compiled rules are what decides: the answer is the same as without watching."""
    given = {
        "eligibility": "{children: [{birth_date: 2025-01-01}]}",
        "progression": "{enrolments: [{programme: crafty-mummies, start: 2024-01-01}]}",
        "boundaries": "{action: lend_money, role: community_mother}",
        "disclosure": "{roles: [{person: hv, role: health_visitor}], request: {sender: hv, recipient: cm, "
        "items: [{category: housing}], purpose: visiting}}",
    }[kind]
    expect = {"eligibility": "{rules: {CM1: true}}", "progression": "{may_pause: false}"}.get(kind, "{effect: permit}")
    (scenario,) = written(
        tmp_path,
        f"- {{scenario: One, ask: {kind}, programme: {programme}, on: 2024-06-03, given: {given}, expect: {expect}}}",
    )
    alone = list(map(str, check_scenario(SHIPPED, scenario)))
    with watched(programme) as counts:
        assert list(map(str, check_scenario(SHIPPED, scenario))) == alone
    assert sum(counts.of(rule, "", truth) for truth in ("true", "false", "unknown")) > 0
    assert counts.unrecorded == 0


def test_when_nobody_watches_nothing_of_it_is_there() -> None:
    """The seams are the library's own again, also after an error."""

    def seams() -> list[object]:
        return [Decision.__init__, BoundaryDecision.__init__, DisclosureDecision.__init__, judging.finding_of]

    before = seams()
    with suppress(KeyError), watched("crafty-mummies"):
        assert seams() != before
        raise KeyError
    assert seams() == before


def test_a_changed_rule_of_the_same_name_is_not_counted(host: Host, tmp_path: Path) -> None:
    """Whoever changes rules to see whether tests notice does not thereby test them."""
    path = tmp_path / "changed.py"
    path.write_text(EITHER.replace("< 3", "< 4"), "utf-8")
    other = Host.load(files=[path], discover=False)
    with recording(rules_of(host)) as counts:
        other.eligibility("toddler-together").decide(CASE, date(2026, 3, 1))
    assert not counts.seen
    with recording(rules_of(host)) as counts:
        host.eligibility("toddler-together").decide(CASE, date(2026, 3, 1))
    assert counts.seen


def test_a_programme_that_is_not_there_is_told(host: Host) -> None:
    """With the name that was meant."""
    with pytest.raises(UnknownName) as told:
        rules_of(host, ["toddlers-together"])
    assert "toddler-together" in str(told.value)
