"""All that a rule author needs: `from peersupport.plugin import Programme, core, hookimpl, require, since`."""

from peersupport import facts as core
from peersupport.citations import Citation, cited
from peersupport.dates import DateRange, Period, Step, anniversary, since
from peersupport.facts import allocation, answer, any_child, community, count_children, every_child, stages, supporters
from peersupport.outcomes.instruments import (
    Age,
    Alert,
    Band,
    CutOff,
    Direction,
    Instrument,
    Population,
    Scale,
    Source,
    Threshold,
    alike,
)
from peersupport.outcomes.measures import Caveat, Measure, Method, Subject, caveat, measure
from peersupport.programmes.hookspecs import hookimpl
from peersupport.programmes.parameter_files import parameters_from
from peersupport.programmes.programme import Offer, Overlay, Programme, former_name, inherits
from peersupport.records.acts import Act
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.case import Case
from peersupport.records.community import (
    ItemKind,
    LearningItem,
    Meeting,
    MeetingKind,
    Message,
    OutputKind,
    TrainingEvent,
)
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.records.encounters import EncounterKind
from peersupport.records.enrolments import EndReason
from peersupport.records.people import Child, HealthVisitingLevel, ParentRole, PregnancyOutcome
from peersupport.records.plans import SupportPlan
from peersupport.records.referrals import OnwardReferral, Severity, Vetting
from peersupport.records.roles import HEALTH_PROFESSIONALS, Role
from peersupport.records.supporters import CheckKind, SupervisionKind, Supporter
from peersupport.records.vocabulary import Term
from peersupport.rules.actions import NamedAction
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import at_least, choose, select, unknown
from peersupport.rules.criteria import Criterion
from peersupport.rules.facts import EVERYBODY, STAFF, AskedOf, Audience, Fact, fact
from peersupport.rules.parameters import Parameter, parameter
from peersupport.rules.pathways import OUTSIDE, PAUSED, Ending, Moves, Never, Pathway, Promise, Stage
from peersupport.rules.reporting import ReportKind, report
from peersupport.rules.rule import Rule, expect, hold, oblige, permit, prioritise, prohibit, redirect, require, route
from peersupport.rules.schedules import (
    CHILD_REVIEWS,
    EVALUATIONS,
    ITSELF,
    PLAN_REVIEWS,
    SESSIONS,
    Anchor,
    AtMonths,
    BetweenMonths,
    EachTerm,
    EveryDays,
    EveryMonths,
    OwnDay,
    Schedule,
    encounters,
    meetings,
    outputs,
    schedule,
    supervisions,
)
from peersupport.rules.session_plans import (
    AttendanceBand,
    Block,
    PlannedPart,
    SessionPlan,
    Staffing,
    SupportKind,
    Venue,
)

__all__ = [
    "CHILD_REVIEWS",
    "EVALUATIONS",
    "EVERYBODY",
    "HEALTH_PROFESSIONALS",
    "ITSELF",
    "OUTSIDE",
    "PAUSED",
    "PLAN_REVIEWS",
    "SESSIONS",
    "STAFF",
    "Act",
    "Age",
    "Alert",
    "Anchor",
    "AskedOf",
    "AtMonths",
    "AttendanceBand",
    "Audience",
    "Band",
    "BetweenMonths",
    "Block",
    "Bounds",
    "Case",
    "Caveat",
    "CheckKind",
    "Child",
    "Citation",
    "Criterion",
    "CutOff",
    "DateRange",
    "Direction",
    "EachTerm",
    "EncounterKind",
    "EndReason",
    "Ending",
    "EveryDays",
    "EveryMonths",
    "Fact",
    "HealthVisitingLevel",
    "Instrument",
    "ItemKind",
    "LearningItem",
    "Measure",
    "Meeting",
    "MeetingKind",
    "Message",
    "Method",
    "Moves",
    "NamedAction",
    "Never",
    "Offer",
    "OnwardReferral",
    "OutputKind",
    "Overlay",
    "OwnDay",
    "Parameter",
    "ParentRole",
    "Pathway",
    "Period",
    "PlannedPart",
    "Population",
    "PregnancyOutcome",
    "Programme",
    "Promise",
    "ProposedAllocation",
    "ProposedDisclosure",
    "ReportKind",
    "Role",
    "Rule",
    "Scale",
    "Schedule",
    "SessionPlan",
    "Severity",
    "Source",
    "Staffing",
    "Stage",
    "Step",
    "Subject",
    "SupervisionKind",
    "SupportKind",
    "SupportPlan",
    "Supporter",
    "Term",
    "Threshold",
    "TrainingEvent",
    "Venue",
    "Vetting",
    "alike",
    "allocation",
    "anniversary",
    "answer",
    "any_child",
    "at_least",
    "caveat",
    "choose",
    "cited",
    "community",
    "core",
    "count_children",
    "encounters",
    "every_child",
    "expect",
    "fact",
    "former_name",
    "hold",
    "hookimpl",
    "inherits",
    "measure",
    "meetings",
    "oblige",
    "outputs",
    "parameter",
    "parameters_from",
    "permit",
    "prioritise",
    "prohibit",
    "redirect",
    "report",
    "require",
    "route",
    "schedule",
    "select",
    "since",
    "stages",
    "supervisions",
    "supporters",
    "unknown",
]
