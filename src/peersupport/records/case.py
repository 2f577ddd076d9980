"""All that is recorded of one family, gathered for a decision."""

from operator import attrgetter
from types import NoneType

from peersupport._attrs import evolve, record
from peersupport.errors import InvalidRecord
from peersupport.records.answers import Answer
from peersupport.records.areas import Residence
from peersupport.records.assessments import Assessment, ChildReview, SchoolReadiness
from peersupport.records.consent import ConsentStatement
from peersupport.records.encounters import Encounter
from peersupport.records.enrolments import Enrolment
from peersupport.records.feedback import Feedback, Story
from peersupport.records.identifiers import CaseId, ProgrammeId
from peersupport.records.people import Child, FamilyMember, Need, Participant, Pregnancy
from peersupport.records.plans import SupportPlan
from peersupport.records.referrals import ANY_PROGRAMME, OnwardReferral, Referral
from peersupport.records.safeguarding import Concern
from peersupport.records.service_use import Difficulty, ServiceUse

COLLECTIONS = (
    "children",
    "pregnancies",
    "family",
    "needs",
    "residences",
    "referrals",
    "onward_referrals",
    "enrolments",
    "encounters",
    "plans",
    "consent",
    "concerns",
    "assessments",
    "answers",
    "reviews",
    "readiness",
    "difficulties",
    "feedback",
    "stories",
)
"""The fields of a case that hold several records."""
_HELD = frozenset({tuple, NoneType})
_collections = attrgetter(*COLLECTIONS)


@record
class Case:
    """One family's records. A collection that is `None` is not recorded; an empty one is "recorded: none", closed."""

    id: CaseId
    participant: Participant
    children: tuple[Child, ...] | None = None
    pregnancies: tuple[Pregnancy, ...] | None = None
    family: tuple[FamilyMember, ...] | None = None
    needs: tuple[Need, ...] | None = None
    residences: tuple[Residence, ...] | None = None
    referrals: tuple[Referral, ...] | None = None
    onward_referrals: tuple[OnwardReferral, ...] | None = None
    enrolments: tuple[Enrolment, ...] | None = None
    encounters: tuple[Encounter, ...] | None = None
    plans: tuple[SupportPlan, ...] | None = None
    consent: tuple[ConsentStatement, ...] | None = None
    concerns: tuple[Concern, ...] | None = None
    assessments: tuple[Assessment, ...] | None = None
    answers: tuple[Answer, ...] | None = None
    reviews: tuple[ChildReview, ...] | None = None
    readiness: tuple[SchoolReadiness, ...] | None = None
    difficulties: tuple[Difficulty, ...] | None = None
    service_use: ServiceUse | None = None
    feedback: tuple[Feedback, ...] | None = None
    stories: tuple[Story, ...] | None = None

    def __attrs_post_init__(self) -> None:
        if not _HELD.issuperset(map(type, _collections(self))):
            raise InvalidRecord("the collections of a case are tuples", help="`tuple(...)`, or None for not recorded")

    def addressed_to(self, programme: ProgrammeId) -> "Case":
        """The case with only the referrals that are, or may be, to this programme: those it is to judge."""
        given = self.referrals or ()
        kept = tuple([one for one in given if one.programme in (None, ANY_PROGRAMME, programme)])
        return self if len(kept) == len(given) else evolve(self, referrals=kept)
