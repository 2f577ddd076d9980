"""The pages that are written from the code say what the code says; nobody has to remember to write them anew."""

import re
from pathlib import Path

import pytest
from tests.docs.pages import PAGES, PROGRAMMES, REFERENCE, host


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_is_what_the_code_says(page: Path) -> None:
    """Write it anew: `python -m tests.docs`."""
    assert page.read_text("utf-8") == PAGES[page]()


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_rule_schedule_and_parameter_stands_on_its_programmes_page(programme: str) -> None:
    """Whatever the page is made by: each has a heading, and the words that it rests on."""
    text = re.sub(r"\\(.)", r"\1", (REFERENCE / "programmes" / f"{programme}.md").read_text("utf-8"))
    rules = [one for rules in host().rules.values() for one in rules if one.programme == programme]
    due = [one for one in host().schedules if one.programme == programme]
    own = [one for one in host().parameters.values() if one.name.startswith(f"{programme}.")]
    assert rules
    headings = set(re.findall(r"^#{3,4} `?([^`\n]+)`?$", text, re.M))
    assert {one.id for one in (*rules, *due)} | {one.name for one in own} <= headings
    for one in (*rules, *due, *own):
        assert f"> “{' '.join(one.citation.quotation.split())}”" in text, one.name


def test_every_programme_and_every_fact_has_its_place() -> None:
    """A programme or a fact that is new is on a page before it is in a release."""
    assert sorted(host().programmes) == sorted(PROGRAMMES)
    text = (REFERENCE / "facts.md").read_text("utf-8")
    assert sorted(re.findall(r"^#### `(.+)`$", text, re.M)) == sorted(host().facts)
