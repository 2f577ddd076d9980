"""The report of a term, and what it tells because the source does."""

from peersupport.plugin import ReportKind, report

REPORTS = (
    report(ReportKind.TERM, "CM19", quote="have enabled us to evidence the impact of our work"),
    report(
        ReportKind.TERM,
        "CM25",
        quote="there are a high number of women with poor maternal mental health, a significant number of children who "
        "underperform at the 27-month development review and a substantial number of children who demonstrate poor "
        "readiness when starting school",
        note="three indicators of an area; the source gives no number of any",
    ),
)
