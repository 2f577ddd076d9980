"""What was altered in a record does not come back: it is noticed, at its place, and shows nothing of what it holds."""

from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import pytest
from tests.policies.toddlers import decide
from tests.replay.recording import BROKEN, decision_of, sent
from tests.rules.recording import altered, places, refused
from tests.rules.test_recorded import OF_DAY, RICH
from tests.rules.test_recorded_values import FAMILY

from peersupport import Case, Participant
from peersupport._attrs import evolve
from peersupport.errors import InvalidDocument
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId
from peersupport.records.people import Child
from peersupport.records.referrals import Referral
from peersupport.replay import recorded_decision, recorded_rule_set, replayed, rule_set_from
from peersupport.rules.document import canonical, digest
from peersupport.rules.structure import criteria_of, facts_of

MOTHER = Participant(id=PersonId("CANARY mother"), birth_date=date(2001, 2, 3), single_parent=True)
CASE = Case(
    id=CaseId("CANARY case"),
    participant=MOTHER,
    children=(Child(id=PersonId("CANARY one"), birth_date=date(2024, 2, 29)), Child(id=PersonId("CANARY two"))),
    pregnancies=(),
    referrals=(Referral(id=ReferralId("r"), programme=ProgrammeId("toddlers"), child_protection=True),),
)
DECISION = decide(BROKEN, CASE, on="2025-06-01", as_of="2025-05-31")
RULES_DOCUMENT, CASE_DOCUMENT = (sent(one) for one in recorded_decision(DECISION))
MADE = rule_set_from(RULES_DOCUMENT)


def test_the_rules_document_says_nothing_of_a_case() -> None:
    """It is kept unencrypted and once for all: the same whoever was judged, and when."""
    other = evolve(CASE, id=CaseId("other"), children=None, participant=evolve(MOTHER, birth_date=date(1985, 1, 1)))
    decisions = [DECISION, decide(BROKEN, other, on="2025-09-09"), decide(BROKEN, CASE, on="2024-01-01")]
    documents = [recorded_decision(one) for one in decisions]
    assert len({canonical(rules) for rules, _ in documents}) == 1
    assert len({digest(case) for _, case in documents}) == 3
    assert documents[0][0] is documents[1][0]
    assert "CANARY" not in str(RULES_DOCUMENT)


def test_the_documents_name_what_they_rest_on() -> None:
    """Versions of plugins, digests of host and site, days, outcome and both digests stand in them as plain text."""
    assert RULES_DOCUMENT["versions"] == [["toddlers", "1"]]
    assert (RULES_DOCUMENT["host"], RULES_DOCUMENT["site"]) == (BROKEN.digest, {"id": "", "digest": ""})
    assert CASE_DOCUMENT["rules"] == digest(RULES_DOCUMENT)
    assert CASE_DOCUMENT["decision"] == DECISION.digest
    assert (CASE_DOCUMENT["on"], CASE_DOCUMENT["rules_as_of"]) == ("2025-06-01", "2025-05-31")
    assert (CASE_DOCUMENT["case"], CASE_DOCUMENT["outcome"]) == ("CANARY case", DECISION.outcome.value)
    assert recorded_rule_set(DECISION.rule_set).digest == CASE_DOCUMENT["rules"]


def test_a_replay_needs_no_code_of_facts() -> None:
    """Every fact of a replayed rule set is a stand-in: nothing of a plugin's, nor of the core's, is called."""
    again = replayed(MADE, CASE_DOCUMENT)
    rules = (*again.rule_set.requirements, *again.rule_set.annotations)
    modules = {one.function.__module__ for one in facts_of(criteria_of(rules))}
    assert modules == {"peersupport.rules.recorded_values"}


CASE_PLACES = [path for path in places(CASE_DOCUMENT) if path]
OTHER: list[Any] = [None, True, 0, 2.5, "", "CANARY", "2020-01-01", "eligible", [], {}, 10**400, ...]


@pytest.mark.parametrize("path", CASE_PLACES, ids=str)
def test_what_is_altered_in_a_case_is_noticed(path: tuple[Any, ...]) -> None:
    """Any fact, error, member, day, outcome or digest: no other value there gives a decision."""
    original = CASE_DOCUMENT
    for step in path:
        original = original[step]
    for value in OTHER:
        if value is ... or canonical(value) != canonical(original):
            assert refused(lambda value=value: replayed(MADE, altered(CASE_DOCUMENT, path, value))) is None


def test_an_altered_fact_with_a_digest_that_fits_is_noticed() -> None:
    """The decision's own digest covers what it rests on, whoever mends that of the record."""
    document = deepcopy(CASE_DOCUMENT)
    document["facts"]["facts"]["core.age_years"] = 40
    document["digest"] = digest({key: value for key, value in document.items() if key != "digest"})
    with pytest.raises(InvalidDocument, match="decision: judging again does not give what was recorded"):
        replayed(MADE, document)


def test_a_fact_that_did_not_matter_is_covered_too() -> None:
    """Of a reading that was not chosen a fact is recorded and not told: its value still cannot be exchanged."""
    decision = decision_of(RICH, FAMILY, {**OF_DAY, "site.reading": "wide"})
    rules, case = (sent(one) for one in recorded_decision(decision))
    assert "family.years" not in str(decision.document())
    case["facts"]["facts"]["family.years"] = 4
    with pytest.raises(InvalidDocument, match="digest: judging again"):
        replayed(rule_set_from(rules), case)


def test_it_is_told_where_a_document_is_wrong() -> None:
    """By its place, in rules and in what was read of a case: whoever keeps a ledger knows where to look."""
    fact = altered(RULES_DOCUMENT, ("rules", "facts", 2, "kind"), "CANARY")
    with pytest.raises(InvalidDocument, match=r"^rules\.facts\[2\]\.kind: expected one of .* \[value-option\]$"):
        rule_set_from(fact)
    reads = altered(RULES_DOCUMENT, ("rules", "facts", 2, "reads"), ["nothing"])
    with pytest.raises(InvalidDocument, match=r"^rules\.facts\[2\]: this is not .* \[recorded-rules\]$"):
        rule_set_from(reads)
    with pytest.raises(InvalidDocument, match=r"^form: this is not .* \[recorded-rules\]$"):
        rule_set_from({**RULES_DOCUMENT, "form": 2})
    with pytest.raises(InvalidDocument, match=r"^facts: judging again .* \[replay-differs\]$"):
        replayed(MADE, altered(CASE_DOCUMENT, ("facts", "facts", "core.pregnant"), "CANARY"))


def test_another_rule_set_is_noticed() -> None:
    """A case can only be judged again by the very rules that judged it."""
    rules = sent(RULES_DOCUMENT)
    rules["rules"]["rules"][0]["quotation"] = "other words"
    with pytest.raises(InvalidDocument, match="rules: judging again does not give what was recorded"):
        replayed(rule_set_from(rules), CASE_DOCUMENT)


@pytest.mark.parametrize("part", sorted(RULES_DOCUMENT))
def test_what_is_altered_in_the_rules_is_noticed(part: str) -> None:
    """Title, versions, digests, faults, rules, facts and values: another document is another rule set, or none."""
    paths = [(part, *path) for path in places(RULES_DOCUMENT[part])]
    for path in Random(part).sample(paths, min(60, len(paths))):
        for value in OTHER:
            document = altered(RULES_DOCUMENT, path, value)
            if canonical(document) == canonical(RULES_DOCUMENT):
                continue
            made = refused(lambda document=document: rule_set_from(document))
            if made is not None:
                assert canonical(recorded_rule_set(made.rules).document) == canonical(document)
                assert refused(lambda made=made: replayed(made, CASE_DOCUMENT)) is None


@pytest.mark.parametrize("depth", [150, 5_000])
def test_rules_nested_beyond_measure_are_refused(depth: int) -> None:
    """A document that Python cannot compile, or not even recurse into, fails as a document."""
    document = sent(RULES_DOCUMENT)
    criterion: Any = {"holds": {"fact": "core.pregnant"}}
    for _ in range(depth):
        criterion = {"at_least": [1, criterion]}
    requirement = next(one for one in document["rules"]["rules"] if one["effect"] == "require")
    requirement["criterion"] = criterion
    assert refused(lambda: rule_set_from(document)) is None


def test_a_key_more_is_refused() -> None:
    """What nobody wrote is not passed over in silence."""
    assert refused(lambda: rule_set_from({**RULES_DOCUMENT, "other": None})) is None
    assert refused(lambda: replayed(MADE, {**CASE_DOCUMENT, "other": None})) is None
