"""Decisions kept with the project: what was recorded once is replayed by every later version, in the same bytes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.replay.recording import decision_of
from tests.rules.recording import Level
from tests.rules.test_recorded import OF_DAY, RICH
from tests.rules.test_recorded_values import FAMILY

from peersupport import Decision
from peersupport._attrs import evolve
from peersupport.dates import ALWAYS
from peersupport.errors import RuleError
from peersupport.replay import recorded_decision, replayed, rule_set_from
from peersupport.rules.document import canonical
from peersupport.rules.rule import expect, prioritise
from peersupport.testing.rules.vocabulary import FACTS, Colour, Subject

PATH = Path(__file__).parents[2] / "conformance" / "replays.json"
FORMAT = 1


def kept() -> dict[str, Any]:
    """The file as it is."""
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


def decisions() -> dict[str, Decision]:
    """Decisions of every kind, by rules that use all that the language of criteria has."""
    notes = (
        expect("A1", FACTS["family.flag"].is_false(), quote="w", advice="unusual", in_force=ALWAYS),
        prioritise("A2", FACTS["family.years"].is_known(), quote="w", advice="first", in_force=ALWAYS),
    )
    rules = [*RICH, *(evolve(one, programme="p") for one in notes)]
    met = {
        "family.flag": False,
        "family.years": 4,
        "family.referred": True,
        "family.urgent": True,
        "family.shade": Colour.RED,
        "family.colour": Colour.RED,
        "family.shifted": 5,
        "family.level": Level.HIGH,
        "family.moved": date(2023, 1, 1),
    }
    young = Subject({"member.born": True, "member.age": 1, "member.flag": True}, pets=())
    several = (young, Subject({"member.born": RuleError("x", code="some-code")}), Subject({"member.flag": None}))
    return {
        "nothing is known": decision_of(rules, Subject(), OF_DAY),
        "in part": decision_of(rules, FAMILY, OF_DAY),
        "several members": decision_of(rules, Subject(met, members=several), OF_DAY),
        "nothing is set": decision_of(rules, Subject(met, members=()), dict.fromkeys(OF_DAY)),
        "the other reading": decision_of(rules, Subject(met, members=(young,)), {**OF_DAY, "site.reading": "wide"}),
    }


def written() -> dict[str, Any]:
    """The file as it would be written: `python -c "from tests.replay.test_kept import write; write()"`."""
    rule_sets: dict[str, Any] = {}
    cases: list[Any] = []
    for name, decision in decisions().items():
        rules, case = recorded_decision(decision)
        rule_sets[case["rules"]] = rules
        cases.append({"id": name, "source": "design.md, Ledger", "recorded": case, "expected": decision.document()})
    return {"format": FORMAT, "about": ABOUT, "rule_sets": rule_sets, "cases": cases}


ABOUT = "Decisions as a ledger keeps them, and the document that judging again gives, byte for byte in canonical JSON."


def write() -> None:
    """Write the file anew, when the form of what is recorded has changed: the old cases are to be kept beside."""
    file = written()
    sets = ",\n".join(f'"{name}": {canonical(one).decode()}' for name, one in sorted(file["rule_sets"].items()))
    cases = ",\n".join(canonical(one).decode() for one in file["cases"])
    head = f'"format": {FORMAT},\n"about": {json.dumps(ABOUT)},\n'
    PATH.write_text(f'{{\n{head}"rule_sets": {{\n{sets}\n}},\n"cases": [\n{cases}\n]\n}}\n', encoding="utf-8")


@pytest.mark.parametrize("place", range(5))
def test_what_was_recorded_once_is_replayed(place: int) -> None:
    """A ledger outlives versions: the same decision, the same bytes, the same digest."""
    file = kept()
    assert (file["format"], len(file["cases"])) == (FORMAT, 5)
    case = file["cases"][place]
    again = replayed(rule_set_from(file["rule_sets"][case["recorded"]["rules"]]), case["recorded"])
    assert canonical(again.document()) == canonical(case["expected"])
    assert again.digest == case["recorded"]["decision"]


def test_what_is_recorded_has_not_changed_unnoticed() -> None:
    """Whoever changes what is recorded, or how a decision's document looks, learns here that old ledgers hold the old
    form: it gets a number of its own, and the old one goes on being read."""
    assert canonical(written()) == canonical(kept())
