from pathlib import Path

import pytest
from tests.interop.conftest import FaultsOf

from peersupport import Case
from peersupport.interop.areas import located, read_areas
from peersupport.records.areas import Area, Residence, Setting
from peersupport.records.identifiers import CaseId, PersonId
from peersupport.records.people import Participant

TABLE = """code,local_authority,imd_decile,setting
A1,E06000018,1,urban
A2,E06000018,,
S1,E06000018,2,
S1,E06000018,4,
X1,E06000018,2,
X1,E07000174,3,rural
"""


def at(*residences: Residence) -> Case:
    """A case of somebody who lives there."""
    return Case(id=CaseId("1"), participant=Participant(id=PersonId("p")), residences=residences)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small table with a split and a straddling code."""
    path = tmp_path / "areas.csv"
    path.write_text(TABLE)
    return path


def test_a_table_of_areas(file: Path) -> None:
    """Several rows of one code are kept, and what is blank is not known."""
    table = read_areas(file)
    assert table["A1"] == (Area(code="A1", local_authority="E06000018", imd_decile=1, setting=Setting.URBAN),)
    assert [area.imd_decile for area in table["S1"]] == [2, 4]
    assert (table["A2"][0].imd_decile, table["A2"][0].setting) == (None, None)


def test_an_authority_is_filled_in_only_where_it_is_sure(file: Path) -> None:
    """A code that two authorities share tells neither; what is recorded stays as it is."""
    table = read_areas(file)
    known = Residence(lsoa="A1", local_authority="E07000999")
    case = at(Residence(lsoa="S1"), Residence(lsoa="X1"), Residence(lsoa="?"), Residence(), known)
    found = located(case, table).residences
    assert found is not None
    assert [one.local_authority for one in found] == ["E06000018", None, None, None, "E07000999"]
    assert [one.lsoa for one in found] == ["S1", "X1", "?", None, "A1"]


def test_locating_leaves_everything_else_alone(file: Path) -> None:
    """Not recorded stays not recorded, and recorded: none stays so."""
    nowhere = Case(id=CaseId("1"), participant=Participant(id=PersonId("p")))
    assert located(nowhere, read_areas(file)) is nowhere
    assert located(at(), read_areas(file)) == at()


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        (TABLE.replace("A1,E06000018,1", "A1,E06000018,0"), "cell-value", ("row", 2, "imd_decile")),
        (TABLE.replace("A1,E06000018,1", "A1,E06000018,11"), "cell-value", ("row", 2, "imd_decile")),
        (TABLE.replace("A1,E06000018,1", "A1,,1"), "cell-value", ("row", 2, "local_authority")),
        (TABLE.replace("rural", "country"), "cell-value", ("row", 7, "setting")),
        (TABLE.replace("A2,E06000018,,", "A2,E06000018"), "row-length", ("row", 3)),
        (TABLE.replace("imd_decile", "decile"), "column-unknown", ("row", 1)),
    ],
)
def test_a_faulty_table_is_refused(
    file: Path, faults: FaultsOf, text: str, code: str, path: tuple[str | int, ...]
) -> None:
    """A decile of 0 or 11 would make somebody deprived, or not, by mistake."""
    file.write_text(text)
    assert (code, path) in [(one.code, one.path) for one in faults(lambda: read_areas(file))]
