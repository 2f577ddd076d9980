"""A report before small numbers are hidden: what stands where, and the counts by name. A draft never leaves."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from peersupport.outcomes.suppression.counts import Counts, Sum, counts_of


@attrs.frozen
class People:
    """A count of people, by its name in the draft."""

    name: str


@attrs.frozen
class Share:
    """A percentage, made from the two counts as they are printed."""

    part: People
    whole: People


@attrs.frozen
class Average:
    """A number about some people (a mean, a sum): shown only where their count is, and is not small."""

    text: str
    of: People


@attrs.frozen
class Ratio:
    """An amount for each of some people, made from their count as it is printed: it tells no more than that."""

    amount: float
    of: People


@attrs.frozen
class Sorted:
    """How many things lie on one side of an edge, by a count of people: shown only where the rule hides no counts on
    both sides of it, since it would tell on which of them a hidden one lies."""

    text: str
    edge: int


Cell = People | Share | Average | Ratio | Sorted | int | float | str
"""What can stand in a table or a sentence. A plain number counts things (sessions, meetings), never people."""


@attrs.frozen
class DraftTable:
    """A table; see `model.Table`. A row is its label, its cells, and whether the others add up to it."""

    id: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...], bool], ...]
    note: str = ""
    needs: People | None = None
    """A count without which the table is empty: its lines are people, so that a small number would be seen."""


@attrs.frozen
class DraftFigure:
    """A plot of one column of a table (0: the first after the labels), or of intervals of means."""

    caption: str
    unit: str
    table: str
    column: int = 0
    intervals: Mapping[str, tuple[float, float]] = attrs.field(factory=dict[str, tuple[float, float]])


@attrs.frozen
class Sentence:
    """A sentence with cells in the places of `{}`."""

    text: str
    cells: tuple[Cell, ...] = ()
    requirements: tuple[str, ...] = ()


@attrs.define(repr=False)
class Draft:
    """What a fold over a caseload gathers."""

    title: str
    counted: str
    sentences: list[Sentence] = attrs.field(factory=list[Sentence])
    tables: list[DraftTable] = attrs.field(factory=list[DraftTable])
    figures: list[DraftFigure] = attrs.field(factory=list[DraftFigure])
    caveats: list[str] = attrs.field(factory=list[str])
    values: dict[str, int] = attrs.field(factory=dict[str, int])
    sums: list[Sum] = attrs.field(factory=list[Sum])
    unprinted: set[str] = attrs.field(factory=set[str])

    def people(self, name: str, count: int) -> People:
        """Note a count of people under a name of its own."""
        self.values[name] = count
        return People(name)

    def part(self, name: str, count: int, whole: People) -> People:
        """Note a count of some of the people of another count; the others, whom a reader can work out, are guarded."""
        made = self.people(name, count)
        rest = self.people(f"{name} (others)", self.values[whole.name] - count)
        self.unprinted.add(rest.name)
        self.sums.append(Sum(whole.name, (made.name, rest.name)))
        return made

    def adds_up(self, total: People, parts: Iterable[People]) -> None:
        """Note that some counts add up to another, wherever they stand."""
        self.sums.append(Sum(total.name, tuple(one.name for one in parts)))

    def say(self, text: str, *cells: Cell, requirements: Sequence[str] = ()) -> None:
        """Add a sentence."""
        self.sentences.append(Sentence(text, tuple(cells), tuple(requirements)))

    def table(
        self,
        id: str,
        caption: str,
        headings: Sequence[str],
        rows: Iterable[tuple[str, Sequence[Cell], bool]],
        note: str = "",
        needs: People | None = None,
    ) -> None:
        """Add a table."""
        made = tuple((label, tuple(cells), total) for label, cells, total in rows)
        self.tables.append(DraftTable(id, caption, tuple(headings), made, note, needs))

    def breakdown(
        self, id: str, caption: str, heading: str, groups: Mapping[str, int], total: People, *, plot: bool = True
    ) -> dict[str, People]:
        """Add a table that breaks a total down: each group's count and share. The groups add up to the total.

        Raises `RuleError` where they do not (a breakdown must not exceed its total), when the report is released.
        """
        counts = {label: self.people(f"{id}: {label}", count) for label, count in groups.items()}
        self.adds_up(total, counts.values())
        rows = [(label, (one, Share(one, total)), False) for label, one in counts.items()]
        self.table(id, caption, (heading, "Number", "Share"), [*rows, ("All", (total, Share(total, total)), True)])
        if plot:
            self.figures.append(DraftFigure(caption, "number", id))
        return counts

    def counts(self) -> Counts:
        """All counts of people with their sums. Raises `RuleError`."""
        return counts_of(self.values, self.sums, self.unprinted)
