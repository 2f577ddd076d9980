"""A strategy for every record: each field by its type, blank now and then, what comes later dated later.

All of them take `on`, the day about which is asked, `blank`, how often what may be blank is, `coherent`, and any field
of the record, as a value or a strategy.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from peersupport.errors import UnknownName, did_you_mean
from peersupport.outcomes.built_in import BUILT_IN
from peersupport.records.activity import Activity, Cost
from peersupport.records.acts import Act
from peersupport.records.answers import Answer
from peersupport.records.areas import Area, Residence
from peersupport.records.assessments import ChildReview, SchoolReadiness
from peersupport.records.calendar import Closure
from peersupport.records.community import (
    Enquiry,
    IntegrationMilestone,
    JointProject,
    LearningItem,
    Meeting,
    Message,
    NeedsProfile,
    Output,
    TrainingEvent,
)
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.records.encounters import Encounter, VisitingRecord
from peersupport.records.enrolments import Enrolment
from peersupport.records.exemptions import Exemption
from peersupport.records.feedback import Feedback, Story
from peersupport.records.people import Child, FamilyMember, Need, Participant, Pregnancy
from peersupport.records.plans import Action, Goal, PlanReview, SupportPlan
from peersupport.records.referrals import OnwardReferral, Referral
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.records.service_use import Difficulty, ServiceContact, ServiceUse
from peersupport.records.sessions import Attendance, Evaluation, InformationSheet, Session, SessionPart, SessionSeries
from peersupport.records.sites import Contact, Partner, Provider
from peersupport.records.supporters import Check, StageSpell, Supervision, Supporter
from peersupport.records.vocabulary import CATEGORIES, PURPOSES
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.fields import BLANK, Maker, Setting, record_of
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.strategy import Strategy, strategy

T = TypeVar("T")
AUTHORITIES = ("E06000018", "E09000011", "E06000064")
LSOAS = ("E01013814", "E01000001", "E01099999")
TEXTS = {
    "ProgrammeId": ("link-workers", "community-mothers", "elsewhere"),
    "instrument": tuple(one.id for one in BUILT_IN),
    "category": tuple(CATEGORIES.terms),
    "categories": tuple(CATEGORIES.terms),
    "purpose": tuple(PURPOSES.terms),
    "purposes": tuple(PURPOSES.terms),
    "local_authority": AUTHORITIES,
    "local_authorities": AUTHORITIES,
    "lsoa": LSOAS,
    "code": LSOAS,
    "imd_decile": (1, 2, 3, 10),
    "languages": ("English", "Polish"),
}
"""What stands in the fields in which any text would say nothing."""


def record_strategy(kind: type[T], made: Mapping[Any, Maker] | None = None) -> "Strategy[..., T]":
    """The strategy of one record class; `made` says how values of a type in it are drawn.

    It raises `UnknownName` for a field that the record does not have.
    """
    known = {field.name for field in attrs.fields(kind)}  # type: ignore[arg-type]

    def by(choices: Choices, /, *, on: date = DAY, blank: float = BLANK, coherent: bool = True, **fields: object) -> T:
        if unknown := sorted(set(fields) - known):
            raise UnknownName(f"`{kind.__name__}` has no such field", help=did_you_mean(unknown[0], known))
        setting = Setting(on=on, texts=TEXTS, made=made or {}, blank=blank, coherent=coherent)
        return record_of(choices, kind, setting, fields)

    by.__doc__ = (
        f"A `{kind.__name__}`. Shrinks to one of which only what it must have is recorded, dated `on`; days are drawn "
        "as `days` does, one in three of them in part."
    )
    return strategy(by)


activities = record_strategy(Activity)
costs = record_strategy(Cost)
acts = record_strategy(Act)
answers = record_strategy(Answer)
areas = record_strategy(Area)
residences = record_strategy(Residence)
child_reviews = record_strategy(ChildReview)
school_readiness = record_strategy(SchoolReadiness)
closures = record_strategy(Closure)
enquiries = record_strategy(Enquiry)
integration_milestones = record_strategy(IntegrationMilestone)
joint_projects = record_strategy(JointProject)
learning_items = record_strategy(LearningItem)
meetings = record_strategy(Meeting)
messages = record_strategy(Message)
needs_profiles = record_strategy(NeedsProfile)
outputs = record_strategy(Output)
training_events = record_strategy(TrainingEvent)
proposed_disclosures = record_strategy(ProposedDisclosure)
encounters = record_strategy(Encounter)
visiting_records = record_strategy(VisitingRecord)
enrolments = record_strategy(Enrolment)
exemptions = record_strategy(Exemption)
feedback = record_strategy(Feedback)
stories = record_strategy(Story)
children = record_strategy(Child)
family_members = record_strategy(FamilyMember)
needs = record_strategy(Need)
participants = record_strategy(Participant)
pregnancies = record_strategy(Pregnancy)
actions = record_strategy(Action)
goals = record_strategy(Goal)
plan_reviews = record_strategy(PlanReview)
plans = record_strategy(SupportPlan)
onward_referrals = record_strategy(OnwardReferral)
referrals = record_strategy(Referral)
concerns = record_strategy(Concern)
professional_actions = record_strategy(ProfessionalAction)
difficulties = record_strategy(Difficulty)
service_contacts = record_strategy(ServiceContact)
service_use = record_strategy(ServiceUse)
attendances = record_strategy(Attendance)
evaluations = record_strategy(Evaluation)
information_sheets = record_strategy(InformationSheet)
sessions = record_strategy(Session)
session_parts = record_strategy(SessionPart)
session_series = record_strategy(SessionSeries)
contacts = record_strategy(Contact)
partners = record_strategy(Partner)
providers = record_strategy(Provider)
checks = record_strategy(Check)
stage_spells = record_strategy(StageSpell)
supervisions = record_strategy(Supervision)
supporters = record_strategy(Supporter)
