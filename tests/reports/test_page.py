"""The page of a review: what it counts, what it hides, whom it shows what, and that it is one file that all can use."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.pages import DAY, cases, host, html, page, reviewed

from peersupport._attrs import evolve
from peersupport.dates import DateRange
from peersupport.engine import Engine
from peersupport.findings import Outcome
from peersupport.outcomes.suppression import DEFAULT_POLICY, POLICIES
from peersupport.outcomes.suppression.audit import exposed
from peersupport.outcomes.suppression.protect import protected
from peersupport.records.identifiers import PersonId
from peersupport.records.people import Child
from peersupport.reports.caseload.ages import NO_CHILD, UNKNOWN, band_of, bands, youngest_months
from peersupport.reports.caseload.counting import Counting, hang_together
from peersupport.reports.caseload.drafting import drafted
from peersupport.reports.caseload.gathering import Gathering
from peersupport.reports.caseload.html import html_of_caseload
from peersupport.reports.caseload.model import CaseloadPage
from peersupport.reports.caseload.page import caseload_page
from peersupport.reports.draft import Draft
from peersupport.reports.model import Table
from peersupport.reports.review import Review
from peersupport.rules.facts import Audience


def tables(made: CaseloadPage) -> list[Table]:
    """All tables with counts."""
    offers = [offer for one in made.programmes for offer in one.offers]
    own = [table for offer in offers for table in (offer.out, offer.questions)]
    return [made.outcomes, made.questions, made.parents.table, made.children.table, *own]


def test_the_numbers_are_those_of_the_review() -> None:
    """Two ways to the same: counters of the review, and the sets of cases that the page is made of."""
    gathering, review = reviewed()
    assert gathering.cases == 120
    for place, offer in enumerate(review.offers):
        for outcome in Outcome:
            found = gathering.counted("outcome", str(place), outcome.value).bit_count()
            assert found == offer.outcomes[outcome]
        for rule in gathering.asked[place].visible:
            assert gathering.counted("failed", str(place), rule.id).bit_count() == offer.against[rule.id]
        for question in offer.questions:
            assert gathering.counted("waiting", str(place), question.name).bit_count() == question.cases
            assert gathering.counted("alone", str(place), question.name).bit_count() == question.settles


def test_unmasked_the_page_shows_them_all_and_warns() -> None:
    """Nothing is hidden, and whoever opens it is told first."""
    shown = page(masked=False)
    assert "not hidden" in shown.banner
    assert "*" not in {cell for table in tables(shown) for row in table.rows for cell in row.cells}
    assert [sum(map(int, row.cells)) for row in shown.outcomes.rows] == [120] * 6
    assert sum(int(row.cells[0]) for row in shown.parents.table.rows) == 120
    assert shown.banner
    assert shown.banner in html_of_caseload(evolve(shown, programmes=()))


@pytest.mark.parametrize("size", [1, 3, 12, 120])
def test_no_count_of_a_few_cases_is_printed(size: int) -> None:
    """Neither in a table nor in a sentence, nor in the words that stand for a plot."""
    made = page(size)
    assert not made.banner
    cells = [cell for table in tables(made) for row in table.rows for cell in row.cells]
    sentences = " ".join((*made.said, *(offer.answers for one in made.programmes for offer in one.offers)))
    numbers = [int(cell) for cell in cells if cell.isdecimal()] + [
        int(one) for one in re.findall(r": (\d+)", sentences)
    ]
    assert not [one for one in numbers if 1 <= one <= 4]
    if size <= 3:
        assert set(numbers) <= {0}


@pytest.mark.parametrize("rule", ["lt5", "nhs_hes"])
def test_nothing_hidden_can_be_worked_out_of_all_that_is_printed(rule: str) -> None:
    """Another reader than the one who hid: everything printed, and all sums of the draft, with counts that were hidden
    free. None of them narrows down to one number."""
    policy = POLICIES[rule]
    gathering, review = reviewed(80)
    names = tuple(str(place) for place in range(len(gathering.asked)))
    draft = drafted(gathering, review, policy, names).draft
    made = caseload_page(host(), gathering, review, policy)
    printed = _printed(made, gathering, review, policy.id)
    ranges = {name: printed.get(name, (0.0, float("inf"))) for name in draft.values}
    hidden = {name: 1 for name, (low, high) in ranges.items() if low != high and name in printed}
    assert hidden
    found = exposed(ranges, draft.sums, hidden, 2000)
    assert not found


def _printed(made: CaseloadPage, gathering: Gathering, review: Review, rule: str) -> dict[str, tuple[float, float]]:
    """What the page prints of each count, read back from the page itself."""
    policy = POLICIES[rule]
    drafts = drafted(gathering, review, policy, tuple(one.label for one in made.outcomes.rows))
    texts: dict[str, str] = {}
    pairs = [(drafts.outcomes, made.outcomes)]
    pairs += [
        (drafts.ages[whose], ages.table) for whose, ages in zip(drafts.ages, (made.parents, made.children), strict=True)
    ]
    offers = [offer for one in made.programmes for offer in one.offers]
    for place, offer in enumerate(offers):
        pairs += [(drafts.out[place], offer.out), (drafts.questions[place], offer.questions)]
    for draft, table in pairs:
        shown = {row.label: row.cells for row in table.rows}
        for label, cells, _ in draft.rows:
            texts |= {cell.name: text for cell, text in zip(cells, shown[label], strict=True)}  # type: ignore[union-attr]
    said = [re.search(r": (\d+|a hidden number)", one).group(1) for one in made.said[:4]]  # type: ignore[union-attr]
    for cell, text in zip((drafts.everybody, drafts.somewhere, drafts.perhaps, drafts.nowhere), said, strict=True):
        texts[cell.name] = "*" if text == "a hidden number" else text
    read = {text: policy.shown(int(text)) for text in texts.values() if text.isdecimal()}
    blank = policy.blank
    return {
        name: (one.low, float("inf") if one.high is None else one.high)
        for name, text in texts.items()
        for one in (read.get(text, blank),)
    }


def test_the_same_cases_are_hidden_or_shown_alike_wherever_they_are_counted() -> None:
    """A rule that two offers share keeps out the same cases: what one table hides no other tells."""
    made = page(60)
    counts: dict[str, set[str]] = {}
    for offer in next(one for one in made.programmes if one.id == "community-mothers").offers:
        for row in offer.out.rows:
            counts.setdefault(row.label, set()).add(row.cells[0])
    assert all(len(texts) == 1 for texts in counts.values())


def test_two_printed_counts_never_differ_by_a_few_where_one_lies_within_the_other() -> None:
    """Of all outcomes and requirements of a review: whoever knows the rules would subtract them."""
    gathering, _ = reviewed()
    draft = Draft(title="", counted="")
    counting = Counting(draft, DEFAULT_POLICY, (1 << gathering.cases) - 1)
    sets = [gathering.counted("outcome", str(at), one.value) for at in range(len(gathering.asked)) for one in Outcome]
    sets += [
        gathering.counted("failed", str(at), rule.id)
        for at, asked in enumerate(gathering.asked)
        for rule in asked.visible
    ]
    counts = {cases: counting.count(cases) for cases in sets}
    hang_together(gathering, counting)
    shown = protected(draft.counts(), DEFAULT_POLICY)
    printed = [cases for cases, one in counts.items() if not shown[one.name].hidden]
    between = [(outer & ~inner).bit_count() for outer in printed for inner in printed if inner and inner & ~outer == 0]
    assert len(printed) > 10
    assert not [one for one in between if 1 <= one <= 4]


def test_no_band_of_ages_is_hidden_alone() -> None:
    """The bands add up to all cases: the three that are hidden alone would be what the others leave."""
    gathering = Gathering.of((), Audience.CO_ORDINATOR, DAY)
    for number, age in ((30, 30), (20, 37), (3, 22)):
        person = evolve(cases()[0].participant, birth_date=date(2026 - age, 5, 1))
        for _ in range(number):
            gathering.add(evolve(cases()[0], participant=person), ())
    made = caseload_page(host(), gathering, Review(Audience.CO_ORDINATOR))
    told = {row.label: row.cells[0] for row in made.parents.table.rows}
    assert (told["20 to 24"], told["30 to 34"], told["35 to 39"]) == ("*", "30", "*")


def test_what_lies_between_two_counts_is_a_count_too() -> None:
    """Of 30 refused by one rule and 32 by another that goes further, two are between: one of the numbers is hidden."""
    draft = Draft(title="", counted="")
    counting = Counting(draft, DEFAULT_POLICY, (1 << 100) - 1)
    counts = [counting.count((1 << size) - 1) for size in (100, 32, 30)]
    counting.nest()
    shown = protected(draft.counts(), DEFAULT_POLICY)
    assert "*" in {shown[one.name].text for one in counts}


@pytest.mark.parametrize("audience", [Audience.PARTICIPANT, Audience.SUPPORTER])
def test_a_reader_meets_no_rule_question_or_value_that_is_hidden_from_her(audience: Audience) -> None:
    """All that the page holds has none of their words; it says that something is not shown."""
    told = repr(page(audience=audience))
    policies = Engine(host()).policies()
    sets = [policy.rules_on(DAY) for policy in policies]
    rules = [(rule, one) for one in sets for rule in (*one.requirements, *one.annotations)]
    hidden = [rule for rule, one in rules if rule.name not in one.visible_to(audience)]
    shown = " ".join(rule.citation.quotation for rule, one in rules if rule.name in one.visible_to(audience))
    assert hidden
    for rule in hidden:
        assert f"name={rule.id!r}" not in told
        assert rule.citation.quotation in shown or rule.citation.quotation not in told
    for fact in host().facts.values():
        if audience not in fact.visible_to and fact.question:
            assert fact.question not in told
    assert "not shown to this reader" in told


def test_the_page_names_nobody_and_stands_alone() -> None:
    """No identifier, no script, nothing from elsewhere; ids are unique and headings leave none out."""
    text = html()
    assert not any(str(case.participant.id) in text or f">{case.id}<" in text for case in cases())
    assert "<script" not in text
    assert not re.search(r"(src|href)=\"(?!#)", text.replace('xlink:href="#', ""))
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    levels = [int(one) for one in re.findall(r"<h([1-6])", text)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert text.startswith("<!doctype html>")
    HTMLParser().feed(text)


def test_every_plot_has_its_words_and_its_numbers_as_a_table() -> None:
    """As many pictures with words as pictures; below each plot its table."""
    text = html()
    figures = re.findall(r"<figure>.*?</figure>", text, flags=re.DOTALL)
    assert len(figures) >= 8
    assert all(re.search(r'role="img" aria-label="[^"]{20,}"', one) and "<caption>" in one for one in figures)
    assert text.count("<svg") == text.count('role="img"')


def test_the_windows_are_those_of_rules_and_values() -> None:
    """A site that reads the source otherwise, or gives a value of its own, has another window: none is written here."""
    windows = {one.label: one.window.words for one in (*page().parents.spans, *page().children.spans)}
    assert windows == {
        "Young Parents Connect": "under 26 years",
        "Maternal mental health link workers": "under 2 years",
        **dict.fromkeys(
            ("Community Mothers, home visits", "Community Mothers, parent led support groups", "Crafty Mummies",
             "Healthy Little Minds"),
            "under 5 years",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        (None, UNKNOWN),
        ((), NO_CHILD),
        ((date(2026, 12, 1),), NO_CHILD),
        ((date(2025, 12, 1), date(2020, 1, 1)), "½ to 1"),
        ((None, date(2020, 1, 1)), UNKNOWN),
        ((DateRange(first=date(2024, 1, 1), last=date(2024, 1, 31)),), "2½ to 3"),
        ((DateRange(first=date(2023, 9, 1), last=date(2024, 7, 31)),), UNKNOWN),
    ],
)
def test_the_youngest_child_is_told_only_where_it_is_sure(
    births: tuple[date | DateRange | None, ...] | None, expected: str
) -> None:
    """What is not recorded is no age, and no child who is not born yet makes one."""
    children = (
        None
        if births is None
        else tuple(Child(id=PersonId(f"c{at}"), birth_date=born) for at, born in enumerate(births))
    )
    found = youngest_months(evolve(cases()[0], children=children), DAY)
    assert (found if isinstance(found, str) else band_of(found, bands(0, 60, 6, ()))) == expected


@given(st.integers(0, 700), st.sets(st.integers(1, 600)))
@settings(max_examples=50)
def test_every_age_lies_in_one_band_and_every_window_ends_with_one(age: int, edges: set[int]) -> None:
    """So that no case is lost, and a window's bar ends where its numbers do."""
    made = bands(192, 540, 12, map(float, edges))
    assert [one.low <= age < one.high for one in made].count(True) == 1
    assert {float(one) for one in edges} <= {one.low for one in made}
    assert len({one.label for one in made}) == len(made)
