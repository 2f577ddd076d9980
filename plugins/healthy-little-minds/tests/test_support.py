"""The kinds of support that Healthy Little Minds offered."""

import pytest

from peersupport import Host


@pytest.mark.requirement("HL5")
def test_four_kinds_of_support_are_named_and_the_list_is_open() -> None:
    """In the words of the source, which says `including`: no rule or plan asks for one of them."""
    programme = Host.load().programmes["healthy-little-minds"]
    assert [one.title for one in programme.support_kinds] == [
        "psychotherapy", "play therapy", "sleep support", "parenting programmes",
    ]  # fmt: skip
    assert all("a range of support including" in one.citation.quotation for one in programme.support_kinds)
    assert all(one.citation.document == programme.source for one in programme.support_kinds)
