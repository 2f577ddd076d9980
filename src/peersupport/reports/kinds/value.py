"""What a programme cost for each family that it met (MM36, HL20)."""

from peersupport.reports.draft import Draft, Ratio
from peersupport.reports.material import Material, Tick, sorted_by_reach
from peersupport.truth import Truth


def value(material: Material, tick: Tick | None = None) -> Draft:
    """Costs of the period, and costs for each family that was met in it."""
    draft = Draft(title="Costs and value", counted="Families are counted, once each; children are not.")
    met, unsure = sorted_by_reach(material, tick)
    families = draft.people("families", len(met))
    costs = (material.activity.costs if material.activity is not None else None) or ()
    inside = [
        one for one in costs if material.within(one.start) is Truth.TRUE and material.within(one.end) is not Truth.FALSE
    ]
    known = [one.pounds for one in inside if one.pounds is not None]
    total = sum(known)
    rows = [(one.what, (f"{one.pounds:,.0f}" if one.pounds is not None else "not known",), False) for one in inside]
    draft.table(
        "costs", "Costs of the period, in pounds", ("What", "Pounds"), [*rows, ("All", (f"{total:,.0f}",), True)]
    )
    each = Ratio(total, families)
    draft.table(
        "value",
        "Cost for each family",
        ("What", "Value"),
        [("Families met", (families,), False), ("Pounds for each family", (each,), False)],
    )
    draft.say("{} pounds for each family that was met.", each, requirements=("MM36",))
    if len(known) < len(inside) or not inside:
        draft.caveats.append("Some costs of the period are not recorded: the programme cost more than this says.")
    if unsure:
        draft.caveats.append(
            "Of some families it cannot be told whether they were met: the cost for each may be lower."
        )
    draft.caveats.append("A cost is no benefit. What the support was worth is a matter of outcomes, and of prices.")
    return draft
