"""Rules of support programmes for new parents: who may join, why, and what must still be asked."""

from peersupport.dates import DateRange, Period, since
from peersupport.decisions import Decision
from peersupport.engine import Engine
from peersupport.errors import InvalidDocument, PeerSupportError, UnknownName
from peersupport.findings import MissingFact, Outcome
from peersupport.programmes.host import Host
from peersupport.records.areas import Residence
from peersupport.records.case import Case
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, ReferralId, SiteId
from peersupport.records.people import Child, HealthVisitingLevel, ParentRole, Participant, Pregnancy, PregnancyOutcome
from peersupport.records.referrals import ANY_PROGRAMME, Referral, Severity, Vetting
from peersupport.records.roles import Role
from peersupport.records.sites import Site
from peersupport.rules.facts import Audience
from peersupport.truth import Truth

__all__ = [
    "ANY_PROGRAMME",
    "Audience",
    "Case",
    "CaseId",
    "Child",
    "DateRange",
    "Decision",
    "Engine",
    "HealthVisitingLevel",
    "Host",
    "InvalidDocument",
    "MissingFact",
    "Outcome",
    "ParentRole",
    "Participant",
    "PeerSupportError",
    "Period",
    "PersonId",
    "Pregnancy",
    "PregnancyOutcome",
    "ProgrammeId",
    "Referral",
    "ReferralId",
    "Residence",
    "Role",
    "Severity",
    "Site",
    "SiteId",
    "Truth",
    "UnknownName",
    "Vetting",
    "since",
]
