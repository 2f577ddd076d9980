"""What is said of rules, word for word: their faults, their English, their documents, what would turn them."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random

from tests.rules.recording import OTHERS, altered
from tests.rules.test_check import COLOUR, FAULTY, FLAG, SOUND, bound
from tests.rules.test_contradictions import APART, PROGRAMME, SETTINGS, TOGETHER
from tests.rules.test_declarations import BADLY_DECLARED
from tests.rules.test_documents import NEARLY, NOT_CRITERIA
from tests.rules.test_recorded import DAY, MALFORMED, OF_DAY, RICH, RICH_DOCUMENT, RICH_PLACES
from tests.wording.comparing import same_words

from peersupport._attrs import evolve
from peersupport.errors import InvalidDocument, PeerSupportError, RuleError
from peersupport.records.codec.faults import LONGEST_KEY
from peersupport.records.codec.text import DEEPEST
from peersupport.rules.changes import turning
from peersupport.rules.check import check_rule
from peersupport.rules.contradictions import contradictions
from peersupport.rules.criteria import Criterion, as_criterion
from peersupport.rules.document import (
    collection_document,
    criterion_document,
    fact_document,
    parameter_document,
    rule_document,
)
from peersupport.rules.evaluate import evaluate
from peersupport.rules.reading import criterion_from
from peersupport.rules.recorded import recorded_rules, recorded_values, rules_from, subject_from
from peersupport.rules.render import render
from peersupport.rules.rule import Rule, require
from peersupport.rules.values import RecordValues
from peersupport.testing.rules.drawing import drawn_criterion, drawn_settings, drawn_subject
from peersupport.testing.rules.vocabulary import BY_NAME, COLLECTIONS, FACTS, MEMBERS, PARAMETERS, PETS
from peersupport.truth import Truth

CITATION = bound(FLAG).citation
CHANGED: dict[str, Rule] = {
    "no requirement": evolve(bound(FLAG), requirements=()),
    "an empty requirement": evolve(bound(FLAG), requirements=("X1", "")),
    "no words": evolve(bound(FLAG), citation=evolve(CITATION, quotation=" ")),
    "no document": evolve(bound(FLAG), citation=evolve(CITATION, document="")),
    "no programme": evolve(bound(FLAG), programme=""),
    "no period": evolve(bound(FLAG), in_force=None),
    "unbound": require("X1", FLAG, quote="words"),
    "sealed": bound(COLOUR.is_known() & FLAG),
    **{
        f"called {name!r}": evolve(bound(FLAG), id=name)
        for name in ("", "1", "a b", "runs", "no-rules", "A.b-c_1", "b2")
    },
}


def faults(error: PeerSupportError) -> Iterator[str]:
    """Each fault with its code, path and help."""
    for one in error.faults:
        yield f"  {one.code} {list(one.path)} {one.message} | {one.help}"


def test_faults_of_rules_are_told_word_for_word() -> None:
    """Each names the rule, what is wrong, and what to write instead."""
    rules = {title: bound(criterion) for title, (criterion, _) in FAULTY.items()} | CHANGED
    told: list[str] = []
    for title, rule in rules.items():
        told.append(title)
        for one in check_rule(rule, "family", frozenset({"family.colour"}) if title == "sealed" else frozenset()):
            told.append(f"  {one.code} {one.message} | {one.help}")
    for title, pair in {**APART, **TOGETHER}.items():
        told.append(f"together: {title}")
        both = [require(f"X{place}", one, quote="w") for place, one in enumerate(pair)]
        told += [f"  {one.code} {one.message} | {one.help}" for one in contradictions(PROGRAMME.rules(*both), SETTINGS)]
    for title, (declare, _) in BADLY_DECLARED.items():
        told.append(f"declared: {title}")
        try:
            declare()
        except RuleError as error:
            told += faults(error)
    same_words("rule_faults", told)


CRITERIA: dict[str, Criterion] = {
    **{title: as_criterion(one) for title, one in SOUND.items()},
    **{f"rich {rule.name}": rule.criterion for rule in RICH},
    **{f"drawn {seed}": drawn_criterion(Random(seed), depth=3) for seed in range(40)},
}


def test_criteria_are_put_into_english_word_for_word() -> None:
    """With and without the settings of a day: what a reader sees of each rule."""
    told: list[str] = []
    for title, one in CRITERIA.items():
        told += [title, f"  {render(one)}", f"  {render(one, drawn_settings(Random(title)))}"]
    same_words("english", told)


def test_rules_are_written_down_word_for_word() -> None:
    """A digest is of these documents: another key is another rule."""
    lines = [rule_document(one) for one in RICH]
    lines += [fact_document(one) for one in FACTS.values()] + [parameter_document(one) for one in PARAMETERS]
    lines += [collection_document(one) for one in (MEMBERS, PETS)] + [
        criterion_document(one) for one in CRITERIA.values()
    ]
    lines.append(recorded_rules(RICH, OF_DAY))
    same_words("documents", [json.dumps(one, ensure_ascii=False) for one in lines])


def nested(depth: int) -> dict[str, object]:
    """A criterion under so many negations."""
    criterion: dict[str, object] = {"unknown": []}
    for _ in range(depth):
        criterion = {"not": criterion}
    return criterion


MISSPELT: dict[str, object] = {
    "a fact nearly spelt": {"holds": {"fact": "family.flga"}},
    "a key nearly spelt": {"hold": {"fact": "family.flag"}},
    "a long name": {"holds": {"fact": "x" * 1000}},
    "a long key": {"x" * 1000: []},
    "the longest key that is compared with others": {"holds": {"x" * LONGEST_KEY: []}},
    "a longer one": {"holds": {"x" * (LONGEST_KEY + 1): []}},
    "the longest name": {"any_of": ["x" * LONGEST_KEY, {"unknown": []}]},
    "a longer name": {"any_of": ["x" * (LONGEST_KEY + 1), {"unknown": []}]},
    "no text for a reading": {"choose": [{"parameter": "site.reading"}, {"\ud800": {"unknown": []}}]},
    "readings in a list": {"choose": [{"parameter": "site.reading"}, []]},
    "nothing selected": {"select": [{"fact": "family.colour"}, {}, 1]},
    "more than two operands": {"<": [{"value": 1}] * 3},
    "a number in a set": {"in": [{"fact": "family.colour"}, [None, [], 1.5]]},
    "no number that JSON has": {"in": [{"fact": "family.years"}, [float("nan")]]},
    "a fraction of parts": {"at_least": [1.5, {"unknown": []}]},
    "as deep as may be": nested(DEEPEST),
    "one deeper": nested(DEEPEST + 1),
    "something under what holds nothing": {"unknown": [1]},
    "many": {"any": [{"x": 1}] * 200},
}


def test_what_is_no_criterion_is_told_word_for_word() -> None:
    """Each fault by its place, what was expected there, and what may have been meant."""
    told: list[str] = []
    for title, document in {**NOT_CRITERIA, **NEARLY, **MISSPELT}.items():
        told.append(title)
        try:
            criterion_from(document, FACTS, BY_NAME, COLLECTIONS)
        except InvalidDocument as error:
            told += [f"  {error.message}", *list(faults(error))[-3:], f"  {len(error.faults)}"]
    same_words("criteria_refused", told)


def test_what_is_no_recorded_rule_is_told_by_its_place() -> None:
    """Of every place in a document one alteration: what is refused, where, and in which words."""
    told: list[str] = []
    documents = {title: deepcopy(one) for title, one in MALFORMED.items()}
    for place, path in enumerate(RICH_PLACES):
        documents[f"{path}"] = altered(RICH_DOCUMENT, path, OTHERS[place % len(OTHERS)])
    for title, document in documents.items():
        try:
            rules_from(document)
        except InvalidDocument as error:
            told += [title, *faults(error)]
    same_words("recorded", told)


def test_what_is_read_of_a_subject_is_written_down_and_comes_back() -> None:
    """Values with their errors, of members too, as JSON."""
    told: list[str] = []
    recorded = rules_from(deepcopy(RICH_DOCUMENT))
    for seed in range(25):
        document = recorded_values(RICH, RecordValues(drawn_subject(Random(seed)), DAY, OF_DAY))
        told.append(json.dumps(document))
        came_back = RecordValues(subject_from(deepcopy(document), recorded, id=None), DAY, recorded.settings)
        assert recorded_values(recorded.rules, came_back) == document
        for part in ("facts", "members"):
            try:
                subject_from({**document, part: "CANARY"}, recorded, id=None)
            except InvalidDocument as error:
                told += faults(error)
    same_words("values", told)


def test_what_would_turn_a_criterion_is_told_in_order() -> None:
    """The smallest sets of facts, the smallest first, to make it true and to make it false."""
    told: list[str] = []
    for title, one in CRITERIA.items():
        subject = drawn_subject(Random(title))
        trace = evaluate(one, RecordValues(subject, DAY, OF_DAY))
        for wanted in (Truth.TRUE, Truth.FALSE):
            sets = [sorted(names) for names in turning(trace, wanted)]
            told.append(f"{title} {trace.truth.value} to {wanted.value}: {sets}")
    same_words("turning", told)
