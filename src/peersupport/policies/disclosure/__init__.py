"""Disclosure: may, or must, this be told to that person, for this purpose, now, as far as is known?

`consent.md`'s clauses and its thirty properties; `docs/decisions/0009` says how its open points are read. The way of a
decision: `register.py` finds the statements that bear on a question, `verdicts.py` judges them, `routes.py` is the
core's floor, `programme_rules.py` what a programme bars, `policy.py` puts them together, `decision.py` tells them.
"""

from peersupport.policies.disclosure.decision import OBLIGATIONS, DisclosureDecision, DisclosureEffect, Reason
from peersupport.policies.disclosure.policy import Disclosure, decide
from peersupport.policies.disclosure.register import Register, register

__all__ = [
    "OBLIGATIONS",
    "Disclosure",
    "DisclosureDecision",
    "DisclosureEffect",
    "Reason",
    "Register",
    "decide",
    "register",
]
