"""Where a family lives, and what is known of an area: its authority, its deprivation, its setting."""

from collections.abc import Mapping
from enum import Enum

from peersupport._attrs import frozen, record
from peersupport.dates import PartialDate


class Setting(Enum):
    """Rural-urban class of an area (MM32)."""

    RURAL = "rural"
    URBAN = "urban"


@record
class Residence:
    """Where the family lived in the half-open time [start, end). An open start or end is `None`.

    `local_authority` and `lsoa` are ONS codes (E06000018, E01013814); `place` is a name that the programme itself uses.
    """

    local_authority: str | None = None
    lsoa: str | None = None
    place: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


@frozen
class Area:
    """One small area as a published table gives it: no personal data.

    `imd_decile` is 1 (the most deprived tenth of England) to 10. An LSOA of 2011 that was split in 2021 stands
    in a table as several areas of the same `code`: what they agree on is known, the rest is within bounds.
    """

    code: str
    local_authority: str
    imd_decile: int | None = None
    idaci_decile: int | None = None
    """Of income deprivation affecting children, counted in the same way (standards.md 2.4)."""
    setting: Setting | None = None
    hubs: tuple[str, ...] | None = None
    """Community hubs and Primary Care Networks that the area is linked to (MM41)."""


AreaTable = Mapping[str, tuple[Area, ...]]
"""Areas by code."""
