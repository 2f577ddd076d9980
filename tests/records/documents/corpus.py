"""The documents that are mutated: of every kind some that were drawn, and the example caseload."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from peersupport._attrs import frozen
from peersupport.records.case import Case
from peersupport.records.codec import document_of
from peersupport.replay import recorded_decision, rule_set_from
from peersupport.rules.document import canonical, criterion_document
from peersupport.rules.reading import criterion_from
from peersupport.rules.recorded import recorded_rules, rules_from
from peersupport.rules.rule import Rule
from peersupport.schemas import MAIN
from peersupport.testing.rules.drawing import drawn_criterion
from peersupport.testing.rules.vocabulary import BY_NAME, COLLECTIONS, FACTS
from peersupport.testing.strategies import decisions
from peersupport.testing.strategies.every_type import strategy_of

EXAMPLES = Path(__file__).parents[3] / "examples"
DRAWN = 12
"""How many documents of each kind are drawn."""
LONG = 3_000
"""Bytes above which a document is left out, unless it is the first of its kind: a short one is wrong as easily."""
Read = Callable[[Any], Any]


@frozen
class Kind:
    """One kind of document: what it is read into, some of them, and the readers that check more than shape."""

    name: str
    made: Any
    texts: tuple[bytes, ...]
    further: Read | None = None


@cache
def kinds() -> tuple[Kind, ...]:
    """Every document that stands by itself."""
    return tuple(
        Kind(name=name, made=made, texts=_texts(name, made), further=FURTHER.get(name))
        for name, made in MAIN.items()
        if name not in NOT_JSON
    )


def _texts(name: str, made: Any) -> tuple[bytes, ...]:
    texts = list(map(canonical, _documents(name, made)))
    return tuple(one for place, one in enumerate(texts) if place == 0 or len(one) <= LONG)


def _documents(name: str, made: Any) -> Iterator[Any]:
    if made is Case:
        with (EXAMPLES / "caseload.jsonl").open(encoding="utf-8") as lines:
            yield from (json.loads(line) for _, line in zip(range(40), lines, strict=False))
    for seed in range(DRAWN):
        yield OWN[name](seed) if name in OWN else document_of(strategy_of(made).seeded(seed))


def _criterion(seed: int) -> Any:
    return criterion_document(drawn_criterion(Random(seed), depth=seed % 4 + 1))


def _rules(seed: int) -> Any:
    decided = decisions.seeded(seed)
    rules: tuple[Rule, ...] = (*decided.rule_set.requirements, *decided.rule_set.annotations)
    return recorded_rules(rules, decided.rule_set.settings)


def _read_criterion(document: Any) -> object:
    return criterion_from(document, FACTS, BY_NAME, COLLECTIONS)


NOT_JSON = ("site", "instruments")
"""Read from TOML, by readers of their own."""
OWN: dict[str, Callable[[int], Any]] = {
    "criterion": _criterion,
    "recorded-rules": _rules,
    "rule-set": lambda seed: recorded_decision(decisions.seeded(seed))[0],
    "recorded-decision": lambda seed: recorded_decision(decisions.seeded(seed))[1],
}
FURTHER: dict[str, Read] = {
    "criterion": _read_criterion,
    "recorded-rules": rules_from,
    "rule-set": rule_set_from,
}
