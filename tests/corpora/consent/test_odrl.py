from pathlib import Path

import pytest
from tests.corpora.consent.odrl import CORPUS, duties_of, folder, question, suite, translated

pytestmark = pytest.mark.corpora

CASES = 68
ODRL = "http://www.w3.org/ns/odrl/2/"
REPORT = "https://w3id.org/force/compliance-report#"
DECISIONS = {"PermissionReport": "permit", "ProhibitionReport": "deny"}


def test_every_case_is_accounted_for(shared: Path) -> None:
    """No case of the suite is left out unseen, and none is invented."""
    assert len(suite(shared)) == CASES
    assert len(list((folder(shared) / "data" / "test_cases").glob("*.ttl"))) == CASES
    assert set(CORPUS.written) == set(suite(shared))


@pytest.mark.parametrize("case", CORPUS.written)
def test_each_case_comes_out_as_written_down(shared: Path, case: str) -> None:
    """The engine's reading of times, groups, actions and refusals is what others expect, or differs for a reason."""
    CORPUS.check(shared, case)


@pytest.mark.parametrize("case", [case for case, one in CORPUS.written.items() if one["verdict"] == "agree"])
def test_where_they_agree_the_same_rules_decide(shared: Path, case: str) -> None:
    """An agreement is not an accident: the determining statements are the rules that the suite expects to be active."""
    given = suite(shared)[case]
    _, determining = translated(shared, given).answer(question(given))
    if given["derived_decision_deny_overrides"] == "none":
        assert given["expected_active_rules"] == []
    else:
        assert {one.partition("#")[0] for one in determining} == set(given["expected_active_rules"])


def test_only_the_duty_that_is_the_rules_own_counts_as_met(shared: Path) -> None:
    """A report on another policy's duty meets nothing: case 065 differs for that, 060 has a report of its own."""
    own, met = duties_of(shared, suite(shared)["060"])
    assert set(own) == met
    own, met = duties_of(shared, suite(shared)["065"])
    assert met
    assert not met & set(own)


@pytest.mark.parametrize("case", CORPUS.written)
def test_the_index_says_what_the_suites_own_files_say(shared: Path, case: str) -> None:
    """What is compared with is the suite itself: its request, time and report, not only a digest of them."""
    rdflib = pytest.importorskip("rdflib", reason="reads Turtle; the group `peers` has it")
    given, where = suite(shared)[case], folder(shared)
    graph = rdflib.Graph()
    for path in (f"data/test_cases/{given['test']}", given["request_file"], given["sotw_file"]):
        graph.parse(where / path, format="turtle")
    active = {
        (
            DECISIONS[graph.value(one, rdflib.RDF.type).removeprefix(REPORT)],
            str(graph.value(one, rdflib.URIRef(REPORT + "rule"))),
        )
        for one in graph.subjects(rdflib.URIRef(REPORT + "activationState"), rdflib.URIRef(REPORT + "Active"))
    }
    assert {rule for _, rule in active} == set(given["expected_active_rules"])
    assert {decision for decision, _ in active} == {given["derived_decision_deny_overrides"]} - {"none"}
    asked = question(given)
    (requested,) = graph.objects(None, rdflib.URIRef(ODRL + "permission"))
    for name, expected in (("assignee", asked.recipient), ("target", asked.category), ("action", asked.purpose)):
        found = graph.value(requested, rdflib.URIRef(ODRL + name))
        assert str(found).rsplit("/", 1)[1] == expected
    (now,) = graph.objects(rdflib.URIRef("http://example.com/request/currentTime"), rdflib.DCTERMS.issued)
    assert now.toPython() == asked.at
