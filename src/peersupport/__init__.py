"""Rules of support programmes for new parents: who may join, why, and what must still be asked."""

from peersupport.dates import DateRange, Period, since
from peersupport.decisions import Decision
from peersupport.engine import Engine
from peersupport.errors import InvalidDocument, PeerSupportError, UnknownName
from peersupport.findings import MissingFact, Outcome
from peersupport.ledger import memory_ledger, open_ledger
from peersupport.policies.disclosure import Disclosure, DisclosureDecision, DisclosureEffect
from peersupport.policies.safeguarding import Duty
from peersupport.programmes.host import Host
from peersupport.records.areas import Residence
from peersupport.records.case import Case
from peersupport.records.consent import (
    Competence,
    ConsentStatement,
    ConsentStatus,
    Party,
    ProxyAuthority,
    RoleHeld,
    StatementKind,
)
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import CaseId, ConcernId, PersonId, ProgrammeId, ReferralId, SiteId, StatementId
from peersupport.records.people import Child, HealthVisitingLevel, ParentRole, Participant, Pregnancy, PregnancyOutcome
from peersupport.records.referrals import ANY_PROGRAMME, Connection, OnwardReferral, Referral, Severity, Vetting
from peersupport.records.roles import Role
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.records.sites import Site
from peersupport.rules.facts import Audience
from peersupport.truth import Truth

__all__ = [
    "ANY_PROGRAMME",
    "Audience",
    "Case",
    "CaseId",
    "Child",
    "Competence",
    "Concern",
    "ConcernId",
    "Connection",
    "ConsentStatement",
    "ConsentStatus",
    "DateRange",
    "Decision",
    "Disclosure",
    "DisclosureDecision",
    "DisclosureEffect",
    "DisclosureRequest",
    "Duty",
    "Engine",
    "HealthVisitingLevel",
    "Host",
    "InvalidDocument",
    "Item",
    "MissingFact",
    "OnwardReferral",
    "Outcome",
    "ParentRole",
    "Participant",
    "Party",
    "PeerSupportError",
    "Period",
    "PersonId",
    "Pregnancy",
    "PregnancyOutcome",
    "ProfessionalAction",
    "ProgrammeId",
    "ProxyAuthority",
    "Referral",
    "ReferralId",
    "Residence",
    "Role",
    "RoleHeld",
    "Severity",
    "Site",
    "SiteId",
    "StatementId",
    "StatementKind",
    "Truth",
    "UnknownName",
    "Vetting",
    "memory_ledger",
    "open_ledger",
    "since",
]
