"""What replays are tried on: the five programmes at their example sites, the example caseload, and broken plugins."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.policies.test_eligibility import ANNOTATIONS, REQUIREMENTS
from tests.policies.toddlers import toddlers

from peersupport import Audience, Case, Decision, Host
from peersupport.interop.areas import located, read_areas
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.plugin import any_child, core, fact, oblige, parameter, require, route
from peersupport.records.people import Child
from peersupport.replay import ReplayedRules, recorded_decision, replayed, rule_set_from
from peersupport.rules.document import canonical
from peersupport.rules.parameters import Dated
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import Overrides, Provenance, rule_set
from peersupport.rules.values import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 11, 1)


@cache
def world() -> tuple[Host, tuple[Case, ...]]:
    """The five programmes at their example sites, and the example caseload."""
    table = read_areas(EXAMPLES / "areas.csv")
    cases = read_caseload(EXAMPLES / "caseload.jsonl")
    return Host.load(sites=read_sites(EXAMPLES / "sites")), tuple(located(case, table) for case in cases)


def sent(document: Any) -> Any:
    """A document as a ledger gives it back."""
    return json.loads(canonical(document))


class Ledger:
    """What was recorded, as bytes: rule sets once for each digest, and cases."""

    def __init__(self) -> None:
        self.rule_sets: dict[str, bytes] = {}
        self.cases: list[bytes] = []
        self._read: dict[str, ReplayedRules] = {}

    def keep(self, decision: Decision) -> None:
        """Record a decision."""
        rules, case = recorded_decision(decision)
        self.rule_sets.setdefault(case["rules"], canonical(rules))
        self.cases.append(canonical(case))

    def replays(self) -> Iterator[Decision]:
        """Every decision again, in the order in which they were recorded."""
        for kept in self.cases:
            case = json.loads(kept)
            digest = case["rules"]
            if digest not in self._read:
                self._read[digest] = rule_set_from(json.loads(self.rule_sets[digest]))
            yield replayed(self._read[digest], case)


def replay(decision: Decision) -> Decision:
    """One decision, recorded and replayed."""
    ledger = Ledger()
    ledger.keep(decision)
    [again] = ledger.replays()
    return again


def same(one: Decision, other: Decision) -> None:
    """Both tell everybody the same, to the last byte."""
    assert canonical(other.document()) == canonical(one.document())
    for audience in Audience:
        assert canonical(other.document(audience)) == canonical(one.document(audience))
        assert str(other.explain(audience)) == str(one.explain(audience))
        assert other.what_would_change(audience) == one.what_would_change(audience)
    assert (other.truths, other.missing, other.errors) == (one.truths, one.missing, one.errors)
    assert (other.digest, repr(other)) == (one.digest, repr(one))


@fact("toddlers.raising", meaning="something")
def raising(case: Case, _day: date) -> bool | None:
    """It raises for one mother in two, and says something personal."""
    if case.participant.single_parent is not None:
        raise ValueError(f"CANARY {case.participant.birth_date}")
    return None


@fact("toddlers.leaving", meaning="a number of steps", unit="steps")
def leaving(child: Child, _day: date) -> int | None:
    """It leaves the process, or tries to."""
    raise SystemExit(f"CANARY {child.birth_date}")


@fact("toddlers.mistyped", meaning="another thing", presupposes=raising)
def mistyped(_case: Case, _day: date) -> str | None:
    """It gives something else than it declares."""
    return 5  # type: ignore[return-value]


OPEN = parameter("toddlers.open", None, type=bool, mark="default", quote="w", question="Is it open?")
LIMIT = parameter("toddlers.limit", {"2020-01-01": 2, "2026-01-01": 3}, unit="years", mark="default", quote="w")
BROKEN = toddlers(
    *REQUIREMENTS,
    *ANNOTATIONS,
    require("B1", raising | (core.age_years < 30), quote="w"),
    require("B2", any_child(leaving >= 3), quote="w", when=OPEN.is_true()),
    require("B3", mistyped.is_in({"a"}) | core.pregnant, quote="w"),
    require("B4", any_child(core.child_age_years < LIMIT), quote="w"),
    route("B5", {"east": raising.is_known(), "west": OPEN & core.single_parent}, quote="w"),
    oblige("B6", mistyped.is_known(), quote="w", duty="mend it", discharged="mended"),
)
"""A programme of which some facts raise, and one parameter has no value."""


def decision_of(rules: list[Rule], subject: object, of_day: Settings) -> Decision:
    """A decision by rules and settings drawn at random."""
    overrides: Overrides = {name: (Dated(since=None, value=value),) for name, value in of_day.items()}
    made = rule_set(
        programme="p",
        title="P",
        offer="o",
        subject="family",
        rules=rules,
        day=DAY,
        overrides=overrides,
        provenance=Provenance(),
    )
    sheet = made.compiled.fill(subject, DAY)
    return Decision(made, sheet, *made.compiled.judge(sheet))
