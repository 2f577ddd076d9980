"""Writes the stored ledger anew, by the release before this one: `python -m tests.testing.machines.writing`."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.testing.machines.releases import STORE, previous

from peersupport.testing.machines import ReleasesByTurns
from peersupport.testing.services.releases import ReleaseProcess


def main() -> None:
    """One of everything: agreed, refused, withdrawn, told or not, a duty that is closed and one that is open."""
    with TemporaryDirectory() as folder, ReleaseProcess(previous(Path(folder))) as before:
        ReleasesByTurns.releases = (before, before)
        machine = ReleasesByTurns()
        for step in ("disclose", "agree", "disclose", "refuse", "disclose", "withdraw", "disclose"):
            given = {"agree": {"hours": None}, "disclose": {"suspicion": False}}.get(step, {})
            getattr(machine, step)(by=0, **given)
        for step in ("raise_concern", "act", "raise_concern"):
            getattr(machine, step)(by=0)
        read = before.ask(
            {
                "do": "all",
                "place": machine.place,
                "now": "2026-12-01T09:00:00+00:00",
                "participant": "anna",
                "programme": machine.programme,
            }
        )
        STORE.mkdir(exist_ok=True)
        for name in ("ledger.db", "ledger.db.keys"):
            shutil.copy(Path(machine.place).parent / name, STORE / name)
        (STORE / "read.json").write_text(json.dumps(read, indent=1) + "\n", encoding="utf-8")
        machine.teardown()


if __name__ == "__main__":
    main()
