"""What is wrong with a document, as faults: each with its path, what was expected, and never a value."""

from collections.abc import Iterable
from itertools import islice

from peersupport.errors import Fault, InvalidDocument

MOST_FAULTS = 100


class Mismatch(ValueError):
    """A value of another type or form than the field takes; says what was expected."""

    def __init__(self, code: str, expected: str) -> None:
        super().__init__(code)
        self.code, self.expected = code, expected


class Inside(ValueError):
    """Faults that were found inside a value, each with its path from there."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("faults")
        self.faults = tuple(islice(faults, MOST_FAULTS + 1))


def invalid(faults: Iterable[Fault]) -> InvalidDocument:
    """The error that tells all of them, up to 100, and then that there are more."""
    told = list(islice(faults, MOST_FAULTS + 1))
    if len(told) > MOST_FAULTS:
        told[-1] = Fault(code="faults-more", message=f"there are more faults; only the first {MOST_FAULTS} are listed")
    return InvalidDocument("the document has faults", told)


def weight(error: BaseException) -> int:
    """How many faults an error stands for, at the least."""
    inner: Iterable[BaseException] = getattr(error, "exceptions", ())
    return len(error.faults) if isinstance(error, Inside) else max(1, sum(map(weight, inner)))


LONGEST_KEY = 64
"""A longer key is nobody's slip of the pen, and finding one near it would take long."""
