"""Concerns on the command line: recorded whatever happens, with whom to tell and by when, and open until action."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from peersupport.days import day_of

Run = Callable[..., tuple[int, str, str]]
SITE = Path(__file__).parents[2] / "examples" / "sites" / "community-mothers.toml"
PROGRAMME = ("--programme", "community-mothers")
BY = ("--by", "mother", "--role", "community_mother", "--category", "concern")
RAISE = ("concern", "raise", "--participant", "anna", *PROGRAMME, *BY)
CANARY = "CANARY"


def _open(keep: Run, *options: str) -> list[dict[str, Any]]:
    code, out, _ = keep("concern", "open", "--json", *options)
    assert code == 0
    duties: list[dict[str, Any]] = json.loads(out)
    return duties


def test_a_concern_says_whom_to_tell_and_by_when(keep: Run) -> None:
    """The site's leads and its crisis contacts, with their numbers; the same day; action within a working day."""
    raised = ("--raised-at", "2026-05-29T10:00:00Z", "--id", "c1", "--about", "ben")
    code, out, err = keep(*RAISE, *raised, "--site", SITE)
    assert (code, "a new one was made" in err) == (0, True)
    for text in (
        "Recorded: concern c1. Tell the co-ordinator. In immediate danger call 999.",
        "by the end of 2026-05-29 at the latest",
        "co_ordinator: Example co-ordinator, 01632 960010",
        "safeguarding_lead: Example safeguarding lead, 01632 960011",
        "emergency_services (crisis): Emergency, 999",
        "Professional action must be recorded by the end of 2026-06-01.",
    ):
        assert text in out, text
    code, out, _ = keep(*RAISE, *raised, "--site", SITE, "--json")
    document = json.loads(out)
    assert [one["role"] for one in document["contacts"]] == ["co_ordinator", "safeguarding_lead", "emergency_services"]
    assert (document["tell_by"], document["open"]) == ("2026-05-29T23:00:00.000000Z", True)
    assert document["overdue"] == ["tell", "act"]
    assert "--site gives their numbers" in keep(*RAISE)[1]


def test_what_is_noted_need_not_stand_on_the_command_line(
    keep: Run, feed: Callable[[bytes], None], ledger: Path
) -> None:
    """It is read from the input, kept sealed, and printed nowhere."""
    feed(f"Bruises, {CANARY}.".encode())
    code, out, err = keep(*RAISE, "--note", "-")
    assert code == 0
    assert CANARY not in out + err
    assert CANARY.encode() not in b"".join(one.read_bytes() for one in ledger.parent.glob("ledger*"))
    feed(b"\xff")
    code, out, err = keep(*RAISE, "--note", "-")
    assert (code, out, "not UTF-8" in err) == (1, "", True)
    assert len(_open(keep)) == 1


def test_open_duties_come_by_urgency_and_say_what_is_late(keep: Run) -> None:
    """The oldest first; what is late is marked, by what was not done; one participant's alone when she is named."""
    today = day_of(datetime.now(UTC))
    long_ago = (today - timedelta(days=30)).isoformat()
    keep(*RAISE, "--id", "new")
    keep("concern", "raise", "--participant", "beth", *PROGRAMME, *BY, "--id", "old", "--raised-at", long_ago)
    duties = _open(keep)
    assert [(one["concern"], one["participant"], one["overdue"]) for one in duties] == [
        ("old", "beth", ["tell", "act"]),
        ("new", "anna", []),
    ]
    assert [one["concern"] for one in _open(keep, "--participant", "anna")] == ["new"]
    _, out, _ = keep("concern", "open")
    assert "TELL AND ACT" in out
    assert out.index("old") < out.index("new")
    assert f"by {today.isoformat()}" in out
    assert date.fromisoformat(duties[1]["act_by"][:10]) > today


def test_a_professional_s_action_closes_a_duty_and_nobody_else_s_does(keep: Run, feed: Callable[[bytes], None]) -> None:
    """Action of whoever raised it is recorded, and the duty stays open."""
    keep(*RAISE, "--id", "c1")
    act = ("concern", "act", "--participant", "anna", "--concern", "c1")
    code, out, _ = keep(*act, "--role", "community_mother", "--what", "talked to her")
    assert (code, "stays open" in out, len(_open(keep))) == (0, True, 1)
    feed(b"Social care was told.")
    code, out, _ = keep(*act, "--role", "co_ordinator", "--by", "co", "--what", "-", "--json")
    assert (code, json.loads(out)["open"], _open(keep)) == (0, False, [])
    keep(*RAISE, "--id", "c2")
    code, out, _ = keep(*act[:-1], "c2", "--role", "safeguarding_lead", "--what", "told")
    assert (code, "The duty is closed." in out) == (0, True)


def test_faults_are_told_and_nothing_is_written(keep: Run, ledger: Path) -> None:
    """With what was meant, and without what was written."""
    code, out, err = keep("concern", "raise", "--participant", "role:gp", *PROGRAMME, "--by", "a", "--role", CANARY,
                          "--category", "concerns", "--raised-at", CANARY, "--note", CANARY)  # fmt: skip
    assert (code, out, CANARY in err, ledger.exists()) == (1, "", False, False)
    for place in ("--participant: expected", "--role: there is", "--category: there is", "--raised-at: neither"):
        assert place in err, (place, err)
    assert "`concern`" in err
    keep(*RAISE, "--id", "c1")
    act = ("concern", "act", "--participant", "anna", "--what", CANARY)
    code, out, err = keep(*act, "--concern", "c1", "--role", "co_ordinatr")
    assert (code, out, "`co_ordinator`" in err, CANARY in err) == (1, "", True, False)
    code, out, err = keep(*act, "--concern", CANARY, "--role", "co_ordinator")
    assert (code, out, "no such concern" in err, CANARY in err) == (2, "", True, False)
    code, out, err = keep(*act, "--concern", "c1", "--role", "co_ordinator", "--taken-at", "2999-01-01")
    assert (code, out, "later than now" in err) == (1, "", True)
    assert len(_open(keep)) == 1


@pytest.mark.parametrize("content", ["id = ", 'id = "x"\nprogramme = "community-mothers"\n[parameters]\nno = 1\n'])
def test_a_site_with_faults_keeps_nobody_from_a_concern(keep: Run, tmp_path: Path, content: str) -> None:
    """It is told, the core's deadlines hold, and the concern is recorded, listed and acted on."""
    site = tmp_path / "site.toml"
    site.write_text(content)
    code, out, err = keep(*RAISE, "--id", "c1", "--site", site)
    assert (code, "Recorded: concern c1" in out, "the core's deadlines hold" in err) == (0, True, True)
    code, out, err = keep("concern", "open", "--site", site, "--json")
    assert (code, len(json.loads(out)), "the core's deadlines hold" in err) == (0, 1, True)
    acted = ("--participant", "anna", "--concern", "c1", "--role", "gp", "--what", "told")
    assert keep("concern", "act", *acted, "--site", site)[0] == 0


def test_a_programme_that_is_not_there_keeps_nobody_from_a_concern(keep: Run) -> None:
    """Its plugin may be missing: the concern is recorded, and the name that was meant is told."""
    given = ("--participant", "anna", "--programme", "community-mother", *BY)
    code, out, err = keep("concern", "raise", *given)
    assert (code, "Recorded: concern" in out, "did you mean `community-mothers`?" in err) == (0, True, True)
