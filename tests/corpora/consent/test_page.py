from pathlib import Path

import pytest
from tests.corpora.consent.table import PAGE, page

pytestmark = pytest.mark.corpora


def test_the_page_is_what_the_comparison_gives(shared: Path) -> None:
    """Nobody reads of an agreement that is none any more; `python -m tests.corpora.consent.table` writes it anew."""
    assert PAGE.read_text("utf-8") == page(shared)
