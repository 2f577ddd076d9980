"""One delivery of a programme: its place and people, its partners by date, what it chose where the source is open."""

from collections.abc import Mapping
from datetime import date

import attrs

from peersupport._attrs import frozen, record
from peersupport.dates import ALWAYS, Period
from peersupport.records.areas import AreaTable
from peersupport.records.calendar import Calendar
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.roles import Role

Scalar = bool | int | float | str | date
SiteValue = Scalar | tuple[Scalar, ...] | None
"""A value that a site gives a parameter; `None` leaves it open."""


@record
class Contact:
    """Whom to reach, in which role: the co-ordinator, the safeguarding lead, a crisis line (TC39, TC55).

    `period` is when she is there: [start, end).
    """

    role: Role
    name: str = ""
    telephone: str = ""
    email: str = ""
    crisis: bool = False
    period: Period = ALWAYS


@frozen
class Partner:
    """An organisation that delivers or funds with the programme, in [start, end) (YP22, MM39, TC67)."""

    name: str
    part: str = ""
    period: Period = ALWAYS


@frozen
class Provider:
    """Who delivers at this site, for which areas and when (MM7, MM38)."""

    id: str
    name: str
    local_authorities: tuple[str, ...] = ()
    period: Period = ALWAYS


@frozen
class DatedValue:
    """What a parameter is from `since` on; `since` None: always. `source` says who decided so."""

    value: SiteValue
    since: date | None = None
    source: str = ""


@frozen
class Site:
    """One delivery of a programme, as `site.toml` declares it. Its digest stands in every decision.

    `parameters` holds dated values and chosen readings by parameter name. A name without an entry keeps the
    programme's own value; one with an entry has none before the first day that it names. `areas` is the table that
    LSOA codes are looked up in. `calendar` holds school terms and closures; None: not given (D5, D9).
    """

    id: SiteId
    programme: ProgrammeId
    title: str = ""
    runs: Period = ALWAYS
    contacts: tuple[Contact, ...] = ()
    partners: tuple[Partner, ...] = ()
    providers: tuple[Provider, ...] = ()
    parameters: Mapping[str, tuple[DatedValue, ...]] = attrs.field(factory=dict[str, tuple[DatedValue, ...]])
    areas: AreaTable | None = None
    calendar: Calendar | None = None
    digest: str = ""
