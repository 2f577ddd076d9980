"""What each rule rests on stands in `statements.md`, which was read against the source."""

from pathlib import Path

from peersupport import Host
from peersupport.testing.statements import statements


def test_rules_rest_on_the_words_that_were_read_against_the_source() -> None:
    """A choice of ours passed off as the source's, or a rule under the wrong statement, is seen here."""
    reviewed = Path(__file__).with_name("statements.md").read_text("utf-8")
    assert statements(Host.load(allow=["community-mothers"]), "community-mothers") == reviewed
