"""The people of one family: the participant, her children, other members, and pregnancies."""

from enum import Enum

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.records.identifiers import PersonId, PregnancyId


class ParentRole(Enum):
    """What the participant is to the children (CM3, TC6, YP2)."""

    MOTHER = "mother"
    FATHER = "father"
    OTHER_PARENT = "other_parent"


class Sex(Enum):
    """How she is recorded in a national return (standards.md 2.4); never told from her role."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class HealthVisitingLevel(Enum):
    """The level of health visiting she receives: the old four names and the new ones (standards.md 2.1; CM1)."""

    COMMUNITY = "community"
    UNIVERSAL = "universal"
    UNIVERSAL_PLUS = "universal_plus"
    UNIVERSAL_PARTNERSHIP_PLUS = "universal_partnership_plus"
    TARGETED = "targeted"
    SPECIALIST = "specialist"


class PregnancyOutcome(Enum):
    """How a pregnancy stands or ended. LOSS is any end without a living baby; nobody is asked for more (MM5)."""

    ONGOING = "ongoing"
    LIVE_BIRTH = "live_birth"
    LOSS = "loss"


@record
class Participant:
    """The parent whom a programme supports. `None` is "not recorded"; an empty tuple is "recorded: none"."""

    id: PersonId
    names: tuple[str, ...] | None = None
    birth_date: PartialDate | None = None
    parent_role: ParentRole | None = None
    nhs_number: str | None = None
    telephone: str | None = None
    email: str | None = None
    languages: tuple[str, ...] | None = None
    ethnicity: str | None = None
    sex: Sex | None = None
    single_parent: bool | None = None
    health_visiting_level: HealthVisitingLevel | None = None
    planning_pregnancy: bool | None = None


@record
class Child:
    """A child of the family. Twins are two children."""

    id: PersonId
    names: tuple[str, ...] | None = None
    birth_date: PartialDate | None = None


@record
class FamilyMember:
    """Another member of the household or family, so that needs can be held for the family as a whole (HL15, YP34)."""

    id: PersonId
    names: tuple[str, ...] | None = None
    relation: str | None = None
    birth_date: PartialDate | None = None


@record
class Need:
    """Something that weighs on the family, since when, and until when; `of` None: on the family as a whole (HL15)."""

    what: str
    of: PersonId | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


@record
class Pregnancy:
    """One pregnancy: expected date, and how and when it ended. `ended` is the day of birth or loss."""

    id: PregnancyId
    expected: PartialDate | None = None
    outcome: PregnancyOutcome | None = None
    ended: PartialDate | None = None
