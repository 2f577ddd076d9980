"""What a cell of a table may hold, and the text that a mapping reads of it, from CSV and from a sheet alike."""

from collections.abc import Container
from datetime import date

from peersupport._attrs import record
from peersupport.interop.births import written
from peersupport.interop.faults import Unreadable


@record
class Unheld:
    """A cell of which the file holds no value that could be read, and why. `text`: what it shows, if that is known."""

    code: str
    expected: str
    text: str = ""


Cell = str | date | Unheld
"""A text as CSV has it, a day, or a cell whose value cannot be told."""
ISO = "%Y-%m-%d"
ERRORS = frozenset(
    {"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""How spreadsheets show that a formula came to nothing, and write it into CSV."""
FIRST_DAY = date(1900, 3, 1)
"""Programs do not agree on the days before: some count a 29 February 1900, which never was."""


def error_cell(shown: str) -> Unheld:
    """A cell that shows an error."""
    return Unheld(code="cell-error", expected="a value, and not the error of a formula", text=shown)


def text_of(cell: Cell, form: str = ISO, named: Container[str] = ()) -> str:
    """A cell as a mapping reads it, a day by the field's own format.

    Raises `Unreadable` where its value cannot be told, and the mapping does not say what is shown there means.
    """
    if isinstance(cell, str):
        if cell in ERRORS and cell not in named:
            return text_of(error_cell(cell))
        return cell
    if isinstance(cell, Unheld):
        if cell.text and cell.text in named:
            return cell.text
        raise Unreadable(cell.expected, cell.code)
    text = written(cell, form)
    if cell < FIRST_DAY and text not in named:
        raise Unreadable("a day from March 1900, since programs count the days before it differently", "cell-early")
    return text
