"""Knowledge is monotone: what is recorded later may settle an answer, and never turns a decided one round."""

from collections import Counter

import pytest
from hypothesis import given, settings
from tests.facts.cases import DAY, cases
from tests.policies.test_eligibility import FULL, LENIENT

from peersupport import Case, Host, Outcome, Truth
from peersupport.policies.eligibility import Eligibility
from peersupport.testing.blanks import erasures

INSTALLED = Host.load()
CASES = cases(INSTALLED.facts.values(), ["toddlers", *INSTALLED.programmes])
POLICIES: dict[str, Eligibility] = {
    "all rules": FULL.eligibility("toddlers"),
    "few rules": LENIENT.eligibility("toddlers"),
    **{address: INSTALLED.eligibility(address) for address in INSTALLED.offers()},
}


@pytest.mark.parametrize("name", POLICIES)
def test_filling_blanks_never_turns_a_decided_answer(name: str) -> None:
    """Of every offer and every requirement: with less on record it was open, or the same (design.md, Combining)."""
    settled: Counter[Outcome] = Counter()

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(CASES)
    def search(case: Case) -> None:
        filled = POLICIES[name].decide(case, DAY)
        for path, less in erasures(case):
            blank = POLICIES[name].decide(less, DAY)
            assert blank.outcome in {Outcome.UNDETERMINED, filled.outcome}, path
            assert all(truth in {Truth.UNKNOWN, filled.truths[rule]} for rule, truth in blank.truths.items()), path
            settled[filled.outcome] += blank.outcome is Outcome.UNDETERMINED

    search()
    assert settled[Outcome.NOT_ELIGIBLE] > 10


def test_some_answers_that_blanks_left_open_are_yes() -> None:
    """The search above also meets those who may join, and whose answer waits for one thing."""
    settled: Counter[Outcome] = Counter()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(CASES)
    def search(case: Case) -> None:
        for _, less in erasures(case):
            outcomes = POLICIES["few rules"].decide(case, DAY).outcome, POLICIES["few rules"].decide(less, DAY).outcome
            settled[outcomes[0]] += outcomes[1] is Outcome.UNDETERMINED

    search()
    assert settled[Outcome.ELIGIBLE] > 10
