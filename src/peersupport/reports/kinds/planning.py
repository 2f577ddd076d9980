"""How many families to expect, from the births of an area and the share that the source states (HL17)."""

from peersupport.errors import RuleError
from peersupport.reports.draft import Draft
from peersupport.reports.kinds.recorded import groups_told
from peersupport.reports.material import Material, Tick, sorted_by_reach

SHARE = "share of births"


def planning(material: Material, tick: Tick | None = None) -> Draft:
    """Expected need: births times the share. Raises `RuleError` without births, or a share that the source states."""
    stated = next((one for one in material.declared if one.figure(SHARE) is not None), None)
    share = stated.figure(SHARE) if stated is not None else None
    if stated is None or share is None:
        message = f"the source of `{material.programme.id}` states no share to plan with"
        raise RuleError(message, code="report-figures")
    if material.births is None or material.births < 0:
        raise RuleError("a planning figure needs the births of the area", code="report-figures", help="--births NUMBER")
    draft = Draft(
        title="Planning figure", counted="Women are expected, and families were met; children are not counted."
    )
    expected = round(material.births * share)
    draft.say(
        "Of {} births, {} women can be expected to have a mental health problem before or after having a baby.",
        f"{material.births:,}",
        f"{expected:,}",
        requirements=stated.requirements,
    )
    met, unsure = sorted_by_reach(material, tick)
    families = draft.people("families", len(met))
    draft.table(
        "planning",
        "Expected and met",
        ("What", "Number"),
        [
            ("Births in the area", (f"{material.births:,}",), False),
            ("Expected need", (f"{expected:,}",), False),
            ("Families met in the period", (families,), False),
        ],
        note=f"Births times {share:g}, as the source says; the births are the reader's own figure.",
    )
    groups_told(draft, material)
    if unsure:
        draft.say("Of {} families it cannot be told whether they were met.", draft.people("unsure", unsure))
    draft.caveats.append("A planning figure: it says how many to plan for, and nothing about any one mother.")
    return draft
