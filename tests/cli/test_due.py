"""`peersupport due` as a user meets it."""

import json
from pathlib import Path
from typing import Any

import pytest
import vobject
from tests.cli.conftest import Run

CASES = [
    {
        "id": "family-1",
        "participant": {"id": "m1", "names": ["Jane Doe"], "birth_date": "1999-05-01"},
        "enrolments": [{"id": "e1", "programme": "community-mothers", "offer": "home-visits", "start": "2026-01-31"}],
        "encounters": [],
        "plans": [],
    },
    {
        "id": "family-2",
        "participant": {"id": "m2"},
        "enrolments": [{"id": "e2", "programme": "community-mothers", "offer": "home-visits", "start": "2026-02-20"}],
        "encounters": [],
        "plans": [],
    },
]
ACTIVITY: dict[str, Any] = {
    "programme": "community-mothers",
    "supporters": [{"id": "mother-1", "role": "community_mother", "start": "2025-11-30", "supervisions": []}],
    "meetings": [{"kind": "group_support", "on": "2026-03-01", "cancelled": False}],
    "sheets": [],
}
DUE = ("--programme", "community-mothers", "--on", "2026-03-10")


@pytest.fixture
def caseload(tmp_path: Path) -> Path:
    """Two families that are visited."""
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(map(json.dumps, CASES)), "utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The site's own records."""
    path = tmp_path / "activity.json"
    path.write_text(json.dumps(ACTIVITY), "utf-8")
    return path


def test_what_is_overdue_stands_first(run: Run, caseload: Path, own: Path) -> None:
    """One look tells what to do first, and why."""
    code, out, err = run("due", caseload, *DUE, "--activity", own)
    assert (code, err) == (0, "")
    rows = [line.split("│")[1].strip() for line in out.splitlines() if line.startswith("│")]
    assert [row for row in rows if row] == ["overdue", "overdue", "upcoming", "upcoming"]
    assert "2 overdue, 2 upcoming, 1 done" in out
    assert "2026-02-28" in out
    assert "Jane" not in out


def test_how_far_to_look_ahead(run: Run, caseload: Path, own: Path) -> None:
    """What comes later than that is left out of the table; JSON holds all, with the reasons."""
    out = run("due", caseload, *DUE, "--activity", own, "--within", "P3D")[1]
    assert "upcoming" not in "".join(line for line in out.splitlines() if line.startswith("│"))
    document = json.loads(run("due", caseload, *DUE, "--activity", own, "--within", "P3D", "--json")[1])
    assert [one["status"] for one in document["due"]] == ["overdue", "overdue", "upcoming", "upcoming", "done"]
    supervision = next(one for one in document["due"] if one["schedule"] == "community-mothers/TC51")
    assert (supervision["earliest"], supervision["due"], supervision["overdue_from"]) == (
        "2026-01-30",
        "2026-02-28",
        "2026-03-01",
    )
    assert {each["about"] for each in supervision["why"]} == {"rule", "parameter"}


def test_without_the_sites_own_records_it_says_so(run: Run, caseload: Path) -> None:
    """Not one thing of the site is silently not overdue."""
    document = json.loads(run("due", caseload, *DUE, "--json")[1])
    unknown = {one["schedule"] for one in document["due"] if one["status"] == "unknown"}
    assert unknown == {f"community-mothers/{name}" for name in ("TC12", "TC49", "TC51")}


def test_a_calendar_is_written_and_names_nobody(run: Run, caseload: Path, own: Path, tmp_path: Path) -> None:
    """The file holds what the table shows; written again, it has the same UIDs."""
    first, second = tmp_path / "out" / "due.ics", tmp_path / "again.ics"
    code, out, _ = run("due", caseload, *DUE, "--activity", own, "--ics", first)
    assert code == 0
    assert "due.ics" in out.replace("\n", "")
    run("due", caseload, *DUE, "--activity", own, "--ics", second)
    uids = [
        sorted(event.uid.value for event in vobject.readOne(path.read_text("utf-8")).vevent_list)
        for path in (first, second)
    ]
    assert len(uids[0]) == 4
    assert uids[0] == uids[1]
    assert "Jane" not in first.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--programme", "community-mother"), "did you mean `community-mothers`?"),
        ((*DUE, "--within", "2 weeks"), "as P2W"),
        ((*DUE, "--within", "P1Y"), "as P2W"),
        ((*DUE, "--site-id", "elsewhere"), "there is no such site"),
        ((*DUE, "--wihtin", "P2W"), "--within"),
    ],
)
def test_what_was_meant_is_named(run: Run, caseload: Path, arguments: tuple[str, ...], told: str) -> None:
    """A misspelt programme, option or duration is a usage error."""
    code, _, err = run("due", caseload, *arguments)
    assert code == 2
    assert told in err


def test_anothers_records_are_refused_and_nothing_is_written(run: Run, caseload: Path, tmp_path: Path) -> None:
    """The supporters of another programme are not overdue here."""
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**ACTIVITY, "programme": "link-workers"}), "utf-8")
    code, _, err = run("due", caseload, *DUE, "--activity", other, "--ics", tmp_path / "due.ics")
    assert code == 1
    assert "activity-other" in err
    other.write_text('{"programme": "community-mothers", "supporters": [{"id": 7}]}', "utf-8")
    assert "supporters[0].id" in run("due", caseload, *DUE, "--activity", other)[2]
    assert not (tmp_path / "due.ics").exists()


def test_a_row_shows_two_questions_and_how_many_more(run: Run, caseload: Path, own: Path) -> None:
    """A volunteer of whom nobody wrote down what took place is one row, not a page."""
    unsure = [{"kind": "one_to_one", "on": f"2026-0{month}-01"} for month in (1, 2, 3)]
    own.write_text(json.dumps({**ACTIVITY, "supporters": [{**ACTIVITY["supporters"][0], "supervisions": unsure}]}))
    out = " ".join(run("due", caseload, *DUE, "--activity", own)[1].split())
    assert "(and 1 more: --json)" in out
    assert "supervision 3" not in out


def test_a_calendar_that_cannot_be_written_is_told(run: Run, caseload: Path) -> None:
    """With a fault, and no traceback."""
    code, _, err = run("due", caseload, *DUE, "--ics", caseload / "due.ics")
    assert code == 1
    assert "file-unwritable" in err
