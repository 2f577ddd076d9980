"""Disclosure on the command line: asked, decided, recorded and told, with an exit code for what may not be."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
PROGRAMME = ("--programme", "community-mothers")
ANNA = ("--participant", "anna")
TO_CO = (*ANNA, "--from", "mother", "--to", "co", *PROGRAMME)
VISITS = (*TO_CO, "--item", "visits", "--purpose", "supervision")
GRANT = (*ANNA, "--from", "role:community_mother", "--to", "person:co", "--category", "support")
AGREED = (*GRANT, "--purpose", "supervision", "--id", "g1")
SUSPICION = (*TO_CO, "--item", "concern", "--item", "visits", "--purpose", "safeguarding", "--suspicion", "yes")
CANARY = "CANARY"


def _decided(keep: Run, *arguments: str) -> tuple[int, dict[str, Any]]:
    code, out, err = keep("disclose", *arguments, "--json")
    assert err == ""
    document: dict[str, Any] = json.loads(out)
    return code, document


def _size(keep: Run) -> int:
    size: int = json.loads(keep("ledger", "verify", "--json")[1])["size"]
    return size


def test_the_whole_story(visited: Run) -> None:
    """Asked without consent, with it, after a refusal and a withdrawal; then a child may be at risk; then she goes."""
    assert _decided(visited, *VISITS)[0] == 3
    visited("consent", "grant", *AGREED)
    code, decided = _decided(visited, *VISITS)
    assert (code, decided["effect"], decided["determining"]) == (0, "permit", ["g1"])
    refused = (*ANNA, "--from", "role:community_mother", "--to", "role:co_ordinator", "--category", "visits")
    visited("consent", "refuse", *refused, "--purpose", "care", "--id", "r1")
    code, decided = _decided(visited, *VISITS)
    assert (code, decided["effect"], decided["determining"]) == (3, "deny", ["r1"])
    shown = visited("consent", "show", *ANNA, *PROGRAMME, "--conflicts", "--json")[1]
    assert len(json.loads(shown)["conflicts"]) == 1
    visited("consent", "withdraw", *ANNA, "--statement", "r1")
    assert _decided(visited, *VISITS)[0] == 0
    visited("consent", "withdraw", *ANNA, "--id", "w1")
    code, decided = _decided(visited, *VISITS)
    assert (code, decided["effect"]) == (3, "deny")
    assert {"code": "withdrawn", "item": 0, "about": ["w1"], "ask": []} in decided["reasons"]
    concern = ("--by", "mother", "--role", "community_mother", "--category", "concern", "--id", "c1")
    assert visited("concern", "raise", *ANNA, *PROGRAMME, *concern)[0] == 0
    code, decided = _decided(visited, *SUSPICION)
    assert (code, decided["effect"], decided["told"]) == (0, "required", [{"item": 0, "category": "concern"}])
    code, out, err = visited("ledger", "erase", *ANNA, "--yes")
    assert (code, out, "duty-open" in err) == (1, "", True)
    (duty,) = json.loads(visited("concern", "open", "--json")[1])
    assert duty["told_at"] == decided["recorded"]["at"]
    acted = ("--role", "co_ordinator", "--by", "co", "--what", "social care was told")
    assert "closed" in visited("concern", "act", *ANNA, "--concern", "c1", *acted)[1]
    assert visited("ledger", "erase", *ANNA, "--sensitive", "--yes")[:2] == (0, "Erased.\n")
    assert json.loads(visited("consent", "show", *ANNA, *PROGRAMME, "--json")[1])["statements"] == []
    code, out, _ = visited("ledger", "verify")
    assert (code, "no faults" in out) == (0, True)


def test_a_decision_is_told_in_words(visited: Run) -> None:
    """The effect, what may be told, what decided, what must be done and where it was recorded."""
    visited("consent", "grant", *AGREED, "--obligation", "Not by telephone.")
    code, out, err = visited("disclose", *VISITS)
    assert (code, err) == (0, "")
    for text in ("PERMIT: may be told", "Told: visits", "Decided by: g1", "visits: she agreed (g1)",
                 "Not by telephone.", "Recorded at place 8 of the ledger"):  # fmt: skip
        assert text in out, text
    code, out, _ = visited("disclose", *ANNA, "--from", "gp", "--to", "mother", "--item", "mental_health", "--purpose",
                           "care", *PROGRAMME)  # fmt: skip
    assert code == 3
    for text in (
        "DENY: may not be told",
        "Told: nothing",
        "TC32",
        "No professional worker should convey",
        "nothing is recorded",
    ):
        assert text in out, text


def test_what_cannot_be_told_says_what_to_ask(visited: Run) -> None:
    """A grant to a role that the recipient may or may not hold: no, with the question that would settle it."""
    visited(
        "consent",
        "grant",
        *ANNA,
        "--from",
        "person:mother",
        "--to",
        "role:midwife",
        "--category",
        "support",
        "--purpose",
        "care",
        "--id",
        "g1",
    )
    asked = (*ANNA, "--from", "mother", "--to", "stranger", *PROGRAMME, "--item", "visits", "--purpose", "care")
    code, decided = _decided(visited, *asked)
    (doubt,) = [one for one in decided["reasons"] if one["code"] == "cannot-tell"]
    assert (code, doubt["about"], doubt["unknown"]) == (3, ["g1"], ["recipient"])
    assert "which role does the recipient hold" in doubt["ask"][0]
    barred = next(one for one in decided["reasons"] if one["code"] == "bar-untold")
    assert barred["ask"]
    assert not [one for one in barred["ask"] if one.startswith("core.")]
    assert "Ask: To whom may it be told" in visited("disclose", *asked)[1]


def test_a_duty_says_what_must_be_done(visited: Run) -> None:
    """In the core's words; what is told to somebody else under suspicion is no, with the advice whom to tell."""
    code, out, _ = visited("disclose", *SUSPICION)
    assert code == 0
    for text in (
        "REQUIRED: must be told",
        "Only: concern",
        "Tell it at once.",
        "Record what was told, to whom and why.",
    ):
        assert text in out, text
    code, decided = _decided(visited, *SUSPICION)
    assert {"name": "tell-at-once", "words": "Tell it at once."} in decided["obligations"]
    code, decided = _decided(visited, *ANNA, "--from", "mother", "--to", "gp", *PROGRAMME, "--item", "concern",
                             "--purpose", "safeguarding", "--suspicion", "yes")  # fmt: skip
    assert (code, decided["told"]) == (3, [])
    assert "call 999" in decided["advice"][0]
    assert "tell-co-ordinator" in {one["name"] for one in decided["obligations"]}
    code, decided = _decided(visited, *SUSPICION[:-1], "unknown")
    assert code == 3


def test_danger_opens_the_way_to_emergency_services(visited: Run) -> None:
    """Anybody may tell them when a life is in danger."""
    visited("standing", "role", "--person", "999", "--role", "emergency_services", *PROGRAMME)
    asked = (*ANNA, "--from", "mother", "--to", "999", *PROGRAMME, "--item", "contact", "--purpose", "care")
    assert _decided(visited, *asked)[0] == 3
    code, decided = _decided(visited, *asked, "--danger")
    assert (code, decided["determining"]) == (0, ["immediate-danger"])


def test_a_dry_run_asks_the_same_and_writes_nothing(visited: Run) -> None:
    """The same answer as the decision that is recorded afterwards, and no entry more."""
    visited("consent", "grant", *AGREED, "--obligation", "Not by telephone.")
    size = _size(visited)
    for asked in (VISITS, SUSPICION, (*VISITS, "--item", "mental_health")):
        before_code, before = _decided(visited, *asked, "--dry-run")
        assert _size(visited) == size
        assert before.pop("recorded") is None
        code, decided = _decided(visited, *asked)
        assert decided.pop("recorded")["sequence"] > size
        for changing in ("at", "known_at"):
            before.pop(changing), decided.pop(changing)
        assert (before_code, before) == (code, decided)
        size = _size(visited)
    assert "nothing was recorded" in visited("disclose", *VISITS, "--dry-run")[1]


def test_the_same_key_is_decided_once(visited: Run) -> None:
    """Also when the answer would be another by now; another request under the key is a conflict."""
    visited("consent", "grant", *AGREED)
    first = _decided(visited, *VISITS, "--key", "k")
    visited("consent", "withdraw", *ANNA)
    assert _decided(visited, *VISITS, "--key", "k") == first
    assert _decided(visited, *VISITS)[0] == 3
    code, out, err = visited("disclose", *VISITS, "--item", "issues", "--key", "k")
    assert (code, out, "[ledger-conflict]" in err) == (1, "", True)


def test_what_is_to_be_anonymous_is_searched_and_not_kept(
    visited: Run, feed: Callable[[bytes], None], tmp_path: Path, ledger: Path
) -> None:
    """Found by kind: neither the content nor the names are printed or stored. A clean text may be told."""
    asked = (
        *ANNA,
        "--from",
        "mother",
        "--to",
        "gp",
        *PROGRAMME,
        "--item",
        "mental_health:anonymous",
        "--purpose",
        "advice",
        "--anonymised",
    )
    assert _decided(visited, *asked)[:1] == (0,)
    feed(b"Canary Example of SS17 8AB cannot sleep")
    code, out, err = visited("disclose", *asked, "--content", "-", "--name", "Canary Example")
    assert (code, "name, postcode" in out) == (3, True)
    assert "canary" not in (out + err).lower()
    note = tmp_path / "note.txt"
    note.write_text("A mother cannot sleep.", "utf-8")
    assert _decided(visited, *asked, "--content", str(note), "--name", "Canary Example")[0] == 0
    assert _decided(visited, *asked, "--item", "issues")[0] == 3
    note.write_bytes(b"\xff CANARY")
    for content in (str(note), str(tmp_path / "CANARY")):
        code, out, err = visited("disclose", *asked, "--content", content)
        assert (code, out, CANARY in err) == (1, "", False)


def test_content_is_for_anonymous_consultation_only(visited: Run, tmp_path: Path) -> None:
    """It would not be searched else, and nobody would know."""
    for option in (("--content", str(tmp_path / "note")), ("--name", "Anna")):
        code, _, err = visited("disclose", *VISITS, *option)
        assert (code, "--anonymised only" in err) == (2, True)


def test_every_fault_is_told_and_nothing_is_written(keep: Run, ledger: Path) -> None:
    """With the option and what was meant; no value is repeated, and no ledger is made."""
    code, out, err = keep(
        "disclose", "--participant", "role:gp", "--from", "role:CANARY", "--to", "co", "--item", "visit", "--item",
        "mental_health:CANARY", "--purpose", "supervison", "--programme", "community-mother", "--suspicion", "perhaps",
    )  # fmt: skip
    assert (code, out, CANARY in err, ledger.exists()) == (1, "", False, False)
    for place, meant in (
        ("--programme", "`community-mothers`"),
        ("--item[0]", "`visits`"),
        ("--item: expected", "CATEGORY:anonymous"),
        ("--purpose", "`supervision`"),
        ("--suspicion", "`unknown`"),
        ("--participant", "one person"),
        ("--from", "one person"),
    ):
        assert any(line.startswith(place) and meant in line for line in err.splitlines()), (place, err)
    assert "7 faults; nothing was written" in err


@pytest.fixture
def two_sites(tmp_path: Path) -> Path:
    """A programme at two sites."""
    folder = tmp_path / "sites"
    folder.mkdir()
    for name in ("east", "west"):
        (folder / f"{name}.toml").write_text(f'id = "{name}"\nprogramme = "community-mothers"\n')
    return folder


def test_of_several_sites_one_is_named(visited: Run, two_sites: Path) -> None:
    """Each may have set something of its own."""
    visited("consent", "grant", *AGREED)
    code, out, err = visited("disclose", *VISITS, "--site", two_sites)
    assert (code, out, "several sites" in err, "`east`" in err) == (1, "", True, True)
    code, _, err = visited("disclose", *VISITS, "--site", two_sites, "--site-id", "weest")
    assert (code, "--site-id" in err, "`west`" in err) == (1, True, True)
    assert visited("disclose", *VISITS, "--site", two_sites, "--site-id", "west")[0] == 0
    assert visited("consent", "show", *ANNA, *PROGRAMME, "--site", two_sites, "--site-id", "west")[0] == 0


def test_a_programme_whose_plugin_failed_bars_all_but_the_duty(visited: Run, tmp_path: Path) -> None:
    """What its rules would forbid cannot be told; the core's floor stands."""
    visited("consent", "grant", *AGREED)
    broken = tmp_path / "council.py"
    broken.write_text("1 / 0")
    options = ("--plugin", str(broken), "--overlay", "council=community-mothers")
    assert visited("disclose", *VISITS, *options)[0] == 3
    assert visited("disclose", *SUSPICION, *options)[0] == 0


def test_a_clock_that_was_put_back_changes_no_answer(visited: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger's own instants never step back: what was recorded is known, whatever this machine's clock shows."""
    visited("consent", "grant", *AGREED)
    monkeypatch.setattr("peersupport.cli.ledgers.now", lambda: datetime.now(UTC) - timedelta(hours=1))
    assert _decided(visited, *VISITS, "--dry-run")[0] == 0
    shown = json.loads(visited("consent", "show", *ANNA, *PROGRAMME, "--json")[1])
    assert [one["status"] for one in shown["statements"]] == ["ConsentGiven"]
