"""Files to read: written into a folder of the test, and read as a user's would be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peersupport import Case
from peersupport.errors import Fault, InvalidDocument
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping

Read = Callable[[str, str | bytes], tuple[Case, ...]]
FaultsOf = Callable[[Callable[[], object]], tuple[Fault, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a CSV, given as text or bytes, by a mapping given as TOML."""

    def reading(mapping: str, table: str | bytes) -> tuple[Case, ...]:
        (tmp_path / "mapping.toml").write_text(mapping, "utf-8")
        (tmp_path / "cases.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
        return read_caseload(tmp_path / "cases.csv", read_mapping(tmp_path / "mapping.toml"))

    return reading


@pytest.fixture
def faults() -> FaultsOf:
    """The faults for which something is refused."""

    def of(call: Callable[[], object]) -> tuple[Fault, ...]:
        with pytest.raises(InvalidDocument) as caught:
            call()
        return caught.value.faults

    return of
