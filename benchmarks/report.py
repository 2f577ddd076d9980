"""What was measured beside what was wanted: a table for people, JSON for machines."""

from collections.abc import Iterable
from platform import machine, python_implementation, python_version

from peersupport._attrs import frozen


@frozen
class Result:
    """One figure. `goal` and `stretch` are the most that it may be; a figure without a goal is there to compare with.

    `number` is the goal's number, `least` the best round, `detail` the absolute figures behind a ratio.
    """

    number: int
    measure: str
    unit: str
    figure: float
    least: float
    goal: float | None = None
    stretch: float | None = None
    detail: str = ""

    @property
    def reached(self) -> str:
        """`stretch`, `goal` or `no`; empty where there is no goal."""
        if self.goal is None:
            return ""
        if self.stretch is not None and self.figure <= self.stretch:
            return "stretch"
        return "goal" if self.figure <= self.goal else "no"


FIELDS = tuple(Result.__annotations__)
COLUMNS = ("goal", "measure", "figure", "least", "wanted", "stretch", "reached", "detail")


def table(results: Iterable[Result]) -> str:
    """The results in columns."""
    rows = [COLUMNS, *(_row(one) for one in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def document(results: Iterable[Result]) -> dict[str, object]:
    """The results as JSON, and the Python that they were measured on."""
    return {
        "python": f"{python_implementation()} {python_version()} {machine()}",
        "results": [{**{name: getattr(one, name) for name in FIELDS}, "reached": one.reached} for one in results],
    }


def _row(one: Result) -> tuple[str, ...]:
    return (
        str(one.number),
        one.measure,
        _shown(one.figure, one.unit),
        _shown(one.least, one.unit),
        _shown(one.goal, one.unit),
        _shown(one.stretch, one.unit),
        one.reached,
        one.detail,
    )


def _shown(figure: float | None, unit: str) -> str:
    return "" if figure is None else f"{figure:.2f} {unit}" if unit else f"{figure:g}"
