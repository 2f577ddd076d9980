"""Small numbers: what a rule prints, what is hidden with it, and that a solver recovers nothing."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.suppression.differencing import NAMES, attack, attacks
from tests.suppression.solver import RULES, recovered, recovered_from_two

from peersupport.errors import RuleError, UnknownName
from peersupport.outcomes.suppression import POLICIES, Shown, suppression_policy
from peersupport.outcomes.suppression.counts import Counts, Sum, counts_of
from peersupport.outcomes.suppression.protect import protected

RULE = pytest.mark.parametrize("policy", sorted(POLICIES))
TOTAL = [Sum("all", ("a", "b", "c"))]
LT5 = POLICIES["lt5"]


def table(a: int, b: int, c: int) -> Counts:
    """Three groups and their total."""
    return counts_of({"a": a, "b": b, "c": c, "all": a + b + c}, TOTAL)


def texts(shown: Mapping[str, Shown]) -> dict[str, str]:
    """What is printed."""
    return {name: one.text for name, one in shown.items()}


def test_trap_18_three_in_a_cell_and_a_total_that_would_reveal_it() -> None:
    """A hidden 3 beside a printed total and a printed rest is no secret: another count is hidden with it."""
    counts = table(3, 10, 20)
    assert texts(protected(counts, LT5)) == {"a": "*", "b": "*", "c": "20", "all": "33"}
    alone = texts(protected(counts, LT5, secondary=False))
    assert alone == {"a": "*", "b": "10", "c": "20", "all": "33"}
    assert recovered(alone, [("all", ("a", "b", "c"))], "lt5") == {"a": 3}


@RULE
def test_a_solver_that_knows_the_rule_recovers_nothing(policy: str) -> None:
    """Tables of five shapes, some published twice with one person more (10,000 by `tests.suppression.differencing`)."""
    place = list(RULES).index(policy)
    for seed in range(9_002 + place, 9_002 + place + 12 * len(RULES), len(RULES)):
        assert NAMES[seed % len(NAMES)] == policy
        assert attack(seed).recovered == []


def test_the_solver_finds_what_secondary_suppression_hides() -> None:
    """A check that cannot fail shows nothing."""
    assert len(attacks(range(9_000, 9_040), secondary=False).recovered) > 20


@RULE
def test_every_rule_speaks_of_a_count_as_its_source_does(policy: str) -> None:
    """What is printed of 0 to 60, and what can be told from it: never less than the count itself."""
    rule = POLICIES[policy]
    for count in range(61):
        shown = rule.shown(count)
        assert shown.low <= count
        assert shown.high is None or count <= shown.high
        if rule.smallest <= count <= rule.largest:
            assert shown.text == ("5" if policy == "nhs_hes" else "*")
        elif rule.exact or count == 0:
            assert shown.text == str(count)
        else:
            assert int(shown.text) % 5 == 0
            assert abs(int(shown.text) - count) <= 2
    assert rule.citation.quotation


def test_rules_by_their_numbers() -> None:
    """The thresholds of standards.md 2.9, each spelt out."""
    hidden = {name: (rule.smallest, rule.largest, rule.base) for name, rule in POLICIES.items()}
    assert hidden == {
        "nhs_hes": (1, 7, 5),
        "nhs_hes_star": (1, 7, 5),
        "lt5": (1, 4, 1),
        "lt7": (1, 6, 1),
        "lt8": (0, 7, 5),
        "lt10": (1, 9, 1),
        "lt10_zero": (0, 9, 1),
    }


def test_a_misspelt_rule_is_told_with_the_nearest() -> None:
    """A rule that is not there must never fall back to one that hides less."""
    with pytest.raises(UnknownName) as raised:
        suppression_policy("lt_5")
    assert "lt5" in raised.value.help


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3))
def test_what_is_hidden_stays_as_open_as_the_rule_says(sizes: list[int]) -> None:
    """With `lt5` a hidden count could have three more values; small counts are always hidden, zeros never alone."""
    counts = table(*sizes)
    shown = protected(counts, LT5)
    for name, value in counts.values.items():
        assert not LT5.small(value) or shown[name].hidden
        assert shown[name].hidden or shown[name].text == str(value)
    if not any(map(LT5.small, counts.values.values())):
        assert not any(one.hidden for one in shown.values())


def test_groups_of_one_each_under_a_rounded_total() -> None:
    """Seven ones under a total printed as 5 (1 to 7) are all known, unless more is hidden."""
    names = tuple("abcdefg")
    counts = counts_of({**dict.fromkeys(names, 1), "all": 7}, [Sum("all", names)])
    alone = texts(protected(counts, POLICIES["nhs_hes"], secondary=False))
    assert len(recovered(alone, [("all", names)], "nhs_hes")) == 8
    assert recovered(texts(protected(counts, POLICIES["nhs_hes"])), [("all", names)], "nhs_hes") == {}


def test_what_can_be_worked_out_and_is_not_printed_is_guarded_too() -> None:
    """Twenty of twenty-two tells of two, though no table prints them."""
    counts = counts_of({"part": 20, "rest": 2, "all": 22}, [Sum("all", ("part", "rest"))], {"rest"})
    assert texts(protected(counts, LT5)) == {"part": "*", "all": "22"}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_same_report_with_one_person_more_tells_nothing_of_her(place: int) -> None:
    """Published again beside the first, no hidden count is recovered, nor the group that she is in."""
    sizes = [3, 10, 20]
    first = protected(table(*sizes), LT5)
    sizes[place] += 1
    again = texts(protected(table(*sizes), LT5, [first]))
    assert recovered_from_two(texts(first), again, [("all", ("a", "b", "c"))], "lt5") == {}
    careless = texts(protected(table(*sizes), LT5))
    if place == 2:
        assert recovered_from_two(texts(first), careless, [("all", ("a", "b", "c"))], "lt5")


def test_where_no_pattern_protects_all_is_hidden() -> None:
    """Everybody is in one group, and one more came: whatever is printed beside the first report would tell of her."""
    first = protected(table(10, 0, 0), LT5)
    assert texts(first) == {"a": "10", "b": "0", "c": "0", "all": "10"}
    assert set(texts(protected(table(11, 0, 0), LT5, [first])).values()) == {"*"}


def test_a_hidden_total_that_would_be_printed_now_stays_hidden() -> None:
    """Nine were hidden and ten would be printed: who knows that one came would know the nine."""
    rule = POLICIES["lt10"]
    first = protected(table(9, 0, 0), rule)
    again = texts(protected(table(10, 0, 0), rule, [first]))
    assert recovered_from_two(texts(first), again, [("all", ("a", "b", "c"))], "lt10") == {}
    careless = texts(protected(table(10, 0, 0), rule))
    assert recovered_from_two(texts(first), careless, [("all", ("a", "b", "c"))], "lt10")["first: a"] == 9


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"a": 1, "b": 2, "c": 3, "all": 5}, "count-sum"),
        ({"a": -1, "b": 2, "c": 3, "all": 4}, "count-negative"),
        ({"a": 1, "all": 1}, "count-unknown"),
    ],
)
def test_counts_that_do_not_hold_together_are_refused(values: dict[str, int], code: str) -> None:
    """A breakdown that exceeds its total is an error, never a report (standards.md 2.4)."""
    with pytest.raises(RuleError) as raised:
        counts_of(values, TOTAL)
    assert raised.value.code == code
