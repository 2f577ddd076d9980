"""The sums that a reader of the page of a review can do with sets that share no case, such as bands of ages."""

from datetime import date
from functools import cache

import pytest
from tests.reports.pages import DAY

from peersupport.engine import Engine
from peersupport.outcomes.suppression import DEFAULT_POLICY
from peersupport.outcomes.suppression.protect import protected
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.records.identifiers import CaseId, PersonId
from peersupport.records.people import Participant
from peersupport.reports.caseload.counting import Counting
from peersupport.reports.caseload.gathering import Gathering
from peersupport.reports.caseload.model import CaseloadPage
from peersupport.reports.caseload.page import caseload_page
from peersupport.reports.draft import Draft
from peersupport.reports.review import Review
from peersupport.rules.facts import Audience


@cache
def of_ages(*ages: tuple[int, int]) -> CaseloadPage:
    """The page of so many parents of each age, of whom nothing else is known, at no site."""
    everywhere = Host.load()
    policies = Engine(everywhere).policies()
    review, gathering = Review(Audience.CO_ORDINATOR), Gathering.of(policies, Audience.CO_ORDINATOR, DAY)
    for number, age in ages:
        person = Participant(id=PersonId("p"), birth_date=date(2026 - age, 6, 1))
        case = Case(id=CaseId("c"), participant=person, children=())
        answers = review.add([policy.decide(case, DAY) for policy in policies])
        for _ in range(number):
            gathering.add(case, answers)
    return caseload_page(everywhere, gathering, review)


@pytest.mark.parametrize("oldest", [1, 3, 4])
def test_the_bands_that_a_rule_keeps_out_do_not_tell_a_hidden_one(oldest: int) -> None:
    """Whoever is too old stands in whole bands: their printed number less the printed bands is no small number."""
    made = of_ages((6, 18), (40, 22), (12, 25), (40, 28), (50, 32), (25, 37), (oldest, 42))
    ages = {row.label: row.cells[0] for row in made.parents.table.rows}
    outcomes = next(row.cells for row in made.outcomes.rows if row.label == "Young Parents Connect")
    assert outcomes[1] == str(115 + oldest)
    labels = tuple(ages)
    older, younger = labels[labels.index("26 to 29") : -1], labels[: labels.index("26 to 29")]
    assert [ages[label] for label in older].count("*") >= 2
    assert [ages[label] for label in younger].count("*") != 1


@pytest.mark.parametrize(("size", "hidden"), [(42, True), (50, False), (58, True)])
def test_what_several_sets_leave_of_another_is_a_count_too(size: int, hidden: bool) -> None:
    """Three sets of 20 and one of 40 that share no case, beside one that holds two more than two of them, or lacks two
    of three; or ten, which are not few."""
    draft = Draft(title="", counted="")
    counting = Counting(draft, DEFAULT_POLICY, (1 << 100) - 1)
    family = [((1 << 20) - 1) << at for at in (0, 20, 40)] + [((1 << 40) - 1) << 60]
    counts = [counting.count(one) for one in (*family, (1 << size) - 1)]
    counting.adds_up((1 << 100) - 1, family)
    counting.divide()
    shown = protected(draft.counts(), DEFAULT_POLICY)
    assert ("*" in {shown[one.name].text for one in counts}) is hidden
