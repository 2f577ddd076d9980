"""Checks of a programme's actions, and of the boundary rules that name them."""

import re
from collections.abc import Iterator

from peersupport.errors import Fault, did_you_mean
from peersupport.facts import act_action
from peersupport.programmes.carriers import carrier_faults
from peersupport.programmes.programme import Programme
from peersupport.rules.actions import CORE_ACTIONS
from peersupport.rules.criteria import Member
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of, nodes_of

NAME = re.compile(r"[a-z][a-z0-9_]*")
CORE = frozenset(one.id for one in CORE_ACTIONS)


def action_faults(programme: Programme) -> Iterator[Fault]:
    """Actions that are wrongly declared."""
    yield from carrier_faults("action", programme.actions)
    for one in programme.actions:
        if NAME.fullmatch(one.id) is None or one.id in CORE:
            message = f"the action `{one.id}` needs a name of small letters, digits and `_` that is not the core's own"
            yield Fault(code="action-id", message=message)


def named_action_faults(hook: str, rule: Rule, programme: Programme) -> Iterator[Fault]:
    """Actions that a boundary rule names and its programme does not have: it would never speak of any."""
    if hook != "boundary_rules":
        return
    known = {one.id for one in programme.actions} | CORE
    for node in nodes_of(criteria_of([rule])):
        if isinstance(node, Member) and node.operand is act_action and isinstance(node.allowed, frozenset):
            for name in sorted(str(one) for one in node.allowed if one not in known):
                message = f"`{rule.name}` speaks of the action `{name}`, which `{programme.id}` does not have"
                yield Fault(code="action-unknown", message=message, help=did_you_mean(name, known))
