"""The commands on a ledger in PostgreSQL, with its keys in another database."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ledger import conftest
from tests.ledger.server import Server

Run = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.integration
postgresql = conftest.server
GRANT = ("--participant", "anna", "--from", "person:a", "--to", "person:b", "--category", "visits", "--purpose", "care")
TOLD = ("--participant", "anna", "--from", "a", "--to", "b", "--item", "visits", "--purpose", "care")


def test_the_commands_work_on_a_database(run: Run, postgresql: Server, tmp_path: Path) -> None:
    """Recorded, asked, verified, copied, replayed and erased; a database that is not there is told without its URL."""
    place = ("--ledger", postgresql.database(), "--keys", postgresql.database())
    programme = ("--programme", "community-mothers")
    assert run("consent", "grant", *GRANT, *place)[0] == 0
    assert run("disclose", *TOLD, *programme, *place)[0] == 3
    assert run("ledger", "replay", *place)[:2] == (0, "1 decisions made again; none came out otherwise.\n")
    document = json.loads(run("ledger", "verify", *place, "--json")[1])
    assert (document["found"], document["opened"]) == (0, True)
    for command in ("export", "backup"):
        copy = tmp_path / command
        assert run("ledger", command, "--out", copy, *place)[0] == 0
        assert json.loads(run("ledger", "verify", "--export", copy, "--json")[1])["root"] == document["root"]
    assert run("ledger", "erase", "--participant", "anna", "--yes", *place)[:2] == (0, "Erased.\n")
    assert (
        json.loads(run("consent", "show", "--participant", "anna", *programme, *place, "--json")[1])["statements"] == []
    )
    for keys in ((), place[2:]):
        code, out, err = run("ledger", "verify", "--ledger", "postgresql://CANARY:CANARY@127.0.0.1:1/x", *keys)
        assert (code, out, "[ledger-" in err, "CANARY" in err) == (1, "", True, False)
