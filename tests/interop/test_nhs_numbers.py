"""NHS numbers in tables: as printed or together, with the right check digit, kept as ten digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interop.conftest import FaultsOf

from peersupport import Case
from peersupport.interop.caseload import read_caseload
from peersupport.interop.cells import nhs_number
from peersupport.interop.faults import Unreadable
from peersupport.interop.mapping import mapping_from
from peersupport.interop.sources import Format, Source


def check_digit(nine: str) -> int:
    """As the data dictionary has it: weights 10 to 2, the remainder by 11 from 11, 11 counts as 0."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 9), st.sampled_from(["", " ", "-"]))
def test_only_the_right_last_digit_is_taken(nine: str, last: int, between: str) -> None:
    """In every way in which it is printed."""
    digits = f"{nine}{last}"
    printed = between.join((digits[:3], digits[3:6], digits[6:]))
    try:
        assert nhs_number(printed) == digits
        right = True
    except Unreadable:
        right = False
    assert right is (check_digit(nine) == last)


def read(cell: str) -> Case:
    """The case of a row with that NHS number."""
    mapping = mapping_from({"case_id": "id", "fields": [{"to": "participant.nhs_number", "from": "nhs"}]})
    source = Source(name="cases.csv", format=Format.CSV, content=f"id,nhs\n1,{cell}\n".encode())
    return read_caseload(source, mapping)[0]


@pytest.mark.parametrize(
    "cell", ["9434765918", "943476591", "94347659190", "943.476.5919", "\u0669434765919", " 9434765919", "none"]
)
def test_anything_else_is_a_fault(faults: FaultsOf, cell: str) -> None:
    """Nothing is trimmed, and no digit of another script counts."""
    found = faults(lambda: read(cell))
    assert [(one.code, one.path) for one in found] == [("nhs-number", ("row", 2, "participant", "nhs_number"))]
    assert cell not in str(found[0])


def test_it_is_kept_as_ten_digits() -> None:
    """So that one person's number is one text."""
    assert read("943-476-5919").participant.nhs_number == read("9434765919").participant.nhs_number == "9434765919"
