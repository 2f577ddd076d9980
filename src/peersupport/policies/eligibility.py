"""May she join? Any requirement FALSE: not eligible; else any UNKNOWN: undetermined; else eligible, in any order."""

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import attrs

from peersupport.decisions import Decision, decided
from peersupport.errors import RuleError
from peersupport.records.case import Case
from peersupport.records.identifiers import ProgrammeId
from peersupport.records.referrals import OnwardReferral
from peersupport.rules.epochs import RulesInForce

if TYPE_CHECKING:
    from peersupport.records.community import LearningItem, Meeting, Message, TrainingEvent

Subject: TypeAlias = "Case | OnwardReferral | LearningItem | Meeting | Message | TrainingEvent"
"""What an offer may judge: a family, a referral on, or what the programme does as a community."""
KINDS: dict[str, type[Case] | type[OnwardReferral]] = {"Case": Case, "OnwardReferral": OnwardReferral}


@attrs.define(slots=True, eq=False)
class Eligibility(RulesInForce):
    """One offer of one programme at one site, ready to answer. Pure: the same case and day give the same answer."""

    def decide(self, subject: Subject, on: date, *, rules_as_of: date | None = None) -> Decision:
        """The answer for one case (or onward referral) on a day.

        `rules_as_of` judges by the rules that were in force on another day: that of an old application. Raises
        `InvalidDate` when `on` is not a plain date, `RuleError` for another kind of subject.
        """
        if subject.__class__ is not (KINDS.get(self.subject) or _kind_of(self.subject)) and not self.unavailable:
            raise RuleError(f"this offer judges a {self.subject}, not a {type(subject).__name__}")
        if isinstance(subject, Case):
            subject = subject.addressed_to(ProgrammeId(self.programme))
        return decided(self, subject, on, rules_as_of)


def _kind_of(subject: str) -> type[object] | None:
    from peersupport.records import community  # noqa: PLC0415 - who only asks about families never needs it

    return getattr(community, subject, None)
