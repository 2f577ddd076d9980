"""Series of sessions, their parts, and single sessions as held. What happened with one family is an Encounter."""

from datetime import date, datetime, time

from peersupport._attrs import frozen, record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import PersonId, ProgrammeId, SeriesId, SessionId, SiteId, SupporterId
from peersupport.records.roles import Role


@frozen
class SessionPart:
    """One part of a session, in order: what, how long (minutes), who leads (CM6 to CM10).

    `kind` is what is done (`discussion`, `craft`, `activity`), by which it is held against its plan (YP9).
    """

    title: str
    minutes: int | None = None
    kind: str | None = None
    leader: Role | None = None
    topics: tuple[str, ...] | None = None


@frozen
class SessionSeries:
    """A repeating session at a site (OpenActive): each `every_days` days from `first`, of `minutes` (CM4, CM5, YP6)."""

    id: SeriesId
    programme: ProgrammeId
    site: SiteId | None = None
    title: str = ""
    first: date | None = None
    starts_at: time | None = None
    every_days: int | None = None
    minutes: int | None = None
    parts: tuple[SessionPart, ...] | None = None


@record
class Attendance:
    """Whether a participant came; one who declined did not miss (TC9).

    `role` is given where it is somebody else: staff, or a child (`family_member`), who is not counted (D10).
    """

    participant: PersonId
    attended: bool | None = None
    declined: bool | None = None
    role: Role | None = None


@record
class Session:
    """One planned occurrence of a series, with those who staff it and those who came (CM13, CM15).

    `parts` are those that were held, `venue` the kind of place and `facilities` what it had (CM14, YP10), `block` the
    one that the session belonged to (YP8).
    """

    id: SessionId
    series: SeriesId | None = None
    on: date | None = None
    cancelled: bool | None = None
    staff: tuple[SupporterId, ...] | None = None
    parts: tuple[SessionPart, ...] | None = None
    venue: str | None = None
    facilities: tuple[str, ...] | None = None
    block: str | None = None
    attendance: tuple[Attendance, ...] | None = None
    recorded_at: datetime | None = None


@frozen
class InformationSheet:
    """A sheet that visitors share: topic, version, source, day of review, language, culture (TC10 to TC12, TC70)."""

    id: str
    topic: str = ""
    version: str = ""
    source: str = ""
    review_by: date | None = None
    languages: tuple[str, ...] = ()
    cultures: tuple[str, ...] = ()


@record
class Evaluation:
    """An evaluation of a group on one day: how many answered, how satisfied, what came of it (CM18, CM32)."""

    on: PartialDate | None = None
    series: SeriesId | None = None
    responses: int | None = None
    satisfaction: float | None = None
    summary: str | None = None
