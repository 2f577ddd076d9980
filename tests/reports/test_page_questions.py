"""What the page of a review says to ask first, and what it says of numbers that it hides."""

from tests.reports.pages import html, page, reviewed

from peersupport.reports.caseload.asking import LONGEST, first_questions
from peersupport.reports.caseload.drafting import MANY


def test_of_an_offer_the_questions_that_settle_most_are_counted() -> None:
    """Those that `OfferReview.questions` begins with, and no others."""
    _, review = reviewed()
    offers = {one.title: one for one in review.offers}
    for shown in (offer for one in page(masked=False).programmes for offer in one.offers):
        asked = offers[shown.title].questions[:MANY]
        assert {row.cells for row in shown.questions.rows} == {(str(one.cases), str(one.settles)) for one in asked}


def test_no_question_drops_out_without_a_word() -> None:
    """What is hidden is a row that says so, after all numbers; what has no room is counted in the note."""
    made = page()
    counted = [row for one in made.programmes for offer in one.offers for row in offer.questions.rows]
    due = [row for row in counted if row.cells[1] != "0"]
    cells = [row.cells[0] for row in made.questions.rows]
    told = [cell for cell in cells if cell != "*"]
    assert "*" in cells
    assert cells == [*sorted(told, key=int, reverse=True), *["*"] * (len(cells) - len(told))]
    assert len(due) > len(cells) == LONGEST
    assert f"Not shown are {len(due) - LONGEST} more, whose numbers are hidden." in made.questions.note
    assert made.questions.note in html()
    assert first_questions([], []).rows == ()
    assert "Not shown" not in first_questions([], []).note


def test_where_nearly_all_is_hidden_the_page_says_how_to_see_it() -> None:
    """Of few cases, and not of many; a page that hides nothing has nothing to say."""
    assert "--no-suppression" in page(3).small_numbers
    assert "--no-suppression" not in page().small_numbers
    assert not page(3, masked=False).small_numbers
