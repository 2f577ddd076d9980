"""What other services a family used, how long that was looked at, and difficulties that were noted early."""

from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate


@record
class ServiceContact:
    """One contact with a service other than the programme: a GP, a health visitor, a ward (HL12, MM18)."""

    service: str
    on: PartialDate | None = None


@record
class ServiceUse:
    """A family's contacts with services, complete from `observed_from` to `observed_to`, both included.

    Outside these days nobody looked: what was not seen there is not known, and never none.
    """

    observed_from: PartialDate | None = None
    observed_to: PartialDate | None = None
    contacts: tuple[ServiceContact, ...] | None = None


class DifficultyState(Enum):
    """What became of a difficulty (TC69)."""

    RESOLVED = "resolved"
    EASED = "eased"
    UNCHANGED = "unchanged"
    WORSE = "worse"


@record
class Difficulty:
    """A difficulty that was noted early, and what became of it later: whether it was nipped in the bud (TC69)."""

    what: str | None = None
    noted: PartialDate | None = None
    seen_again: PartialDate | None = None
    state: DifficultyState | None = None
