"""What is wrong with a document, as faults: each with its path, what was expected, and never a value."""

from collections.abc import Iterator, Sequence

import attrs
from cattrs import ClassValidationError, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError

from peersupport.errors import Fault, InvalidDocument, Path, PeerSupportError, did_you_mean

MOST_FAULTS = 100


class Mismatch(ValueError):
    """A value of another type or form than the field takes; says what was expected."""

    def __init__(self, code: str, expected: str) -> None:
        super().__init__(code)
        self.code, self.expected = code, expected


def invalid(faults: Sequence[Fault]) -> InvalidDocument:
    """The error that tells all of them."""
    return InvalidDocument("the document has faults", faults)


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
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            yield Fault(code="key-unknown", message="an unknown key", path=path, help=did_you_mean(key, known))
    elif isinstance(error, Mismatch):
        yield Fault(code=error.code, message=f"expected {error.expected}", path=path)
    elif isinstance(error, KeyError):
        yield Fault(code="key-missing", message="a required key is missing", path=path)
    elif isinstance(error, PeerSupportError):
        yield Fault(code=error.code, message=error.message, path=path, help=error.help)
    else:
        yield Fault(code="value-type", message="the value is of another type or form than expected", path=path)
