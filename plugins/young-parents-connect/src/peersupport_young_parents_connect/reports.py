"""The toolkit and who uses it, and whom the training reached."""

from peersupport.plugin import ReportKind, report

REPORTS = (
    report(
        ReportKind.TOOLKIT,
        "YP20",
        quote="We have delivered training to upskill the workforce across health and social care settings",
    ),
    report(
        ReportKind.TOOLKIT,
        "YP25",
        quote="By the end of the programme, we will have a toolkit",
        tags=("toolkit",),
    ),
    report(
        ReportKind.TOOLKIT,
        "YP36",
        quote="understand the unique strengths of young parents as well as some of the barriers they face",
        tags=("strengths of young parents", "barriers to services", "peer support", "specialist groups"),
    ),
    report(
        ReportKind.TOOLKIT,
        "YP39",
        quote="implement Mental Health Foundation’s peer support approach within their localities",
        note="a site that uses the toolkit replicates the approach",
    ),
    report(
        ReportKind.TOOLKIT,
        "YP35",
        mark="published",
        document="standards.md",
        quote="target 844 = 300 + 360 + 224 (which is 884)",
        note="from the funder's brief, no source of the programme: its parts add up to 884, which is shown",
        figures=(("young mums", 300), ("children", 360), ("workforce members", 224), ("total", 844)),
    ),
)
