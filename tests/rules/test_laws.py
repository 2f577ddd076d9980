"""Laws of criteria that hold for every criterion and every subject."""

import json
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from peersupport.errors import InvalidDocument
from peersupport.rules.check import check_criterion
from peersupport.rules.document import canonical, criterion_document, digest
from peersupport.rules.reading import criterion_from
from peersupport.rules.render import render
from peersupport.testing.rules.drawing import drawn_criterion, drawn_settings
from peersupport.testing.rules.vocabulary import BY_NAME, COLLECTIONS, FACTS

# A seed is drawn, not each choice: Hypothesis prefers small choices, which make small criteria.
CHANCES = st.randoms(use_true_random=True)
CODE = ("None", "Colour.", "Criterion", "frozenset", "object at", "datetime", "lambda")
"""What no English sentence holds."""


@settings(max_examples=1_000, deadline=None)
@given(CHANCES)
def test_a_criterion_comes_back_from_its_document(random: Random) -> None:
    """What is hashed, stored and exchanged is the whole criterion: written, sent as JSON, read, it is equal."""
    criterion = drawn_criterion(random, depth=4)
    document = criterion_document(criterion)
    sent = json.loads(canonical(document))
    if check_criterion(criterion, "family", "drawn"):
        event("refused at load")
        with pytest.raises(InvalidDocument):
            criterion_from(sent, FACTS, BY_NAME, COLLECTIONS)
        return
    event("sound")
    back = criterion_from(sent, FACTS, BY_NAME, COLLECTIONS)
    assert back == criterion
    assert hash(back) == hash(criterion)
    assert digest(criterion_document(back)) == digest(document)


@settings(max_examples=1_000, deadline=None)
@given(CHANCES)
def test_every_criterion_reads_as_english(random: Random) -> None:
    """A criterion can always be shown, with and without the site's values, and never as the code's own names."""
    criterion = drawn_criterion(random, depth=4)
    for text in (render(criterion), render(criterion, drawn_settings(random))):
        assert text.strip()
        assert not [word for word in CODE if word in text]
