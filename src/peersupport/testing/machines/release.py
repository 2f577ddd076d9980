"""One release of the library, told what to do by another: a process of its own that reads commands and answers them.

It is started by the path of this file, with the release to use on `PYTHONPATH`, and must run on an earlier one: it uses
the public names, the codec and the engine alone. A command and an answer are one line of JSON each.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import peersupport
from peersupport import (
    Concern,
    ConcernId,
    ConsentStatement,
    DisclosureRequest,
    Engine,
    Host,
    ProfessionalAction,
    open_ledger,
)
from peersupport.errors import PeerSupportError
from peersupport.records.codec import document_of, structured
from peersupport.records.consent import Competence

KINDS: dict[str, Any] = {one.__name__: one for one in (Competence, ConsentStatement)}


class Release:
    """An engine that opens a ledger for each command, as two services do that take turns."""

    def __init__(self, host: Host) -> None:
        self.host = host

    def where(self, _: Engine, __: dict[str, Any]) -> Any:
        """From where this release is imported."""
        return peersupport.__file__

    def answer(self, command: dict[str, Any]) -> Any:
        """What comes of a command: a document, or the code of the error."""
        now = datetime.fromisoformat(command["now"])
        try:
            with open_ledger(command["place"], clock=lambda: now) as ledger:
                engine = Engine(self.host, ledger=ledger, now=lambda: now)
                does: Callable[[Engine, dict[str, Any]], Any] = getattr(self, command["do"])
                return does(engine, command)
        except PeerSupportError as error:
            return {"error": error.code}

    def record(self, engine: Engine, command: dict[str, Any]) -> Any:
        """Record a statement or a competence."""
        return document_of(engine.record(structured(command["record"], KINDS[command["kind"]])))

    def withdraw(self, engine: Engine, command: dict[str, Any]) -> Any:
        """Record a withdrawal."""
        return document_of(engine.withdraw(structured(command["record"], ConsentStatement)))

    def disclose(self, engine: Engine, command: dict[str, Any]) -> Any:
        """Decide a disclosure."""
        made = engine.disclose(structured(command["record"], DisclosureRequest), key=command["key"])
        return {"effect": made.effect.value, "told": list(made.told), "sequence": made.sequence}

    def concern(self, engine: Engine, command: dict[str, Any]) -> Any:
        """Raise a concern."""
        return engine.raise_concern(structured(command["record"], Concern)).open

    def act(self, engine: Engine, command: dict[str, Any]) -> Any:
        """Act on a concern."""
        action = structured(command["record"], ProfessionalAction)
        return engine.act(command["participant"], ConcernId(command["concern"]), action).open

    def all(self, engine: Engine, command: dict[str, Any]) -> Any:
        """All that is recorded of a participant, whether decisions come out the same, whether the chain verifies."""
        found = engine.history(command["participant"], command["programme"])
        ledger: Any = engine.ledger
        verified: Any = ledger.verify()
        return {
            "consent": [[type(one).__name__, document_of(one)] for one in found.consent],
            "concerns": [document_of(one) for one in found.concerns],
            "disclosures": [[one.sequence, one.effect.value, document_of(one.request)] for one in found.disclosures],
            "replayed": [[one.sequence, one.difference] for one in engine.replay(command["participant"])],
            "open": [str(one.concern) for one in engine.open_duties(command["participant"])],
            "rows": verified.size,
            "intact": verified.intact,
        }


def main() -> None:
    """Answer commands until there are no more."""
    release = Release(Host.load())
    for line in sys.stdin:
        sys.stdout.write(json.dumps(release.answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
