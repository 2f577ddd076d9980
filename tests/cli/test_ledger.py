"""The ledger on the command line: what was changed or taken out is found, and a person can be forgotten."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
GRANT = ("--participant", "anna", "--from", "person:a", "--to", "person:b", "--category", "visits", "--purpose", "care")
ORIGIN = "example.org/ledger"


@pytest.fixture
def granted(keep: Run) -> Run:
    """A ledger of three statements."""
    for _ in range(3):
        assert keep("consent", "grant", *GRANT)[0] == 0
    return keep


def _changed(ledger: Path, statement: str) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def test_a_ledger_is_what_was_written(granted: Run, ledger: Path) -> None:
    """With its keys each entry is opened; without them the chain is checked all the same."""
    code, out, err = granted("ledger", "verify")
    assert (code, err) == (0, "")
    assert "3 entries; each was opened with its key; no faults" in out
    document = json.loads(granted("ledger", "verify", "--json")[1])
    assert (document["size"], document["found"], document["faults"], document["opened"]) == (3, 0, [], True)
    ledger.with_name("ledger.sqlite.keys").rename(ledger.with_name("away"))
    code, out, _ = granted("ledger", "verify")
    assert (code, "3 entries; the chain was checked, without keys; no faults" in out) == (0, True)
    assert not ledger.with_name("ledger.sqlite.keys").exists()
    assert json.loads(granted("ledger", "verify", "--json")[1])["root"] == document["root"]


@pytest.mark.parametrize(
    ("statement", "place", "code"),
    [
        ("UPDATE peersupport_ledger SET kind = 'role' WHERE sequence = 2", "entries[2]", "ledger-row-changed"),
        ("UPDATE peersupport_ledger SET ciphertext = x'00' WHERE sequence = 2", "entries[2]", "ledger-row-changed"),
        ("DELETE FROM peersupport_ledger WHERE sequence = 2", "entries[3]", "ledger-row-gap"),
    ],
)
@pytest.mark.parametrize("keys", [True, False])
def test_a_ledger_that_was_changed_is_found(
    granted: Run, ledger: Path, statement: str, place: str, code: str, keys: bool
) -> None:
    """Exit code 1, each fault with its place and code; as JSON too."""
    _changed(ledger, statement)
    if not keys:
        ledger.with_name("ledger.sqlite.keys").unlink()
    exit_code, out, err = granted("ledger", "verify")
    assert (exit_code, "no faults" in out) == (1, False)
    assert any(line.startswith(place) and f"[{code}]" in line for line in err.splitlines()), err
    exit_code, out, _ = granted("ledger", "verify", "--json")
    document = json.loads(out)
    assert (exit_code, document["found"] > 0) == (1, True)
    assert code in {fault["code"] for fault in document["faults"]}


def test_what_was_taken_off_the_end_is_found_by_a_checkpoint(
    granted: Run, run: Run, ledger: Path, tmp_path: Path
) -> None:
    """Only by it; and it vouches for nothing unless somebody known signed it."""
    key, note = tmp_path / "key", tmp_path / "note"
    code, public, _ = run("ledger", "keygen", "--origin", ORIGIN, "--out", key)
    public = public.strip()
    assert (code, key.stat().st_mode & 0o777, public.startswith(f"{ORIGIN}+")) == (0, 0o600, True)
    code, out, _ = granted("ledger", "checkpoint", "--sign-with", key, "--origin", ORIGIN, "--out", note)
    assert (code, f"Checkpoint of 3 entries. Public key: {public}" in out) == (0, True)
    granted("consent", "grant", *GRANT)
    checked = ("ledger", "verify", "--checkpoint", note)
    assert granted(*checked, "--public-key", public)[:2] == (0, granted("ledger", "verify")[1])
    published = tmp_path / "published"
    published.write_text(f"{public}\n")
    assert granted(*checked, "--public-key", published)[0] == 0
    code, _, err = granted(*checked)
    assert (code, "nobody vouches" in err) == (0, True)
    _changed(ledger, "DELETE FROM peersupport_ledger WHERE sequence > 2")
    assert granted("ledger", "verify")[0] == 0
    code, _, err = granted(*checked, "--public-key", public)
    assert (code, "[ledger-checkpoint-missing]" in err) == (1, True)
    note.write_text(note.read_text().replace("\n3\n", "\n2\n"))
    code, _, err = granted(*checked, "--public-key", public)
    assert (code, "[ledger-checkpoint-invalid]" in err) == (1, True)
    code, _, err = granted("ledger", "verify", "--public-key", public)
    assert (code, "--checkpoint" in err) == (2, True)


def test_keys_and_checkpoints_are_never_overwritten(granted: Run, run: Run, tmp_path: Path) -> None:
    """A lost secret key cannot be made again, and an older checkpoint is the better witness."""
    key, note = tmp_path / "key", tmp_path / "note"
    run("ledger", "keygen", "--origin", ORIGIN, "--out", key)
    kept = key.read_text()
    code, out, err = run("ledger", "keygen", "--origin", ORIGIN, "--out", key)
    assert (code, out, "a file of that name" in err, key.read_text()) == (1, "", True, kept)
    signed = ("ledger", "checkpoint", "--sign-with", key)
    assert granted(*signed, "--out", note)[0] == 0
    assert granted(*signed, "--out", note)[0] == 1
    code, out, _ = granted(*signed)
    assert (code, out) == (0, note.read_text())
    document = json.loads(granted(*signed, "--json")[1])
    assert document["checkpoint"] == note.read_text()
    assert document["public_key"].startswith(f"{ORIGIN}+")
    made = run("ledger", "keygen", "--origin", ORIGIN, "--out", tmp_path / "other", "--json")[1]
    assert json.loads(made)["public_key"] != document["public_key"]


def test_what_is_no_key_is_told_without_what_it_holds(granted: Run, run: Run, tmp_path: Path) -> None:
    """A key file is a secret, whole or cut off."""
    key, other = tmp_path / "key", tmp_path / "other"
    run("ledger", "keygen", "--origin", ORIGIN, "--out", key)
    for content in (
        key.read_text()[:-9],
        key.read_text().replace(ORIGIN, "example.org/other"),
        key.read_text().removeprefix("PRIVATE"),
        "CANARY",
        "PRIVATE+KEY+CANARY+00000000+Q0FOQVJZ",
    ):
        other.write_text(content)
        code, out, err = granted("ledger", "checkpoint", "--sign-with", other)
        assert (code, out, "[ledger-checkpoint-invalid]" in err) == (1, "", True), err
        assert not [part for part in content.split("+")[-1:] if len(part) > 3 and part.strip() in err]
    for options in (("--sign-with", tmp_path / "CANARY"), ("--sign-with", key, "--origin", "CANARY")):
        code, out, err = granted("ledger", "checkpoint", *options)
        assert (code, out, "CANARY" in err) == (1, "", False), err
    assert run("ledger", "keygen", "--origin", "no name", "--out", tmp_path / "third")[0] == 1
    assert not (tmp_path / "third").exists()


def test_copies_can_be_verified_anywhere(granted: Run, run: Run, ledger: Path, tmp_path: Path) -> None:
    """An export and a backup are the same rows; a changed export is found; the keys are in neither."""
    export, backup = tmp_path / "rows.jsonl", tmp_path / "copy.sqlite"
    assert granted("ledger", "export", "--out", export)[:2] == (0, "Done.\n")
    assert json.loads(granted("ledger", "backup", "--out", backup, "--json")[1]) == {"done": "backup"}
    roots = {json.loads(granted("ledger", "verify", "--json")[1])["root"]}
    for copy in (export, backup):
        document = json.loads(run("ledger", "verify", "--export", copy, "--json")[1])
        roots.add(document["root"])
        assert (document["size"], document["opened"]) == (3, False)
        code, out, err = granted("ledger", "export" if copy is export else "backup", "--out", copy)
        assert (code, out, "a file of that name" in err) == (1, "", True)
    assert len(roots) == 1
    lines = export.read_text().splitlines()
    export.write_text("\n".join([lines[0], "CANARY", lines[2]]))
    code, _, err = run("ledger", "verify", "--export", export)
    assert (code, "lines[2]" in err, "CANARY" in err) == (1, True, False)
    key, note = tmp_path / "key", tmp_path / "note"
    public = run("ledger", "keygen", "--origin", ORIGIN, "--out", key)[1].strip()
    granted("ledger", "checkpoint", "--sign-with", key, "--out", note)
    checked = ("ledger", "verify", "--checkpoint", note, "--public-key", public, "--export")
    assert run(*checked, backup)[0] == 0
    export.write_text("\n".join(lines[:2]))
    code, _, err = run(*checked, export)
    assert (code, "[ledger-checkpoint-missing]" in err) == (1, True)
    for arguments in (
        ("ledger", "verify", "--export", tmp_path / "CANARY"),
        ("ledger", "verify", "--export", tmp_path),
        ("ledger", "verify", "--checkpoint", tmp_path / "CANARY", "--ledger", ledger),
        ("ledger", "export", "--out", tmp_path / "CANARY" / "rows", "--ledger", ledger),
        ("ledger", "backup", "--out", tmp_path / "CANARY" / "rows", "--ledger", ledger),
    ):
        code, out, err = run(*arguments)
        assert (code, out, "CANARY" in err) == (1, "", False), (arguments, err)


def test_erasing_asks_first(granted: Run, feed: Callable[[bytes], None]) -> None:
    """No, nothing and the end of the input erase nothing; yes does. Afterwards the ledger verifies."""
    erase = ("ledger", "erase", "--participant", "anna")
    show = ("consent", "show", "--participant", "anna", "--programme", "community-mothers", "--json")
    for answer, code in ((b"n\n", 1), (b"\n", 1), (b"", 130)):
        feed(answer)
        assert granted(*erase)[0] == code
    assert len(json.loads(granted(*show)[1])["statements"]) == 3
    feed(b"y\n")
    assert json.loads(granted(*erase, "--json")[1].strip()) == {"erased": True}
    assert json.loads(granted(*show)[1])["statements"] == []
    assert granted("ledger", "verify")[0] == 0
    code, out, _ = granted(*erase, "--yes")
    assert (code, "nothing to erase" in out) == (0, True)


def test_safeguarding_outlives_an_ordinary_erasure(granted: Run) -> None:
    """Entries of safeguarding go only when it is said so, and never while a duty is open."""
    raised = ("--programme", "community-mothers", "--by", "m", "--role", "community_mother", "--category", "concern")
    granted("concern", "raise", "--participant", "anna", *raised, "--id", "c1")
    erase = ("ledger", "erase", "--participant", "anna", "--yes")
    for options in ((), ("--sensitive",)):
        code, out, err = granted(*erase, *options)
        assert (code, out, "[ledger-refused]" in err) == (1, "", True)
    act = ("concern", "act", "--participant", "anna", "--role", "gp", "--what", "told", "--concern", "c1")
    assert granted(*act)[0] == 0
    assert granted(*erase)[0] == 0
    assert granted(*act)[0] == 0
    assert granted(*erase, "--sensitive")[0] == 0
    assert granted(*act)[0] == 2


def test_a_file_that_is_no_ledger_is_told(run: Run, tmp_path: Path) -> None:
    """By its code, with exit code 1, and left as it is; so is a place that is none."""
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"CANARY" * 1000)
    other.with_name("other.sqlite.keys").touch(mode=0o600)
    code, out, err = run("consent", "show", "--participant", "a", "--programme", "community-mothers", "--ledger", other)
    assert (code, out, "[ledger-" in err, "CANARY" in err) == (1, "", True, False)
    assert other.read_bytes() == b"CANARY" * 1000
    code, out, err = run("consent", "withdraw", "--participant", "a", "--ledger", "mysql://CANARY@host/db")
    assert (code, out, "[ledger-misuse]" in err, "CANARY" in err) == (1, "", True, False)


def test_tables_can_be_made_beforehand(run: Run, tmp_path: Path) -> None:
    """As the database's owner would; again, it changes nothing."""
    place = tmp_path / "new.sqlite"
    for _ in range(2):
        assert run("ledger", "migrate", "--ledger", place)[:2] == (0, "Done.\n")
    assert run("consent", "grant", *GRANT, "--ledger", place)[0] == 0
    assert json.loads(run("ledger", "migrate", "--ledger", place, "--json")[1]) == {"done": "migrate"}


def test_a_review_is_recorded_and_replayed(run: Run, few: Path, ledger: Path, tmp_path: Path) -> None:
    """Each decision once, however often the review is run; made again from the ledger alone, none differs."""
    reviewed = ("review", few, "--programme", "crafty-mummies", "--on", "2026-11-01")
    without = json.loads(run(*reviewed, "--json")[1])
    for _ in range(2):
        code, out, _ = run(*reviewed, "--ledger", ledger, "--json")
        document = json.loads(out)
        assert (code, document.pop("recorded"), document) == (0, 20, without)
        assert json.loads(run("ledger", "verify", "--ledger", ledger, "--json")[1])["size"] == 21
    assert "Recorded in the ledger: 20 decisions" in run(*reviewed, "--ledger", ledger, "--keys", f"{ledger}.keys")[1]
    replay = ("ledger", "replay", "--ledger", ledger)
    code, out, err = run(*replay)
    assert (code, out, err) == (0, "20 decisions made again; none came out otherwise.\n", "")
    participant = json.loads(few.read_text("utf-8").splitlines()[0])["participant"]["id"]
    assert json.loads(run(*replay, "--participant", participant, "--json")[1]) == {"replayed": 1, "differing": []}
    assert "1 decisions" in run(*replay, "--sequence", "7")[1]
    code, out, err = run(*replay, "--sequence", "1")
    assert (code, out, "no decision at this place" in err) == (2, "", True)
    run("ledger", "erase", "--participant", participant, "--yes", "--ledger", ledger)
    assert json.loads(run(*replay, "--json")[1])["replayed"] == 19


def test_a_review_records_only_where_it_is_told_to(
    run: Run, few: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No variable of the environment makes it keep personal data; and faults of the input make no ledger."""
    monkeypatch.setenv("PEERSUPPORT_LEDGER", str(ledger))
    assert run("review", few, "--programme", "crafty-mummies")[0] == 0
    few.write_text("{")
    assert run("review", few, "--programme", "crafty-mummies", "--ledger", ledger)[0] == 1
    assert not ledger.exists()


def test_a_decision_that_comes_out_otherwise_is_found(visited: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, with its place: also where the chain is whole, since what is decided is another matter."""
    told = ("--participant", "anna", "--from", "mother", "--to", "co", "--item", "visits", "--purpose", "supervision")
    code, out, _ = visited("disclose", *told, "--programme", "community-mothers", "--json")
    place = json.loads(out)["recorded"]["sequence"]
    assert (code, visited("ledger", "replay")[0]) == (3, 0)
    monkeypatch.setattr("peersupport.engine.replaying.decision_document", lambda _: {})
    code, _, err = visited("ledger", "replay")
    assert (code, err.startswith(f"entries[{place}]: "), "[replay-differs]" in err) == (1, True, True)
    document = json.loads(visited("ledger", "replay", "--json")[1])
    assert document["differing"] == [{"sequence": place, "kind": "disclosure", "code": "replay-differs"}]
