"""The table of instruments as the reference shows it, made from their data."""

from peersupport.citations import Mark
from peersupport.outcomes.built_in import BUILT_IN
from peersupport.outcomes.instruments import Direction, Instrument, Scale, Threshold


def rows() -> list[str]:
    """One row a scale, and one for an instrument that has none."""
    return [row for one in BUILT_IN for row in _rows(one)]


def _rows(one: Instrument) -> list[str]:
    items = str(len(one.items)) if one.items else "yours to supply"
    values = "; ".join(sorted({f"{min(item.values)}–{max(item.values)}" for item in one.items}))
    if not one.scales:
        return [f"| `{one.id}` | {items} | {values} | {'profile, no total' if one.items else ''} | | | | | |"]
    return [_row(one, scale, items, values) for scale in one.scales]


def _row(one: Instrument, scale: Scale, items: str, values: str) -> str:
    low, high = one.ends(scale)
    better = ", higher is better" if scale.direction is Direction.HIGHER else ""
    told = (f"item {alert.item} from {alert.at}{_mark(alert.source.mark)}" for alert in one.alerts)
    alert = "; ".join(told) if scale.id == "total" else ""
    cells = [
        f"`{one.id}`",
        items,
        values,
        scale.id,
        f"{low}–{high}{better}",
        "; ".join(f"{band.name} {band.low}–{band.high}{_whom(band.population)}" for band in scale.bands),
        "; ".join(f"{cut.at:g}{_whom(cut.population)}{_mark(cut.source.mark)}" for cut in scale.case),
        _change(scale.reliable) + (f"; important: {_change(scale.important)}" if scale.important else ""),
        alert,
    ]
    return "| " + " | ".join(cells) + " |"


def _whom(population: object) -> str:
    return f" ({population.value})" if hasattr(population, "value") else ""


def _mark(mark: Mark) -> str:
    return "" if mark is Mark.PUBLISHED else f" *{mark.value}*"


def _change(limit: Threshold | None) -> str:
    if limit is None:
        return "none known"
    points = f"{limit.better:g}" if limit.better == limit.worse else f"{limit.better:g} better, {limit.worse:g} worse"
    return points + _mark(limit.source.mark)
