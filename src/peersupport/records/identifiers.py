"""Opaque identifiers, each of its own type, so that a case is never passed where a person is meant."""

from typing import NewType

CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
PregnancyId = NewType("PregnancyId", str)
ReferralId = NewType("ReferralId", str)
EnrolmentId = NewType("EnrolmentId", str)
SeriesId = NewType("SeriesId", str)
SessionId = NewType("SessionId", str)
EncounterId = NewType("EncounterId", str)
PlanId = NewType("PlanId", str)
StatementId = NewType("StatementId", str)
ConcernId = NewType("ConcernId", str)
AssessmentId = NewType("AssessmentId", str)
SupporterId = NewType("SupporterId", str)
SiteId = NewType("SiteId", str)
ProgrammeId = NewType("ProgrammeId", str)
