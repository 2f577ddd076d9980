"""What people say of a programme: answers to what it asks them, and stories in their own words."""

from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import ProgrammeId, StatementId
from peersupport.records.roles import Role


@record
class Feedback:
    """One answer: to a matter that a measure names, whether it is so, and what was said (TC59, HL11, MM46, YP31).

    `role` None is the participant; a professional's feedback belongs to the site's own records.
    """

    matter: str
    programme: ProgrammeId | None = None
    on: PartialDate | None = None
    role: Role | None = None
    agrees: bool | None = None
    words: str | None = None


class StoryKind(Enum):
    """What kind of story it is (MM17, MM40, YP38)."""

    QUOTATION = "quotation"
    CASE_STUDY = "case_study"
    INTERVIEW = "interview"


class Attribution(Enum):
    """How much of who she is may stand under her words, from nothing to her name (MM40)."""

    ANONYMOUS = "anonymous"
    GROUP = "group"
    FIRST_NAME = "first_name"
    FULL_NAME = "full_name"


@record
class Story:
    """A quotation, case study or interview. `group` is such as "Mum from Young Parents Connect Group".

    `consent` is the statement by which it may be published; without one it may not be.
    """

    kind: StoryKind
    programme: ProgrammeId | None = None
    on: PartialDate | None = None
    role: Role | None = None
    words: str | None = None
    group: str | None = None
    attribution: Attribution | None = None
    consent: StatementId | None = None
