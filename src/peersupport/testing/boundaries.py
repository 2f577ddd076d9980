"""Of whom and of what the boundary rules of a programme speak: for one table that is held against the source."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from peersupport.findings import finding_of
from peersupport.policies.boundaries import Boundaries
from peersupport.records.acts import Act
from peersupport.records.roles import Role
from peersupport.rules.rule import Effect
from peersupport.rules.values import RecordValues
from peersupport.truth import Truth

SPEAK_WHEN_FALSE = frozenset({Effect.REQUIRE, Effect.EXPECT})
"""The effects that follow when a rule is not met; all others follow when it holds."""


def spoken_of(policy: Boundaries, on: date, **about: object) -> Mapping[str, Mapping[Role, frozenset[str]]]:
    """By rule: who would be doing what, that something follows from it: it permits, bars, warns or obliges.

    Every role is put to every act that may be asked about, those of other programmes too. `about` is what is known of
    each of these acts besides, by the fields of `Act`: what it leaves out is not known, and nothing follows from that.
    """
    found: dict[str, dict[Role, frozenset[str]]] = defaultdict(dict)
    for action in sorted({one.id for one in policy.known} | policy.elsewhere):
        for role in Role:
            values = RecordValues(Act(action=action, role=role, **about), on, policy.rules.settings(on))  # type: ignore[arg-type]
            for rule in policy.rules.in_force(on):
                follows = Truth.FALSE if rule.effect in SPEAK_WHEN_FALSE else Truth.TRUE
                if finding_of(rule, values).truth is follows:
                    found[rule.id][role] = found[rule.id].get(role, frozenset()) | {action}
    return dict(found)
