"""The reference of instruments says what the data says: figure by figure, and the source of each."""

from tests.docs.instrument_table import rows
from tests.docs.test_documented import REFERENCE

from peersupport.outcomes.built_in import BUILT_IN

PAGE = REFERENCE / "instruments.md"


def test_the_table_is_the_data() -> None:
    """A cut-off that is changed in the code and not on the page would be believed by whoever reads the page."""
    text = PAGE.read_text("utf-8")
    assert [row for row in rows() if row not in text] == []


def test_every_source_and_licence_stands_on_the_page() -> None:
    """Whoever uses an instrument sees where its figures are from and what its licence asks."""
    text = PAGE.read_text("utf-8")
    for one in BUILT_IN:
        assert one.source.text in text, one.id
        assert one.licence in text, one.id
