"""Checks of declared reports when a host is built, and what the host's digest covers of them."""

from collections.abc import Iterator

from peersupport.errors import Fault
from peersupport.programmes.carriers import carrier_faults
from peersupport.programmes.programme import Programme
from peersupport.rules.document import Json
from peersupport.rules.reporting import Reporting, ReportKind


def report_faults(programme: Programme) -> Iterator[Fault]:
    """Every fault of the reports that a programme declares."""
    reports = programme.reports
    if not all(isinstance(one, Reporting) for one in reports):  # pyright: ignore[reportUnnecessaryIsInstance]
        yield Fault(code="report-kind", message=f"`{programme.id}` declares something that is no report")
        return
    yield from carrier_faults("report", reports)
    for one in reports:
        if type(one.kind) is not ReportKind:
            help = f"kinds: {', '.join(kind.value for kind in ReportKind)}"
            yield Fault(code="report-kind", message=f"`{one.id}` is of no known kind of report", help=help)
        for name, number in one.figures:
            if type(number) not in {int, float} or not number >= 0:
                message = f"`{name}` of the report `{one.id}` is no number from 0 on"
                yield Fault(code="report-figures", message=message)


def report_document(one: Reporting) -> Json:
    """A declared report as JSON, with its provenance."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "requirements": list(one.requirements),
        "figures": [[name, number] for name, number in one.figures],
        "tags": list(one.tags),
        "document": one.citation.document,
        "quotation": one.citation.quotation,
        "mark": one.citation.mark.value,
        "note": one.citation.note,
    }
