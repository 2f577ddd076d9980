"""What is wrong with a document, as faults: each with its path, what was expected, and never a value."""

from collections.abc import Iterable, Iterator
from itertools import islice

import attrs
from cattrs import ClassValidationError, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError

from peersupport._attrs import evolve
from peersupport.errors import Fault, InvalidDocument, Path, PeerSupportError, did_you_mean

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


def faults_of(error: BaseException, path: Path) -> Iterator[Fault]:
    """Every fault behind an error of structuring what stands at `path`, in the order of the document."""
    if isinstance(error, ClassValidationError):
        with_notes, without = error.group_exceptions()
        for inner, note in with_notes:
            yield from faults_of(inner, (*path, note.name))
        for inner in without:
            yield from faults_of(inner, path)
    elif isinstance(error, IterableValidationError):
        with_places, without = error.group_exceptions()
        for inner, place in with_places:
            yield from faults_of(inner, (*path, place.index))
        for inner in without:
            yield from faults_of(inner, path)
    elif isinstance(error, Inside):
        for fault in error.faults:
            yield evolve(fault, path=(*path, *fault.path))
    else:
        yield from _single(error, path)


def _single(error: BaseException, path: Path) -> Iterator[Fault]:
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        # Of a key that is unknown nothing is told, not even its text: it may be somebody's name.
        for key in sorted(error.extra_fields, key=str):
            help = did_you_mean(key, known) if type(key) is str and len(key) <= LONGEST_KEY else ""
            yield Fault(code="key-unknown", message="an unknown key", path=path, help=help)
    elif isinstance(error, Mismatch):
        yield Fault(code=error.code, message=f"expected {error.expected}", path=path)
    elif isinstance(error, KeyError):
        yield Fault(code="key-missing", message="a required key is missing", path=path)
    elif isinstance(error, PeerSupportError):
        yield Fault(code=error.code, message=error.message, path=path, help=error.help)
    else:
        yield Fault(code="value-type", message="the value is of another type or form than expected", path=path)


LONGEST_KEY = 64
"""A longer key is nobody's slip of the pen, and finding one near it would take long."""
