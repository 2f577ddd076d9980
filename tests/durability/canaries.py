"""Canaries, planted wherever a person's data stand, through every error that can be provoked: none of them comes out.

Names, ids, notes, addresses, an NHS number, a telephone number and a day of birth stand in documents, records,
requests, keys and payloads, in passwords and in the messages of plugins. Every error, with all that hangs on it, is
shown in every way (text, repr, arguments, attributes, traceback); logs of all loggers at their most talkative,
warnings, both outputs and the log of the PostgreSQL server are searched as well. Local variables are not shown: whoever
logs them has opened every drawer.
"""

import os
import re
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from tests.durability.crashing import PostgreSQLPlace
from tests.durability.listening import Listener, Told, Words, canaries_in, shown
from tests.durability.planted import MARK
from tests.durability.provoked_documents import Provocation, documents
from tests.durability.provoked_engine import Engines
from tests.durability.provoked_ledgers import ROW, Files, anywhere
from tests.durability.provoked_postgresql import Servers
from tests.durability.running import Report, ended, parser

from peersupport.ledger import key_store, keys, memory_ledger, open_ledger
from peersupport.ledger.sealing import StreamKey

_BY_THE_TEST = re.compile(rf"{MARK}-\d{{6}}-{ROW}-")
_CHEAP = ("document", "record", "caseload")
"""Kinds that are provoked more often than the others."""


def canaries(options: Namespace) -> Report:
    """Provoke as many errors as asked."""
    report = Report("canaries", options.errors, quiet=options.quiet)
    words = Words(Random(options.seed))
    listener = Listener()
    raised: Counter[str] = Counter()
    types: Counter[str] = Counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder)))
        place = stack.enter_context(PostgreSQLPlace.started(options.folder)) if options.postgresql else None
        stack.enter_context(listener.listening())
        stack.enter_context(_secrets(words))
        provocations = _provocations(folder, place, stack)
        if (hit := canaries_in(listener.heard())) is not None:
            report.loss(f"while ledgers are opened: ...{hit!r}...")
        for name in _in_turn(provocations, words.random):
            if report.done == report.total:
                break
            error, found = _provoke(provocations[name], words, listener)
            for where, text in found.items():
                if (hit := canaries_in(text)) is not None:
                    report.loss(f"{name}: {where}: ...{hit!r}...")
            if error:
                raised[name] += 1
                types[f"{name.rpartition(': ')[0]}: {error}"] += 1
            report.step(int(error not in ("", Told.__name__)))
            report.count("tried")
            report.count("shown", int(error == Told.__name__))
        if place is not None:
            log = _BY_THE_TEST.sub("", (place.folder.parent / "log").read_text(encoding="utf-8"))
            if (hit := canaries_in(log)) is not None:
                report.loss(f"the log of the server: ...{hit!r}...")
            report.figures["characters_of_the_servers_log"] = len(log)
    for name in provocations:
        if not raised[name]:
            report.loss(f"{name} was not provoked: the run shows nothing about it")
    report.figures |= {"kinds": len(provocations), "records_logged": listener.records}
    report.figures["raised"] = dict(sorted(raised.items()))
    report.figures["types"] = dict(sorted(types.items()))
    return report


@contextmanager
def _secrets(words: Words) -> Iterator[None]:
    """Canaries as the secrets of keys, too."""

    def new_key() -> StreamKey:
        return StreamKey(os.urandom(16), "AES-256-GCM-SIV", words.word("secret").encode().ljust(32, b".")[:32])

    with ExitStack() as stack:
        for module in (keys, key_store):
            stack.enter_context(patch.object(module, "new_key", new_key))
        yield


def _provocations(folder: Path, place: PostgreSQLPlace | None, stack: ExitStack) -> dict[str, Provocation]:
    found = documents(folder)
    ledgers = {
        "memory": stack.enter_context(memory_ledger()),
        "sqlite": stack.enter_context(open_ledger(folder / "ledger.db")),
    }
    found |= Files(folder).all()
    if place is not None:
        ledgers["postgresql"] = stack.enter_context(open_ledger(place.url, keys=folder / "ledger.keys"))
        ledgers["postgresql keys"] = stack.enter_context(open_ledger(place.server.database(), keys=place.keys))
        found |= Servers(place, ledgers["postgresql"], folder).all()
    for name, ledger in ledgers.items():
        own = {**anywhere(ledger), **Engines(ledger, folder).all()}
        if name == "memory":
            # A list has no constraints.
            del own["ledger: constraint"]
        found |= {f"{name}: {kind}": provocation for kind, provocation in own.items()}
    return found


def _in_turn(provocations: dict[str, Provocation], random: Random) -> Iterator[str]:
    names = [name for name in provocations for _ in range(4 if name.startswith(_CHEAP) else 1)]
    while True:
        random.shuffle(names)
        yield from names


def _provoke(provocation: Provocation, words: Words, listener: Listener) -> tuple[str, dict[str, str]]:
    """The type of the error, if there was one, and all texts that came of it."""
    found: dict[str, str] = {}
    raised = ""
    try:
        result = provocation(words)
    except Exception as error:  # noqa: BLE001 - all that can be raised is looked at
        raised = type(error).__name__
        found |= shown(error)
    else:
        found["result"] = f"{result} {result!r}"
    return raised, {**found, "what was said": listener.heard()}


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    made = parser(__doc__, errors=10_000)
    made.add_argument("--without-postgresql", dest="postgresql", action="store_false")
    made.set_defaults(quiet=False)
    options = made.parse_args(arguments)
    return ended([canaries(options)], options)


if __name__ == "__main__":
    sys.exit(main())
