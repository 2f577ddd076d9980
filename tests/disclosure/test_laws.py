"""The library's own disclosure, held to every law of the kit, as whoever uses the kit would."""

import os
from pathlib import Path

import pytest

from peersupport.testing import laws
from peersupport.testing.consent import service_of
from peersupport.testing.laws.disclosure import DisclosureLaw

SERVICE = service_of()
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "laws.md"
LONG = os.environ.get("PEERSUPPORT_DISCLOSURE_CASES")
"""How many cases of each law, from a seed of the day's own, for a long run."""


@pytest.mark.parametrize("law", laws.DISCLOSURE, ids=str)
def test_the_library_keeps_the_law(law: DisclosureLaw) -> None:
    """Of a quarter of the cases that the law says: `nox -s disclosure` asks many more, `nox -s faults` all of them."""
    assert law.applies_to(SERVICE)
    law(SERVICE, cases=int(LONG), seed=os.getpid() * 1_000_000) if LONG else law(SERVICE, cases=law.cases // 4)


def test_every_law_stands_in_the_reference() -> None:
    """With its sentence, its source and its floor."""
    text = PAGE.read_text("utf-8")
    for law in laws.DISCLOSURE:
        assert f"## `{law.name}`\n\n{law.statement}\n\nFrom {law.source}. Premise: {law.floor:.0%} of" in text
