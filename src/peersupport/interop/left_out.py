"""The rows of a caseload that were left out because of their faults: all counted, and the first listed."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs

from peersupport._attrs import evolve
from peersupport.errors import Fault
from peersupport.records.codec import MOST_FAULTS


@attrs.define
class LeftOut:
    """What was left out so far. `rows` are all of them; `listed` the first 100 faults, their paths with the row."""

    rows: list[int] = attrs.field(factory=list[int])
    codes: Counter[str] = attrs.field(factory=Counter[str])
    listed: list[Fault] = attrs.field(factory=list[Fault])

    def take(self, row: int, faults: Iterable[Fault]) -> None:
        """Leave out a row."""
        self.rows.append(row)
        for fault in faults:
            self.codes[fault.code] += 1
            if len(self.listed) < MOST_FAULTS:
                self.listed.append(evolve(fault, path=("row", row, *fault.path)))

    def document(self) -> dict[str, Any]:
        """How many rows and faults, of which codes, every row's number, and the faults that are listed, as JSON."""
        return {
            "rows": len(self.rows),
            "faults": self.codes.total(),
            "codes": dict(sorted(self.codes.items())),
            "numbers": list(self.rows),
            "listed": [
                {"code": one.code, "path": list(one.path), "message": one.message, "help": one.help}
                for one in self.listed
            ],
        }
