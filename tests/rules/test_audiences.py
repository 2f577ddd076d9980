"""Readers by their names."""

import pytest

from peersupport import Audience
from peersupport.errors import UnknownName
from peersupport.rules.facts import audience_of


@pytest.mark.parametrize("audience", Audience)
def test_a_reader_is_known_by_herself_and_by_her_name(audience: Audience) -> None:
    """A service may hold either."""
    assert audience_of(audience) is audience_of(audience.value) is audience


@pytest.mark.parametrize(
    ("given", "help"),
    [
        ("participnat", "did you mean `participant`?"),
        ("mother CANARY", "known: `auditor`, `co-ordinator`, `participant`, `supporter`"),
        (3, ""),
    ],
)
def test_who_is_no_reader_is_told_without_what_was_given(given: object, help: str) -> None:
    """A wrong name shows nobody's decision to anybody, and says which there are."""
    with pytest.raises(UnknownName) as caught:
        audience_of(given)  # type: ignore[arg-type]
    assert (caught.value.message, caught.value.help) == ("there is no such audience", help)
