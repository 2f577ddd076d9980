"""A place held for the recording of rules: being written."""

from collections.abc import Iterable

from peersupport.rules.document import Json, rule_document
from peersupport.rules.rule import Rule
from peersupport.rules.values import RecordValues, Settings


def recorded_rules(rules: Iterable[Rule], settings: Settings) -> Json:
    """Rules as JSON."""
    return [rule_document(one) for one in rules]


def recorded_values(rules: Iterable[Rule], values: RecordValues) -> Json:
    """Values as JSON."""
    return {}
