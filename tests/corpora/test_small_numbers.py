"""The rounding of real published maternity statistics (MSDS), beside the rule that imitates it."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from peersupport.outcomes.suppression import POLICIES
from peersupport.outcomes.suppression.counts import Sum, counts_of
from peersupport.outcomes.suppression.protect import protected

pytestmark = pytest.mark.corpora

RULE = POLICIES["nhs_hes"]
FILES = ("2020-21", "2021-22", "2022-23")


def rows(shared: Path) -> Iterator[dict[str, str]]:
    """Every row of the three years."""
    for year in FILES:
        path = shared / "data" / "nhs_msds" / f"hosp-epis-stat-mat-msdscsv-{year}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def test_the_rule_prints_what_is_published(shared: Path) -> None:
    """Every published value is one that the rule prints, and a fixed point of it: zeros kept, no star, all fives."""
    values = [one["Value"] for one in rows(shared)]
    assert len(values) > 40_000
    below_national = {int(value) for value in values}
    assert 0 in below_national
    assert {RULE.shown(value).text for value in below_national} == {str(value) for value in below_national}


def test_rounded_parts_need_not_add_up(shared: Path) -> None:
    """They do not in what is published, and a release by the rule does not either: no check may demand it."""
    totals: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for one in rows(shared):
        key = (one["Period"], one["Dimension"] + one["Measure"])
        level = totals[key]
        level[one["Org_Level"]] = level.get(one["Org_Level"], 0) + int(one["Value"])
    apart = [each for each in totals.values() if len(set(each.values())) > 1]
    assert len(apart) > 20
    shown = protected(counts_of({"a": 12, "b": 12, "all": 24}, [Sum("all", ("a", "b"))]), RULE)
    assert [shown[name].text for name in ("a", "b", "all")] == ["10", "10", "25"]
