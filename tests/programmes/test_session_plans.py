"""Session plans that cannot be are faults of their plugin when the host is built; a sound one is in the digest."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.programmes.written import GOOD

from peersupport import Host, UnknownName

Write = Callable[[str, str], Path]
PLAN = """
C = dict(requirements=("GM2",), citation=cited("we knit"))
PLANS = (
    SessionPlan(
        id="group", title="group", **C, minutes=90, every_days=7,
        parts=(
            PlannedPart(id="talk", title="talk", minutes=15, **C),
            PlannedPart(id="knit", title="knit", minutes=75, **C),
        ),
        staffing=(Staffing(id="staff", role=Role.FACILITATOR, count=1, part="knit", **C),),
        attendance=AttendanceBand(id="band", low=6, high=15, **C),
    ),
)
KINDS = (SupportKind(id="wool", title="wool", **C),)
"""
NAMES = "AttendanceBand, PlannedPart, Role, SessionPlan, Staffing, SupportKind, cited,"


def planned(old: str = "", new: str = "") -> str:
    """A plugin with a session plan, in which something may be otherwise."""
    assert old in PLAN
    source = GOOD.replace("from peersupport.plugin import", f"from peersupport.plugin import {NAMES}")
    source = source.replace("mornings =", PLAN.replace(old, new, 1) + "\nmornings =", 1)
    return source.replace('source="leaflet.txt",', 'source="leaflet.txt", session_plans=PLANS, support_kinds=KINDS,', 1)


def test_a_sound_plan_is_taken(plugin_file: Write) -> None:
    """With the programme's document in every citation; the digest covers every part of it."""
    host = Host.load(files=[plugin_file("one", planned())], discover=False)
    programme = host.programmes["good-mornings"]
    plan = programme.session_plan("group")
    cited = [plan, *plan.parts, *plan.staffing, plan.attendance, *programme.support_kinds]
    assert {one.citation.document for one in cited if one is not None} == {"leaflet.txt"}
    for old, new in (('title="talk"', 'title="chat"'), ("high=15", "high=14"), ('title="wool"', 'title="yarn"')):
        other = Host.load(files=[plugin_file("one", planned(old, new))], discover=False)
        assert other.digest != host.digest
    with pytest.raises(UnknownName, match="`group`"):
        programme.session_plan("grup")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("minutes=15", "minutes=20", "plan-minutes"),
        ("minutes=15, ", "", "plan-minutes"),
        ("minutes=90, ", "", "plan-minutes"),
        ("minutes=75", "minutes=0", "plan-minutes"),
        ("low=6", "low=16", "plan-number"),
        ("low=6", "low=0", "plan-number"),
        ("count=1", "count=0", "plan-number"),
        ("every_days=7", "every_days=0", "plan-number"),
        ('part="knit"', 'part="knot"', "plan-part"),
        ('id="knit"', 'id="talk"', "carrier-duplicate"),
        ('id="staff"', 'id="talk"', "carrier-duplicate"),
        ('cited("we knit")', 'cited("")', "carrier-uncited"),
        ('("GM2",)', "()", "carrier-uncited"),
        ('SupportKind(id="wool", title="wool", **C),', 'SupportKind(id="wool", title="wool", **C),' * 2, "carrier-dup"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plugin_file: Write, old: str, new: str, code: str) -> None:
    """Trap 10: fifteen and seventy-five make ninety, twenty and seventy-five do not."""
    host = Host.load(files=[plugin_file("mornings", planned(old, new))], discover=False)
    faults = [fault.code for one in host.plugins for fault in one.faults]
    assert any(one.startswith(code) for one in faults), faults
