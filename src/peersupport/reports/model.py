"""A report as it may leave: every count of people in it has passed the rule for small numbers. No identifiers."""

from collections.abc import Mapping
from datetime import date, timedelta

from peersupport._attrs import frozen
from peersupport.outcomes.suppression import Shown, Suppression
from peersupport.rules.document import Json

FORMAT = "peersupport-report-1"


@frozen
class Said:
    """A sentence of the report, and the statements of the source that it answers to."""

    text: str
    requirements: tuple[str, ...] = ()


@frozen
class Row:
    """A row of a table; `total` where the others add up to it."""

    label: str
    cells: tuple[str, ...]
    total: bool = False


@frozen
class Table:
    """A table. The first heading is that of the rows' labels; `note` says what is counted."""

    id: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@frozen
class Bar:
    """One bar of a plot; `value` None: hidden, or not known. `low` and `high` are the ends of an interval."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@frozen
class Figure:
    """A plot of horizontal bars, made of what is printed only. `unit` is what the axis counts."""

    id: str
    caption: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def alternative(self) -> str:
        """The plot in words, for those who do not see it."""
        told = (f"{one.label}: {'hidden' if one.value is None else f'{one.value:g}'}" for one in self.bars)
        return f"{self.caption}. {self.unit}: {'; '.join(told)}."


@frozen
class Answered:
    """A statement of the programme's source that the report answers to."""

    requirements: tuple[str, ...]
    quotation: str
    mark: str
    note: str = ""


@frozen
class Report:
    """A report, ready to be shown. `counted` says whether families or children are counted."""

    kind: str
    title: str
    programme: str
    programme_title: str
    start: date
    end: date
    counted: str
    suppression: Suppression
    chosen: bool
    answers: tuple[Answered, ...]
    said: tuple[Said, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    caveats: tuple[str, ...]
    counts: Mapping[str, Shown]
    """Each count of people as it is shown, by name: what a later publication has to reckon with."""

    @property
    def period(self) -> str:
        """The period in words, its last day included."""
        return f"{_day(self.start)} to {_day(self.end - timedelta(days=1))}"

    @property
    def small_numbers(self) -> str:
        """How small numbers were hidden, as the report says it."""
        rule = self.suppression
        chosen = "" if self.chosen else " This is our own default: no source of the programme names a rule."
        further = "Further counts are hidden where a hidden one could be worked out from them."
        return f"Counts of people: {rule.title} (rule {rule.id}). {further}{chosen}"

    def document(self) -> Json:
        """The report as JSON."""
        return {
            "format": FORMAT,
            "kind": self.kind,
            "title": self.title,
            "programme": self.programme,
            "period": {"start": self.start.isoformat(), "end": self.end.isoformat()},
            "counted": self.counted,
            "suppression": {
                "rule": self.suppression.id,
                "chosen": self.chosen,
                "says": self.small_numbers,
                "document": self.suppression.citation.document,
                "quotation": self.suppression.citation.quotation,
            },
            "answers": [
                {
                    "requirements": list(one.requirements),
                    "quotation": one.quotation,
                    "mark": one.mark,
                    "note": one.note,
                }
                for one in self.answers
            ],
            "said": [{"text": one.text, "requirements": list(one.requirements)} for one in self.said],
            "tables": [
                {
                    "id": one.id,
                    "caption": one.caption,
                    "note": one.note,
                    "headings": list(one.headings),
                    "rows": [{"label": row.label, "cells": list(row.cells), "total": row.total} for row in one.rows],
                }
                for one in self.tables
            ],
            "caveats": list(self.caveats),
            "counts": {name: {"text": one.text, "low": one.low, "high": one.high} for name, one in self.counts.items()},
        }


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
