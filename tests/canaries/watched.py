"""What a provocation gives away: in the error and all that hangs on it, in logs, warnings, both outputs, and reprs."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from pprint import pformat
from typing import Any
from unittest.mock import patch

from tests.canaries.birds import Flock
from tests.durability.listening import Listener, Told, shown
from tests.durability.provoked_documents import Provocation

from peersupport.errors import Fault
from peersupport.tracebacks import traceback_without_values


class Watch:
    """Provokes errors one after the other, and keeps what it saw: leaks, codes of faults, classes of errors."""

    def __init__(self, flock: Flock) -> None:
        self.flock = flock
        self.leaks: list[str] = []
        self.codes: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.paths: Counter[str] = Counter()
        self._listener = Listener()

    @property
    def records_logged(self) -> int:
        """How many log records were searched."""
        return self._listener.records

    @contextmanager
    def watching(self) -> Generator[None]:
        """Listen, and note the code of every fault that is made."""
        made = Fault.__init__

        def noted(fault: Fault, **given: Any) -> None:
            self.codes[str(given["code"])] += 1
            made(fault, **given)

        with self._listener.listening(), patch.object(Fault, "__init__", noted):
            yield

    def provoke(self, name: str, provocation: Provocation) -> None:
        """Once; what comes of it holds none of the canaries, in whatever form."""
        found: dict[str, str] = {}
        try:
            result = provocation(self.flock)
        except Told as told:
            found = _reprs(told.args)
        except Exception as error:  # noqa: BLE001 - all that can be raised is looked at
            self.errors[type(error).__name__] += 1
            found = {**dict(shown(error)), "traceback without values": traceback_without_values(error)}
        else:
            found = _reprs([result])
        self.paths[name] += 1
        for where, text in {**found, "what was said": self._listener.heard()}.items():
            if (bird := self.flock.heard_in(text)) is not None:
                place = next((text.find(form) for form in bird.forms if form in text), 0)
                self.leaks.append(f"{name}: a {bird.kind} in {where}: ...{text[max(0, place - 60) : place + 60]!r}...")


def _reprs(values: Any) -> dict[str, str]:
    return {f"{how.__name__} of a {type(one).__name__}": how(one) for one in values for how in (repr, str, pformat)}
