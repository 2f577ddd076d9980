"""The one family of errors. An error is data: a stable code, a path, help; never a value from a record."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from peersupport._attrs import frozen

Path = tuple[str | int, ...]
CODE = re.compile("[a-z]+(-[a-z]+)*")
"""How a code is written: what a plugin gives as one, and is none, may be a name or number of a person."""


def shown_path(path: Path) -> str:
    """A path as people write it: `referrals[0].received`; the whole document is `(document)`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".") or "(document)"


@frozen
class Fault:
    """One thing that is wrong, where it stands, and what helps. Holds no value from a record."""

    code: str
    message: str
    path: Path = ()
    help: str = ""

    def __str__(self) -> str:
        where = f"{shown_path(self.path)}: " if self.path else ""
        return f"{where}{self.message} [{self.code}]" + (f"; {self.help}" if self.help else "")


class PeerSupportError(Exception):
    """Base of every error that the library raises on purpose.

    `code` is stable and has a page in the documentation; `faults` holds everything that was wrong at once.
    """

    code = "error"

    def __init__(self, message: str, *, code: str | None = None, path: Path = (), help: str = "") -> None:
        super().__init__(message)
        self.code = code if code is not None and CODE.fullmatch(code) else type(self).code
        self.message = message
        self.path = path
        self.help = help

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults behind this error: itself, unless it gathers several."""
        return (Fault(code=self.code, message=self.message, path=self.path, help=self.help),)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def error_code(error: BaseException) -> str:
    """What may be said of an error: its code or class, never its message (it may hold personal data)."""
    return error.code if isinstance(error, PeerSupportError) else type(error).__name__


class InvalidRecord(PeerSupportError, ValueError):
    """A record that cannot be: a range that ends before it starts, an instant without a zone."""

    code = "record-invalid"


class InvalidDate(PeerSupportError, ValueError):
    """A date, instant or duration that cannot be read, or an age on a day before birth."""

    code = "date-invalid"


class RuleError(PeerSupportError, TypeError):
    """A criterion, fact, parameter or rule that is wrongly built; raised where it is written."""

    code = "rule-invalid"


class UnknownName(PeerSupportError, LookupError):
    """A programme, fact, parameter, plugin or case that does not exist here."""

    code = "name-unknown"


class Faulty(PeerSupportError):
    """An error that gathers every fault that was found, up to a bound."""

    code = "faulty"

    def __init__(self, message: str, faults: Sequence[Fault]) -> None:
        super().__init__(message)
        self._faults = tuple(faults)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the order in which the document gives them."""
        return self._faults


class InvalidDocument(Faulty, ValueError):
    """A document (case, site, mapping, rule set) with at least one fault; nothing of it was taken."""

    code = "document-invalid"


class PluginFaulty(Faulty):
    """A plugin whose contributions cannot be taken; none of them was."""

    code = "plugin-faulty"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Help for a misspelt name: the nearest known one, or the list when it is short, or nothing."""
    names = sorted(set(known))
    if type(name) is not str:  # pyright: ignore[reportUnnecessaryComparison]
        return ""
    close = [one for one in names if one.casefold() == name.casefold()]
    close = close or get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known: {', '.join(f'`{known_name}`' for known_name in names)}" if 0 < len(names) <= 12 else ""
