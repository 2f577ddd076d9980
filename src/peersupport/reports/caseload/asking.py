"""What to ask first: of all offers the questions that settle most by themselves."""

from collections.abc import Sequence

from peersupport.reports.caseload.drafting import MANY
from peersupport.reports.model import Row, Table
from peersupport.reports.releasing import number_of

LONGEST = 8
"""How many questions the page begins with."""
NOTE = (
    "Each bar counts the open cases that wait for this answer and for no other. Of each offer at most {many} questions "
    "are counted, those that settle most; of all offers together at most {longest} are shown here, and none that is "
    "known to settle nothing by itself."
)


def first_questions(tables: Sequence[Table], names: Sequence[str]) -> Table:
    """From each offer's table of questions, and what the page calls the offer, to one table.

    What is hidden comes last, whatever it is, and is spoken of where there is no room for it.
    """
    rows = [
        Row(label=f"{row.label} — {name}", cells=(row.cells[1], row.cells[0]))
        for name, table in zip(names, tables, strict=True)
        for row in table.rows
    ]
    told = [row for row in rows if number_of(row.cells[0])]
    hidden = [row for row in rows if number_of(row.cells[0]) is None]
    told.sort(key=lambda row: (-(number_of(row.cells[0]) or 0), row.label))
    hidden.sort(key=lambda row: row.label)
    return Table(
        id="questions",
        caption="Questions that would settle most open cases",
        headings=("Question and programme", "Wait for it alone", "Wait for it"),
        rows=(*told, *hidden)[:LONGEST],
        note=NOTE.format(many=MANY, longest=LONGEST) + _left_out(len(told), len(hidden)),
    )


def _left_out(told: int, hidden: int) -> str:
    more = told + hidden - LONGEST
    if more <= 0:
        return ""
    return f" Not shown are {more} more, whose numbers are {'hidden' if told <= LONGEST else 'smaller or hidden'}."
