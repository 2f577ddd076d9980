"""Who asks, as the service's log-in knows her, and the key of what she asks."""

from peersupport._attrs import record
from peersupport.errors import Fault, InvalidDocument, PeerSupportError
from peersupport.records.identifiers import PersonId
from peersupport.rules.facts import STAFF, Audience

LONGEST_KEY = 100


@record
class Caller:
    """Who is logged in, and as whom she reads answers: `Audience` limits what she is told."""

    person: PersonId
    audience: Audience


class CallerUnknown(PeerSupportError, PermissionError):
    """Nobody is logged in."""

    code = "caller-unknown"


class CallerRefused(PeerSupportError, PermissionError):
    """Whoever is logged in may not ask this."""

    code = "caller-refused"


def known(caller: Caller | None) -> Caller:
    """Somebody who is logged in. Raises `CallerUnknown`."""
    if caller is None:
        raise CallerUnknown("nobody is logged in")
    return caller


def staff(caller: Caller | None) -> Caller:
    """A co-ordinator or auditor who is logged in. Raises `CallerUnknown`, `CallerRefused`."""
    found = known(caller)
    if found.audience not in STAFF:
        raise CallerRefused("this is for co-ordinators and auditors")
    return found


def usable_key(given: str | None) -> str:
    """The key of a request that records something. Raises `InvalidDocument` (`header-key`) where there is none."""
    if given is None or not 1 <= len(given) <= LONGEST_KEY:
        message = f"a request that records something needs a key of 1 to {LONGEST_KEY} characters"
        fault = Fault(code="header-key", message=message, path=("header", "Idempotency-Key"))
        raise InvalidDocument("the request has faults", [fault])
    return given
