"""Numbers and settings: none becomes another, and none is shown."""

import pytest
from tests.interop.conftest import FaultsOf

from peersupport.interop.caseload import read_caseload
from peersupport.interop.faults import Faults
from peersupport.interop.mapping import mapping_from
from peersupport.interop.settings import Settings
from peersupport.interop.sources import Format, Source


def of_number(cell: str) -> object:
    """What a table makes of a number."""
    mapping = mapping_from(
        {"case_id": "id", "fields": [{"to": "answers[x.weight].value", "from": "kg", "kind": "number"}]}
    )
    source = Source(name="cases.csv", format=Format.CSV, content=f"id,kg\n1,{cell}\n".encode())
    return read_caseload(source, mapping)[0].answers[0].value


@pytest.mark.parametrize("cell", ["9007199254740993", "-9007199254740993.0", "9007199254740993.5"])
def test_a_number_does_not_become_another(faults: FaultsOf, cell: str) -> None:
    """As in JSON: beyond 2**53 not every whole number is held."""
    assert [one.code for one in faults(lambda: of_number(cell))] == ["cell-value"]
    assert of_number("9007199254740992") == 2.0**53
    assert of_number("0.10000000000000001") == 0.1


def test_a_table_of_settings_is_not_shown() -> None:
    """It may hold what a site wrote of somebody."""
    assert "Marigold" not in repr(Settings({"title": "Marigold"}, (), Faults("a file has faults")))
