"""The same decision has the same digest for ever and everywhere; another decision has another."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.policies.test_eligibility import ANNOTATIONS, FULL, REQUIREMENTS
from tests.policies.toddlers import decide, toddlers

from peersupport import Case, Child, Participant, Referral
from peersupport._attrs import evolve
from peersupport.dates import month_range
from peersupport.plugin import Role, any_child, core, fact, require
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId

ROOT = Path(__file__).parents[2]
CASE = Case(
    id=CaseId("case"),
    participant=Participant(id=PersonId("mother"), birth_date=month_range(2000, 1)),
    children=(Child(id=PersonId("one"), birth_date=date(2024, 2, 29)), Child(id=PersonId("two"))),
    referrals=(Referral(id=ReferralId("r"), programme=ProgrammeId("toddlers"), referrer_role=Role.GP),),
)
OLDER = Participant(id=PersonId("mother"), birth_date=month_range(1990, 12))


def digest() -> str:
    """The digest of one decision with everything in it."""
    return decide(FULL, CASE, on="2025-06-01").digest


def _elsewhere(**environment: str) -> str:
    """The same digest, worked out by another process."""
    code = "from tests.policies.test_digest import digest; print(digest())"
    environment = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
        {"PYTHONOPTIMIZE": "2", "PYTHONUTF8": "0"},
    ],
    ids=["east", "west", "optimised"],
)
def test_another_process_gives_the_same_digest(environment: dict[str, str]) -> None:
    """Neither hash order, time zone, locale nor optimisation reaches an answer: a ledger can be checked anywhere."""
    assert _elsewhere(**environment) == digest()


OTHERS = {
    "another day": lambda: decide(FULL, CASE, on="2025-06-02"),
    "another day's rules": lambda: decide(FULL, CASE, on="2025-06-01", as_of="2025-05-31"),
    "another case": lambda: decide(FULL, evolve(CASE, id=CaseId("other")), on="2025-06-01"),
    "another value": lambda: decide(FULL, evolve(CASE, participant=OLDER), on="2025-06-01"),
    "another quotation": lambda: decide(
        toddlers(require("T0", core.pregnant, quote="other"), *REQUIREMENTS, *ANNOTATIONS), CASE, on="2025-06-01"
    ),
    "fewer rules": lambda: decide(toddlers(*REQUIREMENTS), CASE, on="2025-06-01"),
}


@pytest.mark.parametrize("title", OTHERS)
def test_another_decision_has_another_digest(title: str) -> None:
    """What was decided, on what was known and by which rules, cannot be exchanged without the digest showing it."""
    other = OTHERS[title]()
    assert other.digest != digest()
    assert other != decide(FULL, CASE, on="2025-06-01")
    assert hash(other) != hash(decide(FULL, CASE, on="2025-06-01"))


@pytest.mark.parametrize("place", [0, 1])
def test_every_child_counts_in_the_digest(place: int) -> None:
    """What was known of each child is in the decision, not only of the last."""
    host = toddlers(require("T1", any_child(core.child_age_years < 9), quote="w"))
    children = [Child(id=PersonId(name), birth_date=date(2020, 1, 1)) for name in ("one", "two")]
    before = decide(host, evolve(CASE, children=tuple(children)), on="2025-06-01")
    children[place] = evolve(children[place], birth_date=date(2018, 1, 1))
    after = decide(host, evolve(CASE, children=tuple(children)), on="2025-06-01")
    assert before.outcome is after.outcome
    assert before.digest != after.digest


@fact("toddlers.distance", meaning="the distance", unit="km")
def distance(_case: Case, _day: date) -> float | None:
    """A measure beyond all measure."""
    return float("inf")


def test_a_decision_on_an_infinite_number_has_a_digest() -> None:
    """A value that JSON cannot write is still part of a decision that can be hashed, compared and stored."""
    decision = decide(toddlers(require("T1", distance < 3.0, quote="w")), CASE, on="2025-06-01")
    assert len(decision.digest) == 64
    assert decision == decide(toddlers(require("T1", distance < 3.0, quote="w")), CASE, on="2025-06-01")
