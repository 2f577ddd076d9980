"""Which effects the rules of each hook may have: those that its policy knows."""

from collections.abc import Iterator

from peersupport.errors import Fault
from peersupport.rules.rule import NARROWING, Effect, Rule

EFFECTS = {
    "eligibility_rules": frozenset(Effect) - {Effect.PROHIBIT, Effect.PERMIT},
    "boundary_rules": NARROWING | {Effect.EXPECT, Effect.PERMIT},
    "disclosure_rules": NARROWING,
}
"""By hook; elsewhere every effect but a permission."""
HELP = {
    "eligibility_rules": "write what is required",
    "boundary_rules": "boundary rules require, prohibit, permit, oblige and expect",
    "disclosure_rules": "disclosure rules require, prohibit and oblige",
}


def effect_faults(hook: str, rule: Rule) -> Iterator[Fault]:
    """An effect that the policy of the hook does not know."""
    if rule.effect not in EFFECTS.get(hook, frozenset(Effect) - {Effect.PERMIT}):
        message = f"`{rule.name}` has an effect ({rule.effect.value}) that its policy does not know"
        yield Fault(code="rule-effect", message=message, help=HELP.get(hook, "write what is required or forbidden"))
