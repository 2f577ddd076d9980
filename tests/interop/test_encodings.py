"""Encodings: the first of those that the mapping names, for the whole file; a byte order mark decides between them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interop.conftest import FaultsOf

from peersupport.errors import InvalidDocument
from peersupport.interop.caseload import Caseload, open_caseload
from peersupport.interop.mapping import mapping_from
from peersupport.interop.sources import Format, Source


def opened(content: bytes, *names: str) -> Caseload:
    """A caseload of these bytes, by a mapping that names these encodings."""
    mapping = mapping_from(
        {
            "case_id": "id",
            "encoding": list(names),
            "fields": [{"to": "participant.email", "from": "mail"}],
        }
    )
    return open_caseload(Source(name="cases.csv", format=Format.CSV, content=content), mapping)


@pytest.mark.parametrize(
    ("written", "named", "taken"),
    [
        ("utf-8", ("utf-8", "cp1252"), "utf-8"),
        ("utf-8-sig", ("utf-8", "cp1252"), "utf-8"),
        ("cp1252", ("utf-8", "cp1252"), "cp1252"),
        ("utf-8-sig", ("cp1252", "utf-8"), "utf-8"),
        ("utf-16", ("utf-8", "utf-16"), "utf-16"),
        ("utf-16", ("utf-16-le", "cp1252"), "utf-16"),
        ("latin-1", ("utf-8", "latin-1"), "latin-1"),
    ],
)
def test_the_first_that_fits_is_taken_and_said(written: str, named: tuple[str, ...], taken: str) -> None:
    """For all rows alike, however late the first letter stands that tells them apart."""
    rows = "".join(f"{number},plain\r\n" for number in range(5_500))
    content = f"id,mail\r\n{rows}last,\u00e9\r\n".encode(written)
    read = opened(content, *named)
    assert read.told["encoding"] == taken
    assert [case.participant.email for case in read][-1] == "\u00e9"


@pytest.mark.parametrize(
    ("content", "named", "row"),
    [
        ("id,mail\n1,a\n2,\u00e9\n".encode("latin-1"), ("utf-8",), 3),
        (b"id,mail\n1,a\n2,\x81\n", ("utf-8", "cp1252"), 3),
        ("id,mail\n1,\u00e9\n".encode("utf-8-sig"), ("cp1252",), 1),
        ("id,mail\n1,\u00e9\n".encode("utf-16"), ("utf-8", "cp1252"), 1),
        (b"\xff\xfei\x00d", ("utf-8",), 1),
    ],
)
def test_no_other_is_tried(faults: FaultsOf, content: bytes, named: tuple[str, ...], row: int) -> None:
    """Rather none than one that nobody named, also where a mark says which it would be."""
    found = faults(lambda: opened(content, *named))
    assert [(one.code, one.path) for one in found] == [("file-encoding", ("row", row))]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["latin-1", "utf-8"], "encoding-order"),
        (["utf-8", "utf-9"], "encoding-unknown"),
        (["hex"], "encoding-unknown"),
        ([], "encoding-unknown"),
        ([8], "value-type"),
    ],
)
def test_encodings_that_a_mapping_may_not_name(faults: FaultsOf, names: list[object], code: str) -> None:
    """One that fits every file leaves the others untried; one that there is not fits none."""
    found = faults(lambda: mapping_from({"case_id": "id", "encoding": names}))
    assert [(one.code, one.path) for one in found] == [(code, ("encoding",))]


@settings(deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["utf-8", "utf-16", "cp1252", "ascii", "utf-7", "shift_jis"]))
def test_any_bytes_are_read_or_told(content: bytes, name: str) -> None:
    """Nothing else is raised, and a fault holds none of the bytes."""
    try:
        opened(b"id,mail\n" + content, name)
    except InvalidDocument as error:
        assert error.faults  # noqa: PT017 - most bytes are no table


def test_a_name_that_says_nothing_needs_a_format(tmp_path: Path, faults: FaultsOf) -> None:
    """A table is not taken for CSV because there is a mapping."""
    (tmp_path / "cases.txt").write_text("id\n1\n")
    found = faults(lambda: open_caseload(tmp_path / "cases.txt", mapping_from({"case_id": "id"})))
    assert [one.code for one in found] == ["caseload-format"]
