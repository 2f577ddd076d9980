"""Services with one mistake each: the law that speaks of it sees it, and tells of it so that it can be tried again."""

import json

import pytest
from tests.testing.faults.every import FAULTS
from tests.testing.faults.fault import Fault, caught
from tests.testing.faults.page import PAGE

from peersupport.testing import laws
from peersupport.testing.laws.law import Law, LawBroken
from peersupport.testing.machines import PathwayWalk

QUICK = [one for one in FAULTS if one.quick]
STATEFUL = {"another family's answer is remembered"}
"""Whoever remembers answers another way when the case is tried again alone."""


@pytest.mark.parametrize("fault", QUICK, ids=lambda fault: fault.name)
def test_a_fault_is_caught_and_can_be_tried_again(fault: Fault) -> None:
    """By the document in the message alone, a new service with the same mistake breaks the law again."""
    found = caught(fault)
    assert found is not None
    assert isinstance(fault.check, Law)
    written = json.dumps(found.document, ensure_ascii=False)
    assert written in found.said
    if fault.name not in STATEFUL:
        assert len(written) < 1_000, "the counterexample is not small"
        with pytest.raises(LawBroken):
            fault.check(fault.service(), case=json.loads(written))


def test_every_law_of_programmes_sees_a_fault() -> None:
    """A law that no fault breaks may be one that nothing can break; those of disclosure have faults of their own."""
    seen = {one.check for one in FAULTS if isinstance(one.check, Law)}
    assert [one.name for one in laws.ALL if one not in seen and one not in laws.DISCLOSURE] == []


def test_the_page_tells_of_every_law() -> None:
    """`docs/reference/laws-of-programmes.md` is written from the laws: it names each, in its words."""
    page = PAGE.read_text(encoding="utf-8")
    others = [one for one in laws.ALL if one not in laws.DISCLOSURE]
    assert [one.name for one in others if f"### `{one.name}`\n\n{one.statement}\n" not in page] == []


@pytest.mark.parametrize("fault", [one for one in FAULTS if one.check is PathwayWalk], ids=lambda fault: fault.name)
def test_a_machine_sees_a_fault_and_tells_the_steps(fault: Fault) -> None:
    """The quick ones; `python -m tests.testing.faults` tries them all."""
    found = caught(fault)
    assert found is not None
    assert "state = PathwayWalk()" in found.said
