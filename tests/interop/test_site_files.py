from datetime import date
from pathlib import Path

import pytest
from tests.interop.conftest import FaultsOf

from peersupport.dates import Period
from peersupport.interop.site_files import read_sites
from peersupport.records.roles import Role
from peersupport.records.sites import DatedValue

SITE = """
id = "north"
programme = "knitting"
title = "Knitting North"
source = "steering group"
areas = "areas.csv"
[runs]
start = 2024-01-01
[[contacts]]
role = "safeguarding_lead"
telephone = "01632 960001"
crisis = true
[[partners]]
name = "A charity"
period = { end = 2025-01-01 }
[[providers]]
id = "wool"
name = "Wool"
local_authorities = ["E06000018"]
[parameters]
"knitting.limit" = 5
"knitting.areas" = { always = ["a"], "2025-01-01" = ["a", "b"], "2026-01-01" = {} }
knitting.reading = "strict"
knitting.since = 2024-05-01
[parameters.knitting.fee]
"2025-06-01" = 2.5
source = "council"
"""
AREAS = "code,local_authority,imd_decile\nA1,E06000018,1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a site and its table of areas."""
    (tmp_path / "north.toml").write_text(SITE)
    (tmp_path / "areas.csv").write_text(AREAS)
    return tmp_path


def test_a_site(folder: Path) -> None:
    """All that a site file can say arrives in the record."""
    (site,) = read_sites(folder)
    assert (site.id, site.programme, site.title) == ("north", "knitting", "Knitting North")
    assert site.runs == Period(start=date(2024, 1, 1), end=None)
    assert (site.contacts[0].role, site.contacts[0].crisis) == (Role.SAFEGUARDING_LEAD, True)
    assert site.partners[0].period == Period(start=None, end=date(2025, 1, 1))
    assert site.providers[0].local_authorities == ("E06000018",)
    assert site.areas is not None
    assert site.areas["A1"][0].imd_decile == 1
    ours = "steering group"
    assert site.parameters == {
        "knitting.limit": (DatedValue(value=5, source=ours),),
        "knitting.areas": (
            DatedValue(value=("a",), source=ours),
            DatedValue(value=("a", "b"), since=date(2025, 1, 1), source=ours),
            DatedValue(value=None, since=date(2026, 1, 1), source=ours),
        ),
        "knitting.reading": (DatedValue(value="strict", source=ours),),
        "knitting.since": (DatedValue(value=date(2024, 5, 1), source=ours),),
        "knitting.fee": (DatedValue(value=2.5, since=date(2025, 6, 1), source="council"),),
    }


def test_the_digest_is_of_what_the_files_say(folder: Path) -> None:
    """A comment changes nothing; a value, a contact or an area's decile does, since a decision may rest on it."""
    (before,) = read_sites(folder / "north.toml")
    file, areas = folder / "north.toml", folder / "areas.csv"
    file.write_text("# checked\n" + SITE.replace('"knitting.limit" = 5', '"knitting.limit"=5'))
    (same,) = read_sites(folder)
    changed = []
    for text in (SITE.replace("= 5", "= 6"), SITE.replace("960001", "960002"), SITE.replace("2024-01", "2024-02")):
        file.write_text(text)
        changed += read_sites(folder)
    file.write_text(SITE)
    areas.write_text(AREAS.replace(",1\n", ",2\n"))
    changed += read_sites(folder)
    assert same.digest == before.digest
    assert len({before.digest, *(one.digest for one in changed)}) == 5


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ('id = "north"\n', "", "key-missing", ("id",)),
        ("title =", "titel =", "key-unknown", ()),
        ("start = 2024-01-01", 'start = "2024-1-1"', "date-invalid", ("runs", "start")),
        ("start = 2024-01-01", "start = 2024-01-01\nend = 2023-01-01", "record-invalid", ("runs",)),
        ('role = "safeguarding_lead"', 'role = "lead"', "value-option", ("contacts", 0, "role")),
        ("crisis = true", 'crisis = "yes"', "value-type", ("contacts", 0, "crisis")),
        ('name = "A charity"\n', "", "key-missing", ("partners", 0, "name")),
        ("= 5", "= [[5]]", "value-type", ("parameters", "knitting.limit")),
        ("= 5", "= nan", "value-type", ("parameters", "knitting.limit")),
        ("= 5", "= 2024-01-01T10:00:00", "value-type", ("parameters", "knitting.limit")),
        ("= 5", '= {source = "council"}', "key-missing", ("parameters", "knitting.limit")),
        ("= 5", '= {always = 1, "2025-1-1" = 2}', "key-unknown", ("parameters", "knitting.limit", "2025-1-1")),
        ('knitting.reading = "strict"', "knitting.limit = 4", "parameter-duplicate", ("parameters", "knitting.limit")),
        ("areas.csv", "area.csv", "file-unreadable", ("areas",)),
        ('id = "north"', "id = ", "toml-syntax", ()),
    ],
)
def test_each_fault_is_told_with_file_and_path(
    folder: Path, faults: FaultsOf, old: str, new: str, code: str, path: tuple[str | int, ...]
) -> None:
    """A site's mistake must not decide about anybody: it is found when the file is read."""
    assert SITE.count(old) == 1
    (folder / "north.toml").write_text(SITE.replace(old, new))
    found = faults(lambda: read_sites(folder))
    assert [(one.code, one.path) for one in found] == [(code, ("north.toml", *path))]


def test_a_faulty_table_of_areas_is_told_with_the_site(folder: Path, faults: FaultsOf) -> None:
    """Its rows are named below the site's file."""
    (folder / "areas.csv").write_text(AREAS.replace(",1\n", ",0\n"))
    assert [one.path for one in faults(lambda: read_sites(folder))] == [("north.toml", "areas", "row", 2, "imd_decile")]


def test_one_site_is_not_read_twice_as_two(folder: Path, faults: FaultsOf) -> None:
    """Two files of one programme and id are a fault; a folder without sites is one too."""
    (folder / "south.toml").write_text(SITE)
    assert [(one.code, one.path) for one in faults(lambda: read_sites(folder))] == [
        ("site-duplicate", ("south.toml", "id"))
    ]
    empty = folder / "empty"
    empty.mkdir()
    assert [one.code for one in faults(lambda: read_sites(empty))] == ["site-missing"]
