"""The page of a caseload as HTML: one file without scripts, for a screen, a telephone, paper and a screen reader."""

from peersupport.reports.caseload.diagram import decision_drawn
from peersupport.reports.caseload.drawing import OUTCOMES, ages_drawn, bars_drawn, outcomes_drawn
from peersupport.reports.caseload.model import CaseloadPage
from peersupport.reports.html import markup, rendered
from peersupport.reports.plots import COLOURS

WINDOWS = (
    "Below the numbers: the ages that each programme's rules let in, read from the rules and their values. Other "
    "conditions come on top, and some rules let in by another way too, such as a pregnancy."
)
NO_WINDOW = "No rule that this reader may see lets in by this age."


def html_of_caseload(page: CaseloadPage) -> str:
    """The page. Everything that it holds is escaped; only the pictures, which we draw, are markup."""
    drawn = {
        "outcomes": outcomes_drawn(page.outcomes),
        "questions": bars_drawn(page.questions),
        "parents": ages_drawn(page.parents),
        "children": ages_drawn(page.children),
        **{offer.out.id: bars_drawn(offer.out) for one in page.programmes for offer in one.offers},
    }
    return rendered(
        "caseload.html",
        page=page,
        drawn={name: markup(svg) for name, svg in drawn.items()},
        flow=markup(decision_drawn()),
        key=[(name, COLOURS[colour]) for name, colour in OUTCOMES.items()],
        parents=WINDOWS if page.parents.spans else NO_WINDOW,
        children=WINDOWS if page.children.spans else NO_WINDOW,
    )
