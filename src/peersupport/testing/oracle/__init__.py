"""Executable specifications: short, obvious and slow, each written apart from the engine that it judges.

`truths.py` is that of criteria in three truths. The others are that of disclosure, over plain tuples:
`decide(records, request, world, bars)` says what a disclosure comes to; hold your own service's answers against it.
`clauses.py` is the clauses one after another, `standing.py` what they rest on (who knew what when, and who held which
role), `forms.py` the tuples. These three import nothing of the engine.
"""

from peersupport.testing.oracle.clauses import decide
from peersupport.testing.oracle.forms import (
    EPOCH,
    Answer,
    Bar,
    Interval,
    Item,
    Party,
    Request,
    Standing,
    Statement,
    Term,
    World,
    instant,
    number,
)

__all__ = [
    "EPOCH",
    "Answer",
    "Bar",
    "Interval",
    "Item",
    "Party",
    "Request",
    "Standing",
    "Statement",
    "Term",
    "World",
    "decide",
    "instant",
    "number",
]
