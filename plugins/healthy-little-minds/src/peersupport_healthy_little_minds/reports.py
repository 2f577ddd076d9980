"""The reports that the evaluation speaks of: whom it reaches, how long they wait, what changed, what it is worth."""

from peersupport.plugin import ReportKind, report

REPORTS = (
    report(
        ReportKind.REACH,
        "HL2",
        quote="Most of the families supported by Healthy Little Minds live in the most deprived areas of Nottingham.",
        note="most is read as more than half of all families, those of unknown areas included [default]",
        figures=(("more than", 0.5),),
    ),
    report(ReportKind.REACH, "HL20", quote="can help to reduce inequalities and support families when they need it"),
    report(
        ReportKind.VALUE,
        "HL20",
        quote="the benefits for babies and families alongside the wider public value as an investment",
        note="costs for each family are told; what the support is worth needs prices that nobody gives here",
    ),
    report(
        ReportKind.WAITING,
        "HL8",
        quote="not limited by number of sessions or long waiting lists",
        note="no target is stated, so none is judged",
    ),
    report(
        ReportKind.EVALUATION,
        "HL9",
        quote="led to significant reductions in anxiety and postnatal depression",
        note="significant is read as a matter of statistics; the measures are our choice [default]",
    ),
    report(
        ReportKind.PLANNING,
        "HL17",
        quote="one in five women experience a mental health problem before or after having a baby",
        note="a birth is taken for a woman who had a baby",
        figures=(("share of births", 0.2),),
    ),
)
