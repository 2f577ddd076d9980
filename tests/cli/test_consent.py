"""Consent on the command line: what is recorded, what is refused, and what is told of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from peersupport.programmes import discovery

Run = Callable[..., tuple[int, str, str]]
PROGRAMME = ("--programme", "community-mothers")
GRANT = ("--participant", "anna", "--from", "role:community_mother", "--to", "person:co")
SCOPE = ("--category", "support", "--purpose", "supervision")
CANARY = "CANARY"
NEW = "--ledger: there was no ledger there; a new one was made\n"


def _shown(keep: Run, *options: str) -> dict[str, Any]:
    code, out, err = keep("consent", "show", "--participant", "anna", *PROGRAMME, "--json", *options)
    assert (code, err) == (0, "")
    document: dict[str, Any] = json.loads(out)
    return document


def _statuses(keep: Run, *options: str) -> dict[str, str | None]:
    return {one["id"]: one["status"] for one in _shown(keep, *options)["statements"]}


def test_a_statement_is_recorded_as_it_was_made(keep: Run) -> None:
    """Every option ends in the record, and the record is told with its place and instant."""
    given = ("--giver", "person:ben", "--given-at", "2026-03-01", "--start", "2026-03-02T09:00:00+01:00")
    further = ("--until", "2030-01-31", "--evidence", "folder 7", "--obligation", "Not by telephone.", "--id", "g")
    code, out, err = keep("consent", "grant", *GRANT, *SCOPE, *given, *further, "--json")
    assert (code, err) == (0, NEW)
    document = json.loads(out)
    assert document.pop("recorded_at") > "2026-03-01"
    assert document == {
        "id": "g",
        "kind": "grant",
        "subject": "anna",
        "giver": "ben",
        "given_at": "2026-03-01",
        "start": "2026-03-02T08:00:00.000000Z",
        "end": "2030-01-31",
        "sender": {"role": "community_mother"},
        "recipient": {"person": "co"},
        "categories": ["support"],
        "purposes": ["supervision"],
        "obligations": ["Not by telephone."],
        "evidence": "folder 7",
        "position": 1,
    }
    code, out, err = keep("consent", "refuse", *GRANT, *SCOPE)
    assert (code, out.startswith("Recorded: refusal"), err) == (0, True, "")


def test_the_life_of_a_consent_is_shown(visited: Run) -> None:
    """Granted, refused, lifted, withdrawn and granted again: each with its status by the terms of W3C DPV."""
    visited("consent", "grant", *GRANT, *SCOPE, "--id", "g1")
    visited("consent", "refuse", *GRANT, *SCOPE, "--id", "r1")
    assert _statuses(visited) == {"g1": "ConsentGiven", "r1": "ConsentRefused"}
    visited("consent", "withdraw", "--participant", "anna", "--statement", "r1", "--id", "w1")
    assert _statuses(visited) == {"g1": "ConsentGiven", "r1": "ConsentUnknown", "w1": None}
    before = _shown(visited)["statements"][-1]
    visited("consent", "withdraw", "--participant", "anna", "--id", "w2")
    assert _statuses(visited)["g1"] == "ConsentWithdrawn"
    visited("consent", "grant", *GRANT, *SCOPE, "--id", "g2")
    assert _statuses(visited)["g2"] == "RenewedConsentGiven"
    assert _statuses(visited, "--known-at", str(before["position"]))["g1"] == "ConsentGiven"
    later = datetime.fromisoformat(before["recorded_at"]) + timedelta(microseconds=1)
    assert _statuses(visited, "--at", later.isoformat()) == {"g1": "ConsentGiven", "r1": "ConsentUnknown", "w1": None}
    assert _statuses(visited, "--at", "2026-01-01") == {}
    _, table, _ = visited("consent", "show", "--participant", "anna", *PROGRAMME)
    for text in ("5 statements", "withdrawal w1 of r1", "role:community_mother -> person:co", "support for supervision",
                 "RenewedConsentGiven", "anybody -> anybody", "anything for anything"):  # fmt: skip
        assert text in table, text


def test_what_is_known_now_of_an_earlier_day_is_shown(keep: Run) -> None:
    """A paper signed in January and recorded today: not known in June, and, as known today, given in June."""
    keep("consent", "grant", *GRANT, *SCOPE, "--given-at", "2026-01-10", "--id", "g1")
    assert _statuses(keep, "--at", "2026-06-01") == {}
    assert _statuses(keep, "--at", "2026-06-01", "--known-at", "1") == {"g1": "ConsentGiven"}
    assert _statuses(keep, "--at", "2026-01-10", "--known-at", "1") == {"g1": "ConsentUnknown"}


def test_conflicts_come_with_a_request_that_shows_them(visited: Run) -> None:
    """The witness names who would tell what to whom; the refusal counts. Without the option nothing is said of them."""
    visited("consent", "grant", *GRANT, *SCOPE, "--id", "g1")
    assert _shown(visited, "--conflicts")["conflicts"] == []
    assert "No conflicts." in visited("consent", "show", "--participant", "anna", *PROGRAMME, "--conflicts")[1]
    other = ("--participant", "anna", "--from", "role:community_mother", "--to", "role:co_ordinator")
    visited("consent", "refuse", *other, "--category", "visits", "--purpose", "care", "--id", "r1")
    (found,) = _shown(visited, "--conflicts")["conflicts"]
    assert (found["grant"], found["refusal"]) == ("g1", "r1")
    witness = found["witness"]
    assert (witness["sender"], witness["recipient"], witness["purpose"]) == ("mother", "co", "supervision")
    _, out, _ = visited("consent", "show", "--participant", "anna", *PROGRAMME, "--conflicts")
    assert "grant g1 and refusal r1 both apply when mother tells co support for supervision" in out
    assert "conflicts" not in _shown(visited)


def test_a_withdrawal_is_always_accepted(keep: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is not known keeps it from being recorded; what may not be meant is told. No plugin is loaded."""

    def broken(*_: object) -> None:
        raise AssertionError("a withdrawal asked for the plugins")

    monkeypatch.setattr(discovery, "installed", broken)
    named = ("--category", "helth", "--purpose", "suport", "--statement", "g9")
    code, out, err = keep("consent", "withdraw", "--participant", "anna", *named, "--id", "w", "--json")
    assert code == 0
    document = json.loads(out)
    assert (document["kind"], document["categories"], document["target"]) == ("withdrawal", ["helth"], "g9")
    assert "did you mean `health`?" in err
    assert "--purpose" in err
    assert "no statement of this id" in err
    assert "suport" not in err
    later = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    code, out, err = keep("consent", "withdraw", "--participant", "anna", "--given-at", later, "--json")
    assert (code, err) == (0, "")
    assert "given_at" not in json.loads(out)


def test_a_late_withdrawal_lists_the_disclosures_that_it_touches(visited: Run) -> None:
    """Those that were made after it was given, and would not have been; not those before, nor another's."""
    visited("consent", "grant", *GRANT, *SCOPE, "--id", "g1")
    told = ("--participant", "anna", "--from", "mother", "--to", "co", "--item", "visits", "--purpose", "supervision")
    places = []
    for _ in range(2):
        code, out, _ = visited("disclose", *told, *PROGRAMME, "--json")
        assert code == 0
        places.append(json.loads(out)["recorded"])
    late = ("--given-at", places[0]["at"], "--start", places[1]["at"], "--id", "w1")
    visited("consent", "withdraw", "--participant", "anna", *late)
    asked = ("consent", "touched", "--participant", "anna", *PROGRAMME, "--statement")
    code, out, _ = visited(*asked, "w1", "--json")
    assert code == 0
    (found,) = json.loads(out)
    assert (found["sequence"], found["told"], found["from"], found["to"]) == (
        places[1]["sequence"],
        ["visits"],
        "mother",
        "co",
    )
    assert "1 disclosures touched" in visited(*asked, "w1")[1]
    for other in ("g1", "w9"):
        code, out, err = visited(*asked, other)
        assert (code, out, "no such withdrawal" in err) == (2, "", True)


def test_every_fault_is_told_with_what_was_meant_and_nothing_is_written(keep: Run, ledger: Path) -> None:
    """All at once, by the option at which each stands; no value is repeated, and no ledger is made."""
    code, out, err = keep(
        "consent", "grant", "--participant", "role:CANARY", "--from", "role:comunity_mother", "--to", "CANARY",
        "--category", "visits", "--category", "mental_helth", "--purpose", "supervison", "--given-at", CANARY,
        "--start", "2026-02-30", "--until", "2026-01-01T09:00:00",
    )  # fmt: skip
    assert (code, out) == (1, "")
    assert CANARY not in err
    assert not list(ledger.parent.glob("ledger*"))
    for place, meant in (
        ("--participant: expected one person", "value-type"),
        ("--from: there is no such name", "`community_mother`"),
        ("--to: expected a person or a role", "person:ID or role:ROLE"),
        ("--category[1]: there is no such name", "`mental_health`"),
        ("--purpose: there is no such name", "`supervision`"),
        ("--given-at: neither a day nor an instant", "YYYY-MM-DD"),
        ("--start: neither a day nor an instant", "date-invalid"),
        ("--until: neither a day nor an instant", "date-invalid"),
    ):
        assert any(place in line and meant in line for line in err.splitlines()), (place, err)
    assert "8 faults; nothing was written" in err


@pytest.mark.parametrize("when", ["2999-01-01", "2999-01-01T00:00:00Z"])
def test_nobody_agrees_later_than_now(keep: Run, ledger: Path, when: str) -> None:
    """A statement of a time that has not come is refused before anything is made."""
    code, _, err = keep("consent", "grant", *GRANT, *SCOPE, "--given-at", when)
    assert (code, "--given-at: later than now" in err, ledger.exists()) == (1, True, False)


def test_a_consent_that_would_end_before_it_starts_is_a_fault(keep: Run, ledger: Path) -> None:
    """It would cover nothing, and nobody would be told. A paper that has run out since may be recorded."""
    for times in (
        ("--until", "2026-01-01"),
        ("--given-at", "2026-01-01", "--until", "2025-12-31"),
        ("--start", "2026-05-01", "--until", "2026-04-30"),
        ("--start", "2026-05-01T00:00:00Z", "--until", "2026-05-01T00:00:00Z"),
    ):
        code, _, err = keep("consent", "grant", *GRANT, *SCOPE, *times)
        assert (code, "--until: it would end before it starts" in err, ledger.exists()) == (1, True, False), times
    assert keep("consent", "grant", *GRANT, *SCOPE, "--given-at", "2025-01-01", "--until", "2025-01-01")[0] == 0


def test_the_same_id_is_recorded_once(keep: Run) -> None:
    """Again, it gives what was recorded; another statement under the id is a conflict, by its code."""
    first = keep("consent", "grant", *GRANT, *SCOPE, "--id", "g", "--json")[1]
    code, again, _ = keep("consent", "grant", *GRANT, *SCOPE, "--id", "g", "--json")
    assert (code, json.loads(again)["position"]) == (0, json.loads(first)["position"])
    code, out, err = keep("consent", "refuse", *GRANT, *SCOPE, "--id", "g")
    assert (code, out, "[ledger-conflict]" in err) == (1, "", True)
    assert keep("consent", "grant", *GRANT, *SCOPE)[1] != keep("consent", "grant", *GRANT, *SCOPE)[1]


def test_standing_is_recorded_from_a_day_on(keep: Run) -> None:
    """A role, a judgement and a proxy, taken up and laid down; a day begins in the United Kingdom."""
    role = ("standing", "role", "--person", "mother", "--role", "community_mother", *PROGRAMME)
    code, out, _ = keep(*role, "--start", "2026-06-01", "--json")
    document = json.loads(out)
    assert (code, document["on"], document["start"]) == (0, True, "2026-05-31T23:00:00.000000Z")
    assert json.loads(keep(*role, "--off", "--json")[1])["on"] is False
    judged = ("standing", "competence", "--participant", "anna", "--purpose", "care", "--judged-by", "co", "--json")
    assert json.loads(keep(*judged)[1])["on"] is True
    assert json.loads(keep(*judged, "--not-competent")[1])["on"] is False
    proxy = ("standing", "proxy", "--participant", "anna", "--proxy", "ben", "--purpose", "care", "--evidence", "order")
    document = json.loads(keep(*proxy, "--json")[1])
    assert (document["proxy"], document["on"], document["evidence"]) == ("ben", True, "order")
    assert json.loads(keep(*proxy, "--off", "--json")[1])["on"] is False


def test_faults_of_standing_are_told_and_nothing_is_written(keep: Run, ledger: Path) -> None:
    """A misspelt role, programme or purpose would silently give nobody anything."""
    for arguments, meant in (
        (("role", "--person", CANARY, "--role", "comunity_mother", "--programme", "community-mother"),
         ("`community_mother`", "`community-mothers`")),
        (("competence", "--participant", CANARY, "--purpose", "supervison", "--judged-by", "role:gp", "--start", "x"),
         ("`supervision`", "--judged-by", "--start")),
        (("proxy", "--participant", CANARY, "--proxy", "b", "--purpose", "cares", "--evidence", CANARY), ("`care`",)),
    ):  # fmt: skip
        code, out, err = keep("standing", *arguments)
        assert (code, out, CANARY in err, ledger.exists()) == (1, "", False, False)
        assert all(one in err for one in meant), err


def test_whoever_only_reads_makes_no_ledger(keep: Run, tmp_path: Path) -> None:
    """A mistyped path says so, with exit code 2, instead of answering from an empty ledger that it made."""
    anna = ("--participant", "anna")
    told = (*anna, "--from", "mother", "--to", "co", "--item", "visits", "--purpose", "supervision", *PROGRAMME)
    (tmp_path / "key").write_text("")
    for command in (
        ("consent", "show", *anna, *PROGRAMME),
        ("consent", "touched", *anna, *PROGRAMME, "--statement", "w"),
        ("disclose", *told, "--dry-run"),
        ("concern", "open"),
        ("concern", "act", *anna, "--concern", "c", "--role", "gp", "--what", "told"),
        ("ledger", "verify"),
        ("ledger", "replay"),
        ("ledger", "export", "--out", tmp_path / "copy"),
        ("ledger", "backup", "--out", tmp_path / "copy"),
        ("ledger", "erase", *anna, "--yes"),
    ):
        code, out, err = keep(*command)
        assert (code, out, "there is no ledger" in err) == (2, "", True), (command, err)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["key"]


def test_a_ledger_that_lost_its_keys_is_not_given_new_ones(keep: Run, ledger: Path) -> None:
    """Reading makes no file of keys either."""
    keep("consent", "grant", *GRANT, *SCOPE)
    keys = ledger.with_name("ledger.sqlite.keys")
    keys.unlink()
    code, _, err = keep("consent", "show", "--participant", "anna", *PROGRAMME)
    assert (code, "no file of keys" in err, keys.exists()) == (2, True, False)


def test_words_that_are_too_many_are_not_repeated(keep: Run, ledger: Path) -> None:
    """A name without quotes would else stand in the error; nor is what cannot be written down, or is too long."""
    for command in (
        ("consent", "grant", *GRANT, *SCOPE, "--evidence", "folder", CANARY),
        ("consent", "withdraw", "--participant", "anna", CANARY),
        ("standing", "competence", "--participant", "anna", CANARY, "--purpose", "care", "--judged-by", "co"),
        ("consent", "grant", CANARY, *GRANT[2:], *SCOPE),
        ("consent", "withdraw", "--participant", "anna", "--evidence", "CANARY\udce4"),
        ("consent", "show", "--participant", "anna", *PROGRAMME, "--known-at", CANARY),
        ("consent", "withdraw", "--participant", CANARY * 30),
        ("consent", "grant", *GRANT, *SCOPE, "--id", CANARY * 30),
    ):
        code, out, err = keep(*command)
        assert (code, out, CANARY in err, ledger.exists()) == (2, "", False, False), command


def test_a_misspelt_command_is_named(run: Run) -> None:
    """Also inside a group."""
    for arguments, meant in (
        (("consent", "gant"), "`grant`"),
        (("concern", "rise"), "`raise`"),
        (("conset",), "`consent`"),
    ):
        code, _, err = run(*arguments)
        assert (code, meant in err) == (2, True), err


def test_the_ledger_may_be_named_by_the_environment(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL with a password then stands in no list of processes; without any name it is a file in this folder."""
    monkeypatch.setenv("PEERSUPPORT_LEDGER", str(ledger))
    assert run("consent", "grant", *GRANT, *SCOPE)[0] == 0
    assert ledger.exists()
    monkeypatch.delenv("PEERSUPPORT_LEDGER")
    monkeypatch.chdir(ledger.parent)
    assert run("consent", "grant", *GRANT, *SCOPE, "--keys", "elsewhere.keys")[0] == 0
    assert {one.name for one in ledger.parent.iterdir()} >= {"peersupport.sqlite", "elsewhere.keys"}
