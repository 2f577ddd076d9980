"""Rules with all that they read, and what they read of a subject, as JSON: to judge again without the plugins' code."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from peersupport.errors import Fault, InvalidDocument, Path
from peersupport.rules.document import (
    Json,
    canonical,
    collection_document,
    declared_document,
    fact_document,
    rule_document,
    value_document,
)
from peersupport.rules.recorded_reading import Reader, RecordedRules
from peersupport.rules.recorded_values import RecordedSubject, named, recorded_subject, scope_document, scope_of
from peersupport.rules.rule import Rule
from peersupport.rules.structure import collections_of, criteria_of, facts_of, parameters_of
from peersupport.rules.values import RecordValues, Settings

MALFORMED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading a document of another form brings about; the library's own errors are among them."""
DEEPEST = 48
"""How many objects and lists of a rule's document may be nested; a ledger reads what is nested 64 deep, with all that
stands around it."""


def recorded_rules(rules: Iterable[Rule], settings: Settings) -> Json:
    """The rules, by name, with every fact, parameter (and its value) and collection that they read. No person's data.

    The canonical bytes are the same in every process. Of a table only the size is recorded. Raises `RuleError` where
    two of the facts, parameters or collections have one name.
    """
    given = sorted(rules, key=lambda one: one.name)
    criteria = criteria_of(given)
    parameters = named(parameters_of(criteria)).values()
    return {
        "rules": [rule_document(one) for one in given],
        "facts": [fact_document(one) for one in named(facts_of(criteria)).values()],
        "parameters": [{**declared_document(one), "value": value_document(settings[one.name])} for one in parameters],
        "collections": [collection_document(one) for one in named(collections_of(criteria)).values()],
    }


def rules_from(document: Json) -> RecordedRules:
    """The rules that `recorded_rules` wrote. Raises `InvalidDocument` for whatever it could not have written.

    What has another shape is told with every fault and its path; else what could not have been written, with the code
    `recorded-rules`.
    """
    from peersupport.rules.recorded_documents import check_recorded_rules  # noqa: PLC0415 - loaded by those who read

    check_recorded_rules(document)
    return rules_in_shape(document)


def rules_in_shape(document: Json) -> RecordedRules:
    """The same of a document whose shape is right, or is checked by its like. Raises `InvalidDocument`."""
    reader = Reader()
    found: RecordedRules | None = None
    try:
        found = reader.recorded(document)
        written = recorded_rules(found.rules, found.settings)
        differing: list[Path] = [(part,) for part in written if canonical(written[part]) != canonical(document[part])]
        if document.keys() != written.keys():
            differing.append(())
    except MALFORMED:
        differing = [reader.path]
    # Raised out here: an error raised while another is handled carries that one, and with it what the document says.
    if found is None or differing:
        message = "this is not what recording rules writes"
        raise InvalidDocument(message, [Fault(code="recorded-rules", message=message, path=one) for one in differing])
    return found


def unreadable(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that would not come back from their document: no decision that rests on them could be replayed."""
    given = tuple(rules)
    return () if _readable(given) else tuple(one for one in given if not _readable((one,)))


def recorded_values(rules: Iterable[Rule], values: RecordValues) -> Json:
    """Every fact value that the rules read of this subject and of the members of its folds, and the codes of errors."""
    return scope_document(scope_of(criteria_of(rules)), values)


def subject_from(document: Json, recorded: RecordedRules, *, id: str | None) -> RecordedSubject:
    """The subject whose values `recorded_values` wrote; `id` is the case's.

    Every evaluator judges it as it judged the one that was recorded. Raises `InvalidDocument` for a document that does
    not hold exactly what these rules read.
    """
    subject = None
    try:
        subject = recorded_subject(recorded.scope, document, id)
        written = scope_document(recorded.scope, RecordValues(subject, date.min, recorded.settings))
        sound = canonical(written) == canonical(document)
    except MALFORMED:
        sound = False
    if subject is None or not sound:
        message = "these are not values that the rules read"
        raise InvalidDocument(message, [Fault(code="recorded-values", message=message)])
    return subject


def _readable(rules: tuple[Rule, ...]) -> bool:
    try:
        document = recorded_rules(rules, dict.fromkeys(one.name for one in parameters_of(criteria_of(rules))))
        rules_in_shape(document)
        return all(_depth(one) <= DEEPEST for one in document["rules"])
    except MALFORMED:
        return False


def _depth(document: Json) -> int:
    """How many objects and lists are nested."""
    brackets = re.sub(r'"(?:[^"\\]|\\.)*"|[^][{}]', "", canonical(document).decode())
    return max(accumulate(1 if one in "[{" else -1 for one in brackets), default=0)
