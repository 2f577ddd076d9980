"""What comes next, who may be given a family, and pathways as pictures: by their arguments."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
CHECKS = [
    {"kind": kind, "on": "2026-01-05", "passed": True}
    for kind in (
        "reference",
        "reference",
        "social_services",
        "interview",
        "confidentiality_clause",
        "confidentiality_guidance",
        "charter",
    )
] + [{"kind": "training", "on": "2026-01-05", "passed": True, "detail": "individual"}]
SPELL = {"pathway": "volunteering", "stage": "visiting", "start": "2026-02-02", "paused": False}
SITE = """
id = "tilbury"
programme = "community-mothers"
contacts = [
    { role = "co_ordinator", name = "Celia", telephone = "01375 1" },
    { role = "safeguarding_lead", telephone = "01375 2", crisis = true },
]
"""
REFERRAL = {
    "id": "r",
    "programme": "community-mothers",
    "child_protection": False,
    "violence_risk": False,
    "vetting": "suitable_early",
}


@pytest.fixture
def activity(tmp_path: Path) -> Path:
    """A site's records: one who is cleared, one without the charter, one of whom nothing is known."""
    supporters = [
        {"id": "mary", "stages": [SPELL], "checks": CHECKS},
        {"id": "joan", "stages": [SPELL], "checks": [one for one in CHECKS if one["kind"] != "charter"]},
        {"id": "ruth"},
    ]
    path = tmp_path / "activity.json"
    path.write_text(json.dumps({"programme": "community-mothers", "supporters": supporters}), "utf-8")
    return path


@pytest.fixture
def allocate(run: Run, tmp_path: Path, activity: Path) -> Run:
    """Ask whether somebody may be given a family."""
    site, caseload = tmp_path / "tilbury.toml", tmp_path / "case.jsonl"
    site.write_text(SITE, "utf-8")
    caseload.write_text(json.dumps({"id": "c", "participant": {"id": "anna"}, "referrals": [REFERRAL]}) + "\n", "utf-8")

    def call(supporter: str, *more: str | Path) -> tuple[int, str, str]:
        given = (caseload, "--case", "c", "--supporter", supporter, "--activity", activity, "--site", site)
        return run("allocate", *given, "--programme", "community-mothers", "--on", "2026-06-01", *more)

    return call


def test_next_tells_each_stage_and_what_is_missing(run: Run, activity: Path) -> None:
    """A table and JSON of the same: open, not open with the rule, or what to ask."""
    asked = ("next", "--programme", "community-mothers", "--activity", activity, "--on", "2026-06-01")
    code, out, _ = run(*asked)
    assert code == 0
    assert "Becoming a Community Mother on 2026-06-01" in out
    assert "At which stage is she now, and since when?" in out
    documents = json.loads(run(*asked, "--json")[1])
    assert [one["stands_at"] for one in documents] == ["visiting", "visiting", None]
    steps: list[dict[str, Any]] = documents[0]["steps"]
    assert {one["stage"]: one["opening"] for one in steps} == {"recruitment": "undetermined", "training": "open"}
    assert {one["opening"] for one in documents[2]["steps"]} == {"undetermined"}
    assert "participant_choice" in documents[0]["ends"]


def test_next_of_families_reads_a_caseload(run: Run, few: Path) -> None:
    """The example caseload, by the rules of another day, as the heading says."""
    asked = ("next", few, "--programme", "crafty-mummies", "--on", "2026-06-01", "--rules-as-of", "2025-03-01")
    code, out, _ = run(*asked)
    assert code == 0
    assert "Belonging to the group on 2026-06-01 by the rules of 2025-03-01" in out
    assert all(one["rules_as_of"] == "2025-03-01" for one in json.loads(run(*asked, "--json")[1]))


def test_what_a_reader_may_not_see_is_left_out(run: Run, activity: Path) -> None:
    """A participant does not read what was checked about a volunteer."""
    asked = ("next", "--programme", "community-mothers", "--activity", activity, "--on", "2026-06-01")
    out = run(*asked, "--audience", "participant", "--json")[1]
    assert "social_services" not in out
    assert "not shown to this reader" in run(*asked, "--audience", "participant")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--programme", "community-mothers"), "give --activity FILE"),
        (("--programme", "crafty-mummies"), "give a CASELOAD"),
        (("--programme", "community-mother"), "did you mean `community-mothers`"),
        (("--programme", "community-mothers", "--pathway", "volunteer"), "did you mean `volunteering`"),
    ],
)
def test_what_cannot_be_asked_is_told(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """Usage: with what was meant."""
    code, _, err = run("next", *arguments)
    assert code == 2
    assert message in err


def test_records_of_another_programme_are_refused(run: Run, activity: Path) -> None:
    """Every fault with its path, and nothing else."""
    code, out, err = run("next", "--programme", "young-parents-connect", "--activity", activity)
    assert (code, out) == (1, "")
    assert "programme: these are another programme's records [activity-other]" in err


def test_allocate_says_yes_or_what_is_missing(allocate: Run) -> None:
    """Cleared: yes. Without the charter: no, and it is named. Not known: what to ask."""
    code, out, _ = allocate("mary")
    assert code == 0
    assert "Allocation: may be allocated" in out
    assert json.loads(allocate("mary", "--json")[1])["outcome"] == "eligible"
    refused = allocate("joan")[1]
    assert "may not be allocated" in refused
    assert "TC68" in refused
    assert json.loads(allocate("ruth", "--json")[1])["outcome"] == "undetermined"
    code, _, err = allocate("anne")
    assert code == 2
    assert "there is no such supporter" in err


def test_a_pathway_is_printed_and_drawn(run: Run, tmp_path: Path) -> None:
    """Mermaid on standard output, an SVG in a file, JSON with the words."""
    code, out, _ = run("pathway", "young-parents-connect")
    assert (code, out.splitlines()[0]) == (0, "stateDiagram-v2")
    picture = tmp_path / "way.svg"
    assert run("pathway", "young-parents-connect", "--svg", picture)[0] == 0
    assert picture.read_text("utf-8").startswith("<svg")
    (way,) = json.loads(run("pathway", "young-parents-connect", "--json")[1])["pathways"]
    assert next(stage["id"] for stage in way["stages"]) == "peer_volunteer"
    for wrong in (("young-parent-connect",), ("young-parents-connect", "--pathway", "other")):
        assert run("pathway", *wrong)[0] == 2


def test_a_picture_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    """With a fault, and no traceback."""
    (tmp_path / "file").write_text("", "utf-8")
    code, _, err = run("pathway", "young-parents-connect", "--svg", tmp_path / "file" / "way.svg")
    assert code == 1
    assert "file-unwritable" in err


def test_another_sites_supporters_are_not_given_families(allocate: Run, activity: Path) -> None:
    """Neither from another site's records, nor one whose own file says that she works elsewhere."""
    own = json.loads(activity.read_text("utf-8"))
    activity.write_text(json.dumps({**own, "site": "purfleet"}), "utf-8")
    code, out, err = allocate("mary")
    assert (code, out) == (1, "")
    assert "another site's records [activity-other]" in err
    own["supporters"][0]["site"] = "purfleet"
    activity.write_text(json.dumps(own), "utf-8")
    code, out, err = allocate("mary")
    assert code != 0
    assert out == ""
    assert "the supporter is of another site" in err
    assert "purfleet" not in err
