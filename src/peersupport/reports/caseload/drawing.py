"""The plots of a caseload's page, each of what a table prints only, so that it can show no more than the table does.

Labels stand above their bars: the words of a source are long, and a telephone is narrow.
"""

from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap
from typing import Any

from matplotlib.ticker import MaxNLocator

from peersupport.reports.caseload.drafting import HEADINGS
from peersupport.reports.caseload.model import Ages, Span
from peersupport.reports.model import Row, Table
from peersupport.reports.plots import BAR, INK, NO, OPEN, PAPER, YES, svg_of
from peersupport.reports.releasing import number_of

LINE, BAR_HEIGHT, GAP = 0.175, 0.15, 0.13
"""Of a line of text, of a bar, and between two rows: in inches, which are the unit of the vertical axis."""
LETTERS = 52
"""That go into a line."""
FOOT = 0.45
"""What the axis and its label take, in inches."""
FEW = 12
"""Columns that have room for their numbers."""
HATCH = "////"
OUTCOMES = dict(zip(HEADINGS.values(), (YES, NO, OPEN), strict=True))
"""The colour of each outcome."""


def outcomes_drawn(table: Table) -> str:
    """The outcomes of each programme in one bar; what is hidden is hatched, as one."""
    rows = [[*_lines(row.label), _numbers(row, table.headings[1:])] for row in table.rows]
    numbers = [[number_of(cell) for cell in row.cells] for row in table.rows]
    whole = max((sum(one for one in row if one is not None) for row in numbers), default=0)

    def draw(axes: Any) -> None:
        _rows(axes, rows, lambda place, at: _stack(axes, at, numbers[place], whole))
        axes.set_xlabel("cases")
        axes.set_xlim(0, whole or 1)

    return svg_of("outcomes-plot", _alternative(table), _height(rows), draw)


def bars_drawn(table: Table, column: int = 0, unit: str = "cases") -> str:
    """One bar for each row of a table that is not nought, with the row's words above it; "" where there is none."""
    told = [(row, number_of(row.cells[column])) for row in table.rows if number_of(row.cells[column]) != 0]
    if not any(number for _, number in told):
        return ""
    rows = [_lines(row.label) for row, _ in told]
    numbers = [number for _, number in told]
    most = max(number or 0 for number in numbers)

    def draw(axes: Any) -> None:
        _rows(axes, rows, lambda place, at: _bar(axes, at, numbers[place]))
        axes.set_xlabel(unit)
        axes.set_xlim(0, most * 1.15)

    return svg_of(f"{table.id}-plot", _alternative(table), _height(rows), draw)


def ages_drawn(ages: Ages) -> str:
    """How many cases are of each age, over the ages that programmes let in."""
    rows = ages.table.rows[: len(ages.starts)]
    spans = _merged(ages.spans)
    labels = [wrap(f"{one.label}: {one.window.words}", LETTERS) for one in spans]
    below = [GAP + LINE * len(lines) + BAR_HEIGHT for lines in labels]
    high, foot = 1.5, FOOT + 0.1

    def draw(axes: Any) -> None:
        _columns(axes, [number_of(row.cells[0]) for row in rows], high)
        down = -foot
        for one, lines, room in zip(spans, labels, below, strict=True):
            top = down - GAP
            axes.text(-0.5, top, "\n".join(lines), va="top", fontsize=10, linespacing=1.05, in_layout=False)
            first, last = _places(one, ages.starts)
            axes.barh(top - LINE * len(lines) - BAR_HEIGHT / 2, last - first, BAR_HEIGHT, first - 0.5, color=YES)
            down -= room
        axes.set_ylim(down - 0.05, high)
        axes.set_xlim(-0.5, len(rows) - 0.5)
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.spines["bottom"].set_position(("data", 0))
        step = 1 if len(rows) <= FEW else 5
        axes.set_xticks(range(0, len(rows), step), [wrapped(row.label, len(rows)) for row in rows[::step]], fontsize=9)

    return svg_of(f"{ages.table.id}-plot", _alternative(ages.table), high + foot + sum(below) + 0.1, draw)


def _columns(axes: Any, numbers: Sequence[float | None], high: float) -> None:
    """The columns: with their numbers above them where there are few, else beside an axis."""
    most = max((one or 0 for one in numbers), default=0) or 1
    top = high - 0.2
    for place, number in enumerate(numbers):
        if number is None:
            axes.bar(place, 0.12 * high, 0.86, color="none", edgecolor=INK, hatch=HATCH, linewidth=0)
            continue
        axes.bar(place, number / most * top, 0.86, color=BAR)
        if len(numbers) <= FEW:
            at = (place, number / most * top)
            axes.annotate(f"{number:g}", at, (0, 2), ha="center", fontsize=8, textcoords="offset points")
    ticks = (
        [] if len(numbers) <= FEW else [one for one in MaxNLocator(3, integer=True).tick_values(0, most) if one <= most]
    )
    axes.set_yticks([one / most * top for one in ticks], [f"{one:g}" for one in ticks], fontsize=9)


def wrapped(label: str, columns: int) -> str:
    """A band's label in short lines, so that neighbours do not touch."""
    return "\n".join(wrap(label, 5 if 8 < columns <= FEW else 6))


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Offers with one window have one bar."""
    names: dict[tuple[float, float], list[Span]] = {}
    for one in spans:
        names.setdefault((one.window.low, one.window.high), []).append(one)
    return [Span(label="; ".join(one.label for one in group), window=group[0].window) for group in names.values()]


def _places(span: Span, starts: Sequence[float]) -> tuple[int, int]:
    """From which band to before which one a window goes."""
    first = sum(one < span.window.low for one in starts)
    return first, sum(one < span.window.high for one in starts)


def _lines(text: str) -> list[str]:
    return wrap(text, LETTERS)


def _numbers(row: Row, headings: Iterable[str]) -> str:
    return " · ".join(f"{heading.lower()} {cell}" for heading, cell in zip(headings, row.cells, strict=True))


def _height(rows: Sequence[Sequence[str]]) -> float:
    return FOOT + sum(GAP + LINE * len(lines) + BAR_HEIGHT for lines in rows)


def _rows(axes: Any, rows: Sequence[Sequence[str]], bar: Callable[[int, float], None]) -> None:
    """Each row's words, and its bar below them: the vertical axis counts inches, downwards."""
    down = 0.0
    for place, lines in enumerate(rows):
        axes.text(0, down + GAP, "\n".join(lines), va="top", fontsize=10, linespacing=1.05, in_layout=False)
        down += GAP + LINE * len(lines)
        bar(place, down + BAR_HEIGHT / 2)
        down += BAR_HEIGHT
    axes.set_ylim(down + 0.06, 0)
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)


def _stack(axes: Any, place: float, numbers: Sequence[float | None], whole: float) -> None:
    start = 0.0
    for number, colour in zip(numbers, OUTCOMES.values(), strict=True):
        if number:
            axes.barh(place, number, BAR_HEIGHT, start, color=colour, edgecolor=PAPER, linewidth=0.8)
            start += number
    if None in numbers:
        axes.barh(
            place, max(whole - start, 0), BAR_HEIGHT, start, color="none", edgecolor=INK, hatch=HATCH, linewidth=0.5
        )


def _bar(axes: Any, place: float, number: float | None) -> None:
    if number is None:
        axes.annotate(
            "hidden", (0, place), (2, 0), textcoords="offset points", va="center", fontstyle="italic", fontsize=9
        )
        return
    axes.barh(place, number, BAR_HEIGHT, color=BAR)
    axes.annotate(f"{number:g}", (number, place), (4, 0), textcoords="offset points", va="center", fontsize=10)


def _alternative(table: Table) -> str:
    """The plot in words: what the table says, which stands beside it in full."""
    rows = "; ".join(
        f"{row.label}: "
        + ", ".join(
            f"{heading.lower()} {'hidden' if cell == '*' else cell}"
            for heading, cell in zip(table.headings[1:], row.cells, strict=True)
        )
        for row in table.rows
    )
    return f"{table.caption}. {rows}."
