"""What a programme cost for each family that it met (MM36, HL20)."""

from peersupport.dates import Period
from peersupport.facts.latest import ends_of_day
from peersupport.outcomes.economics import cost_per_participant
from peersupport.records.activity import Cost
from peersupport.reports.draft import Draft, Ratio
from peersupport.reports.kinds.recorded import groups_told
from peersupport.reports.material import Material, Tick, sorted_by_reach


def value(material: Material, tick: Tick | None = None) -> Draft:
    """Costs of the period, and costs for each family that was met in it."""
    draft = Draft(title="Costs and value", counted="Families are counted, once each; children are not.")
    met, unsure = sorted_by_reach(material, tick)
    families = draft.people("families", len(met))
    costs = material.activity.costs if material.activity is not None else None
    spent = cost_per_participant(costs or None, 1, Period(start=material.start, end=material.end))
    ends = () if spent is None else (spent.low,) if spent.low == spent.high else (spent.low, spent.high)
    rows = [
        (one.what, ("not known" if one.pounds is None else f"{one.pounds:,.0f}",), False)
        for one in costs or ()
        if _touches(one, material)
    ]
    total = " to ".join(f"{pounds:,.0f}" for pounds in ends) or "not known"
    draft.table("costs", "Costs, in pounds", ("What", "Pounds"), [*rows, ("All of the period", (total,), True)])
    draft.table("families met", "Families met", ("Who", "Number"), [("Families", (families,), False)])
    if ends:
        text = "Pounds for each family that was met: " + " to ".join("{}" for _ in ends) + "."
        draft.say(text, *(Ratio(pounds, families) for pounds in ends), requirements=("MM36",))
    else:
        draft.caveats.append("Costs are not recorded, or one of them has no sum: none is told for each family.")
    if len(ends) > 1:
        draft.caveats.append("Some costs lie in the period only in part: they count at the most, and not at the least.")
    groups_told(draft, material)
    if unsure:
        draft.caveats.append(
            "Of some families it cannot be told whether they were met: the cost for each may be lower."
        )
    draft.caveats.append("A cost is no benefit. What the support was worth is a matter of outcomes, and of prices.")
    return draft


def _touches(one: Cost, material: Material) -> bool:
    return ends_of_day(one.start)[0] < material.end and ends_of_day(one.end)[1] >= material.start
