"""The published tables of areas, joined and read in full."""

import csv
from datetime import date
from pathlib import Path

import pytest
from tests.interop.scripts import EXAMPLES, script

from peersupport import Case
from peersupport._attrs import evolve
from peersupport.facts import imd_decile
from peersupport.interop.areas import located, read_areas
from peersupport.programmes.host import Host
from peersupport.records.answers import Answer
from peersupport.records.areas import AreaTable, Residence
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, SiteId
from peersupport.records.people import Participant
from peersupport.records.sites import Site
from peersupport.rules.bounds import Bounds
from peersupport.truth import Truth

pytestmark = pytest.mark.corpora

ON = date(2025, 12, 1)
KNOWN = {
    "E06000018": (179, 55, 123),
    "E06000034": (100, 3, 24),
    "E09000011": (164, 0, 64),
    "E06000059": (223, 5, 16),
    "E06000058": (240, 12, 44),
    "E08000024": (185, 51, 108),
    "E06000002": (90, 45, 56),
    "E06000057": (200, 22, 59),
    "E06000063": (177, 18, 67),
    "E06000064": (142, 9, 22),
}
"""By authority: how many small areas, how many in decile 1, how many in deciles 1 to 3 (2025)."""


def rows(path: Path) -> list[dict[str, str]]:
    """A published table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def england(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> AreaTable:
    """All of England: areas of 2021, and the codes of 2011 that are none of 2021."""
    tables = shared / "data" / "imd_england"
    deciles = {row["lsoa21_code"]: row["IMD_decile"] for row in rows(tables / "imd2025_lsoa21.csv")}
    authorities = {row["lsoa21_code"]: row["ltla24_code"] for row in rows(tables / "lookup_lsoa21_ltla24.csv")}
    lines = [f"{code},{authorities[code]},{decile}" for code, decile in deciles.items()]
    for row in rows(tables / "lookup_lsoa11_lsoa21_ltla22.csv"):
        old, new = row["lsoa11_code"], row["lsoa21_code"]
        if old not in deciles and new in deciles:
            lines.append(f"{old},{authorities[new]},{deciles[new]}")
    path = tmp_path_factory.mktemp("areas") / "england.csv"
    path.write_text("\n".join(["code,local_authority,imd_decile", *lines]) + "\n")
    return read_areas(path)


def living_in(code: str) -> Case:
    """Somebody of whom only the small area is known."""
    participant = Participant(id=PersonId("p"))
    return Case(id=CaseId("1"), participant=participant, residences=(Residence(lsoa=code),))


def test_the_known_numbers_of_areas(shared: Path, england: AreaTable) -> None:
    """Nottingham has 55 of 179 areas in the most deprived tenth, Greenwich none of 164."""
    of_2021 = {row["lsoa21_code"] for row in rows(shared / "data" / "imd_england" / "imd2025_lsoa21.csv")}
    found: dict[str, list[int]] = {}
    for code in of_2021:
        (area,) = england[code]
        assert area.imd_decile is not None
        found.setdefault(area.local_authority, []).append(area.imd_decile)
    assert len(of_2021) == 33_755
    counted = {
        code: (len(each), sum(decile == 1 for decile in each), sum(decile <= 3 for decile in each))
        for code, each in found.items()
        if code in KNOWN
    }
    assert counted == KNOWN


def test_a_family_is_joined_to_its_area(england: AreaTable) -> None:
    """The LSOA alone gives authority and decile."""
    case = located(living_in("E01013814"), england)
    assert case.residences is not None
    assert case.residences[0].local_authority == "E06000018"
    assert imd_decile.function(case, ON, table=england) == england["E01013814"][0].imd_decile


def test_an_area_that_was_split_is_between_bounds(england: AreaTable) -> None:
    """E01012064 became two of decile 7, E01032553 one of 9 and one of 6: what they agree on is known."""
    assert imd_decile.function(living_in("E01012064"), ON, table=england) == 7
    assert imd_decile.function(living_in("E01032553"), ON, table=england) == Bounds(low=6, high=9)


def test_deprivation_sets_the_order_where_the_area_tells_it(host: Host, england: AreaTable) -> None:
    """By the site's table, in a decision: surely deprived, surely not, or open where an old code straddles the cut."""
    site = Site(id=SiteId("s"), programme=ProgrammeId("healthy-little-minds"), areas=england)
    policy = host.at_site(site).eligibility("healthy-little-minds")
    by_deciles = {tuple(sorted(area.imd_decile or 0 for area in areas)): code for code, areas in england.items()}

    def priority(*deciles: int) -> Truth:
        # Not poor themselves: else the area would not matter.
        answers = (Answer(matter="healthy-little-minds.poverty", value=False),)
        case = evolve(living_in(by_deciles[deciles]), answers=answers)
        return {one.rule.id: one.truth for one in policy.decide(case, ON).findings}["HL1"]

    assert [priority(1), priority(2), priority(3), priority(10)] == [Truth.TRUE, Truth.TRUE, Truth.FALSE, Truth.FALSE]
    assert [priority(1, 2), priority(2, 3), priority(5, 7)] == [Truth.TRUE, Truth.UNKNOWN, Truth.FALSE]


def test_the_example_areas_are_the_published_ones(shared: Path) -> None:
    """The committed subset is what its script makes of the published tables, byte for byte."""
    made = script("areas").areas_table(shared / "data" / "imd_england")
    assert (EXAMPLES / "areas.csv").read_bytes() == made.encode()
    kept = read_areas(EXAMPLES / "areas.csv")
    assert len(kept) == 1_771
    assert sum(len(areas) > 1 for areas in kept.values()) == 36
