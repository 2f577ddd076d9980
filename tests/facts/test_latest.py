"""The latest record, told only when it is sure."""

import pytest

from peersupport.facts.latest import agreed


@pytest.mark.parametrize("values", [(True, 1), (1, True), (0, False), (1.0, 1)])
def test_values_of_different_types_do_not_agree(values: tuple[object, ...]) -> None:
    """Python calls `True` and 1 equal; which of two answers counted would then hang on their order."""
    assert agreed(values) is None
    assert agreed(values[:1]) is values[0]
