"""Whom the prototypes reach, what they make and cost, and how they become part of the pathways."""

from peersupport.plugin import ReportKind, report

REPORTS = (
    report(ReportKind.REACH, "MM32", quote="We have an urban/rural mix of prototypes"),
    report(
        ReportKind.REACH,
        "MM33",
        quote="aimed at addressing health inequalities, issues for ethnically minoritised communities and social "
        "determinants of health",
    ),
    report(
        ReportKind.LEARNING,
        "MM29",
        quote="a range of themed briefings covering topics of regional importance such as the diversity of needs "
        "across rural and urban places and the unique needs of younger parents",
        tags=("themed_briefing", "mosaic"),
    ),
    report(
        ReportKind.LEARNING,
        "MM30",
        quote="Learning report: presenting learning and guidance for replication 2024",
        note="interim, full, summary and learning reports, as the page lists them",
        tags=("interim_report", "full_report", "summary_report", "learning_report"),
    ),
    report(
        ReportKind.LEARNING,
        "MM42",
        quote="integrate VCSE sector link work provision and peer support into maternal mental health service pathways",
        note="steps by area, as the service records them",
    ),
    report(
        ReportKind.VALUE,
        "MM36",
        quote="low cost, high value preventative support",
        note="what the support cost for each family that was met; the source gives no number",
    ),
)
