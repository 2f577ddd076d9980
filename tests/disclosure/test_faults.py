"""The seeded faults are mistakes in the engine as it is: `nox -s faults` puts each into it and asks the laws."""

import pytest
from tests.disclosure.faults.every import FAULTS
from tests.disclosure.faults.fault import SOURCE, Fault


def test_there_are_as_many_as_the_documentation_says() -> None:
    """None is dropped when code moves; no two have one name."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) == 255


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_fault_can_be_put_into_the_library(fault: Fault) -> None:
    """Code that has moved takes its faults along: what is not there any more is not seen to be caught."""
    faulty = fault.put_into((SOURCE / fault.file).read_text(encoding="utf-8"))
    compile(faulty, fault.file, "exec")
