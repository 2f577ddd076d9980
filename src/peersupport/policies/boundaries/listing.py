"""The actions that one may ask about in a programme, each with the rules that speak of it."""

from datetime import date

import attrs

from peersupport.policies.boundaries.policy import Boundaries, named_in
from peersupport.rules.actions import NamedAction
from peersupport.rules.document import Json
from peersupport.rules.rule import Rule


@attrs.frozen(eq=False)
class Listed:
    """One action, and the rules in force that name it."""

    action: NamedAction
    rules: tuple[Rule, ...]

    def document(self) -> Json:
        """The action and its rules as JSON."""
        return {
            "action": self.action.id,
            "title": self.action.title,
            "requirements": list(self.action.requirements),
            "quotation": self.action.citation.quotation,
            "rules": [
                {
                    "rule": rule.name,
                    "effect": rule.effect.value,
                    "requirements": list(rule.requirements),
                    "quotation": rule.citation.quotation,
                    "mark": rule.citation.mark.value,
                    "note": rule.citation.note,
                }
                for rule in self.rules
            ],
        }


def listed(policy: Boundaries, day: date) -> tuple[Listed, ...]:
    """Every action that the programme has, by name, with the rules in force on a day that name it."""
    rules = policy.rules.in_force(day)
    return tuple(
        Listed(action=one, rules=tuple(rule for rule in rules if one.id in named_in(rule)))
        for one in sorted(policy.known, key=lambda one: one.id)
    )
