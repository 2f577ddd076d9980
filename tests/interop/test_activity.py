"""The example records of a site of each programme: what their script makes, read as a service reads its own."""

from datetime import time

import pytest
from tests.interop.scripts import EXAMPLES, script

from peersupport.errors import InvalidDate, InvalidDocument
from peersupport.instants import parse_time
from peersupport.interop.activity import read_activity
from peersupport.interop.site_files import read_sites
from peersupport.programmes.host import Host

FILES = sorted((EXAMPLES / "activity").glob("*.json"))


def test_the_script_makes_the_committed_files() -> None:
    """Whoever changes one changes both; each programme has one, and what is written reads back the same."""
    made = script("activities")
    activities = {f"{one.programme}.json": one for one in (make() for make in made.MADE)}
    assert [path.name for path in FILES] == sorted(activities)
    for path in FILES:
        assert path.read_text("utf-8") == made.lines(activities[path.name])
        assert read_activity(path) == activities[path.name]


def test_they_are_of_the_example_sites() -> None:
    """A report of one site must find its records."""
    host = Host.load(sites=read_sites(EXAMPLES / "sites"))
    sites = {site.programme: site.id for site in host.sites}
    found = {one.programme: one.site for one in map(read_activity, FILES)}
    assert found == sites


def test_a_fault_is_told_by_its_place_and_nothing_is_taken(tmp_path: pytest.TempPathFactory) -> None:
    """Every one, and never a value."""
    path = tmp_path / "activity.json"  # type: ignore[operator]
    path.write_text(
        '{"programme": "p", "meetings": [{"kind": "party"}], "series": [{"id": "s", "programme": "p", '
        '"starts_at": "CANARY"}], "outputs": [{"kind": "toolkit", "sights": []}]}'
    )
    with pytest.raises(InvalidDocument) as raised:
        read_activity(path)
    places = {fault.path for fault in raised.value.faults}
    assert places >= {("meetings", 0, "kind"), ("series", 0, "starts_at")}
    assert len(raised.value.faults) == 3
    assert "CANARY" not in str(raised.value)


@pytest.mark.parametrize("text", ["10", "24:00", "10:60", "10:30:00.5", "10:30Z", "ten", "٣0:30"])
def test_a_time_of_day_is_written_in_one_way(text: str) -> None:
    """A time with a zone, or of another day, would put a session elsewhere."""
    assert parse_time("10:30") == parse_time("10:30:00") == time(10, 30)
    with pytest.raises(InvalidDate):
        parse_time(text)
