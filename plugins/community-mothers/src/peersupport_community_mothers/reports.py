"""Whom the programme reaches."""

from peersupport.plugin import ReportKind, report

REPORTS = (
    report(
        ReportKind.REACH,
        "TC62",
        quote="A much wider population can be reached by developing these programmes",
        note="families visited, volunteers and areas are counted; the figures of Dublin are context and no target",
    ),
)
