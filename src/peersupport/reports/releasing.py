"""From a draft to a report: the one way on which a count of people gets out, through the rule for small numbers."""

from collections.abc import Iterable, Mapping
from datetime import date

from peersupport.outcomes.suppression import Shown, Suppression
from peersupport.outcomes.suppression.counts import Published
from peersupport.outcomes.suppression.policies import HIDDEN
from peersupport.outcomes.suppression.protect import protected
from peersupport.programmes.programme import Programme
from peersupport.reports.draft import Average, Cell, Draft, DraftFigure, DraftTable, People, Ratio, Share, Sorted
from peersupport.reports.model import Answered, Bar, Figure, Report, Row, Said, Table
from peersupport.rules.reporting import Reporting

NOT_KNOWN = "not known"


def released(
    draft: Draft,
    *,
    kind: str,
    programme: Programme,
    start: date,
    end: date,
    declared: Iterable[Reporting],
    policy: Suppression,
    chosen: bool,
    earlier: Iterable[Published] = (),
) -> Report:
    """The report of a draft, with small numbers hidden. Raises `RuleError` for counts that do not hold together."""
    shown = protected(draft.counts(), policy, earlier)
    declared = tuple(declared)
    own = {requirement for one in declared for requirement in one.requirements}
    tables = tuple(table_of(one, shown, policy, draft) for one in draft.tables)
    return Report(
        kind=kind,
        title=draft.title,
        programme=programme.id,
        programme_title=programme.title,
        start=start,
        end=end,
        counted=draft.counted,
        suppression=policy,
        chosen=chosen,
        answers=tuple(
            Answered(
                requirements=one.requirements,
                quotation=one.citation.quotation,
                mark=one.citation.mark.value,
                note=one.citation.note,
            )
            for one in declared
        ),
        said=tuple(
            Said(
                text=one.text.format(*(cell_of(cell, shown, policy, draft) for cell in one.cells)),
                requirements=tuple(name for name in one.requirements if name in own),
            )
            for one in draft.sentences
        ),
        tables=tables,
        figures=tuple(one for one in (figure_of(each, tables) for each in draft.figures) if one is not None),
        caveats=tuple(draft.caveats),
        counts=shown,
    )


def table_of(one: DraftTable, shown: Mapping[str, Shown], policy: Suppression, draft: Draft) -> Table:
    """A table as it may leave."""
    hidden = one.needs is not None and _few(one.needs, shown, policy, draft)
    rows = tuple(
        Row(label=label, cells=tuple(cell_of(cell, shown, policy, draft) for cell in cells), total=total)
        for label, cells, total in (() if hidden else one.rows)
    )
    note = "Not shown: too few people." if hidden else one.note
    return Table(id=one.id, caption=one.caption, headings=one.headings, rows=rows, note=note)


def _few(of: People, shown: Mapping[str, Shown], policy: Suppression, draft: Draft) -> bool:
    return shown[of.name].hidden or policy.small(draft.values[of.name])


def cell_of(cell: Cell, shown: Mapping[str, Shown], policy: Suppression, draft: Draft) -> str:
    """What stands in a table or sentence, as it may leave."""
    match cell:
        case People(name=name):
            return shown[name].text
        case Share(part=part, whole=whole):
            return _share(shown[part.name].number, shown[whole.name].number)
        case Ratio(amount=amount, of=of):
            return _ratio(amount, shown[of.name].number)
        case Average(text=text, of=of):
            return HIDDEN if _few(of, shown, policy, draft) else text
        case Sorted(text=text, edge=edge):
            return text if policy.largest < edge else HIDDEN
        case float():
            return f"{cell:g}"
        case _:
            return str(cell)


def _share(part: int | None, whole: int | None) -> str:
    """A percentage of printed numbers, so that it tells no more than they do; rounded numbers may give over 100."""
    if part is None or whole is None:
        return HIDDEN
    return f"{100 * part / whole:.0f}%" if whole else "-"


def _ratio(amount: float, people: int | None) -> str:
    if people is None:
        return HIDDEN
    return f"{amount / people:,.0f}" if people else "-"


def figure_of(one: DraftFigure, tables: Iterable[Table]) -> Figure | None:
    """A plot of what a table prints, so that it can show no more than the table does; None where there is nothing to
    see: all is hidden, or all is nought."""
    table = next(each for each in tables if each.id == one.table)
    bars: list[Bar] = []
    for row in table.rows:
        if row.total:
            continue
        value = number_of(row.cells[one.column])
        low, high = one.intervals.get(row.label, (None, None)) if value is not None else (None, None)
        bars.append(Bar(label=row.label, value=value, low=low, high=high))
    if all(bar.value is None for bar in bars) or all(bar.value == 0 and bar.low is None for bar in bars):
        return None
    return Figure(id=f"{table.id}-plot", caption=one.caption, unit=one.unit, bars=tuple(bars))


def number_of(text: str) -> float | None:
    """The number that a cell prints; None where it is hidden, or is none."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
