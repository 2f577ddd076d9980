"""A disclosure's policy back from what a ledger keeps of it, without the plugins that its rules came from."""

from collections.abc import Sequence

import attrs

from peersupport.errors import Fault
from peersupport.policies.disclosure.policy import Disclosure
from peersupport.policies.disclosure.programme_rules import FactsRead, Judged, ProgrammeRules, judged
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.records.vocabulary import hierarchy_from
from peersupport.rules.document import Json
from peersupport.rules.recorded import rules_from, subject_from
from peersupport.rules.recorded_reading import RecordedRules
from peersupport.rules.values import RecordValues


@attrs.frozen(eq=False)
class RecordedProgrammeRules(ProgrammeRules):
    """Rules that judge by the values that were read when the decision was made, item by item."""

    recorded_set: RecordedRules = attrs.field(kw_only=True)
    facts: tuple[Json, ...] = attrs.field(kw_only=True)

    def judge(
        self,
        place: int,
        proposed: ProposedDisclosure,
        read: FactsRead | None = None,  # noqa: ARG002 - all was read
    ) -> Judged:
        """Judge one item as it was judged."""
        codes = [fault.code for fault in self.unavailable]
        subject = subject_from(self.facts[place], self.recorded_set, id=None)
        values = RecordValues(subject, proposed.request.at.date(), self.recorded_set.settings)
        return judged(place, self.rules, values, codes)


def policy_from(document: Json, facts: Sequence[Json]) -> Disclosure:
    """The policy that `Disclosure.recorded_rules` wrote, for the items whose facts `Disclosure.recorded` wrote.

    Raises `InvalidDocument`, and `KeyError`, `TypeError` or `ValueError` for what is no such document.
    """
    categories, purposes = hierarchy_from(document["categories"]), hierarchy_from(document["purposes"])
    given = document["rules"]
    if given is None:
        return Disclosure(None, categories, purposes)
    recorded = rules_from(given["rules"])
    rules = RecordedProgrammeRules(
        programme=given["programme"],
        rules=recorded.rules,
        overrides={},
        unavailable=tuple(Fault(code=code, message="") for code in given["unavailable"]),
        recorded_set=recorded,
        facts=tuple(facts),
    )
    return Disclosure(rules, categories, purposes)
