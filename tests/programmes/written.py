"""Plugins as text, and a family for them to judge."""

from datetime import date

from peersupport import Case, Child, Participant
from peersupport.records.identifiers import CaseId, PersonId

GOOD = """
TOUCHES = ("good-mornings",)
from peersupport.plugin import Programme, any_child, core, hookimpl, require, since

mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def eligibility_rules():
    return mornings.rules(require("GM1", any_child(core.child_age_years < 3), quote="under threes"))
"""

RAISING = """
TOUCHES = ("good-mornings",)
from datetime import date
from peersupport.plugin import Case, Programme, any_child, core, fact, hookimpl, require, since

mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))

@fact("good.raises", meaning="it works")
def raises(case: Case, day: date) -> bool | None:
    raise RuntimeError("Jane Doe, born 1 May 1999")

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def eligibility_rules():
    return mornings.rules(
        require("GM1", any_child(core.child_age_years < 3), quote="under threes"),
        require("GM2", raises, quote="words"),
    )
"""

OVERLAY = """
from peersupport.plugin import Overlay, core, hookimpl, require, since
overlay = Overlay(programme="good-mornings", source="council.txt", runs=since("2020-01-01"))
"""

NARROWING = (
    OVERLAY
    + """
@hookimpl
def eligibility_rules():
    return overlay.rules(require("NM1", core.single_parent, quote="single parents"))
"""
)


def family(*, age: int, single: bool | None = None) -> Case:
    """A family with one child, of an age in years on 1 June 2026."""
    born = date(2026 - age, 3, 1)
    return Case(
        id=CaseId("case"),
        participant=Participant(id=PersonId("parent"), single_parent=single),
        children=(Child(id=PersonId("child"), birth_date=born),),
    )
