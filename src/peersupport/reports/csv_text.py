"""A report as CSV, one cell of a table a line, safe to open in a spreadsheet."""

import csv
import io
import re

from peersupport.reports.model import Report

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?", re.ASCII)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, or of a command."""
HEADINGS = ("table", "row", "column", "value")


def csv_of(report: Report) -> str:
    """Rows of table, row, column and value; what the report says about itself comes first, under the table `report`."""
    about = {
        "title": report.title,
        "programme": report.programme,
        "start": report.start.isoformat(),
        "end (first day not in it)": report.end.isoformat(),
        "counted": report.counted,
        "small numbers": report.small_numbers,
    }
    lines = [("report", name, "", text) for name, text in about.items()]
    lines += [("said", " ".join(one.requirements), "", one.text) for one in report.said]
    lines += [("caveat", "", "", text) for text in report.caveats]
    lines += [
        (table.caption, row.label, heading, cell)
        for table in report.tables
        for row in table.rows
        for heading, cell in zip(table.headings[1:], row.cells, strict=True)
    ]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return written.getvalue()


def safe(cell: str) -> str:
    """The cell, behind an apostrophe where a spreadsheet could take it for a formula. A plain number stays one."""
    looks = next((letter for letter in cell if letter.isprintable() and not letter.isspace()), "")
    dangerous = cell.startswith(DANGEROUS) or looks.startswith(DANGEROUS)
    return f"'{cell}" if dangerous and NUMBER.fullmatch(cell) is None else cell
