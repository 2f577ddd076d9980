"""What an error of structuring stands for: every fault behind it, with its path."""

from collections.abc import Iterator

import attrs
from cattrs import ClassValidationError, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError

from peersupport._attrs import evolve
from peersupport.errors import Fault, Path, PeerSupportError, did_you_mean
from peersupport.records.codec.faults import LONGEST_KEY, Inside, Mismatch


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
