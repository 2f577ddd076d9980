"""Which effects the rules of each hook may have, and what they may say besides: what its policy knows, and tells."""

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
UNTOLD = {
    "boundary_rules": "oblige(...) says what must be done, and expect(..., advice=...) what is usual",
    "disclosure_rules": "oblige(...) says what must be done",
}
"""The hooks whose answers tell neither where to turn nor who settles what is unknown, and what tells more there."""


def effect_faults(hook: str, rule: Rule) -> Iterator[Fault]:
    """An effect that the policy of the hook does not know, or words that nobody would be told."""
    if rule.effect not in EFFECTS.get(hook, frozenset(Effect) - {Effect.PERMIT}):
        message = f"`{rule.name}` has an effect ({rule.effect.value}) that its policy does not know"
        yield Fault(code="rule-effect", message=message, help=HELP.get(hook, "write what is required or forbidden"))
    for said, name in ((rule.otherwise, "otherwise"), (rule.unknown, "unknown")):
        if said is not None and hook in UNTOLD:
            message = f"`{rule.name}` has `{name}=...`, of which answers of this hook tell nothing"
            yield Fault(code="rule-untold", message=message, help=UNTOLD[hook])
