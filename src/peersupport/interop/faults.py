"""Every fault of a file, up to a bound, and then one error with all of them."""

from collections.abc import Iterable

import attrs

from peersupport._attrs import evolve
from peersupport.errors import Fault, InvalidDocument, Path
from peersupport.records.codec import MOST_FAULTS


class Unreadable(ValueError):
    """A cell or a setting that cannot be read. Says what was expected, never what stood there."""

    def __init__(self, expected: str, code: str = "cell-value") -> None:
        super().__init__(code)
        self.expected, self.code = expected, code


@attrs.define
class Faults:
    """The faults found so far. Not even a file of faults alone makes it grow: after the bound nothing more is read."""

    about: str
    found: list[Fault] = attrs.field(factory=list[Fault])

    def add(self, code: str, message: str, path: Path = (), help: str = "") -> None:
        """Note one fault. Raises `InvalidDocument` when it is one more than are listed."""
        self.take((Fault(code=code, message=message, path=path, help=help),))

    def take(self, faults: Iterable[Fault], under: Path = ()) -> None:
        """Note faults whose paths lie under another. Raises `InvalidDocument` when there are more than are listed."""
        for fault in faults:
            if len(self.found) == MOST_FAULTS:
                more = f"there are more faults; only the first {MOST_FAULTS} are listed"
                self.found.append(Fault(code="faults-more", message=more))
                raise InvalidDocument(self.about, self.found)
            self.found.append(evolve(fault, path=(*under, *fault.path)))

    def settle(self) -> None:
        """Raise `InvalidDocument` if there was any fault."""
        if self.found:
            raise InvalidDocument(self.about, self.found)
