"""A report as one HTML page: self-contained, without scripts, light and dark, readable on a telephone and on paper."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from peersupport.reports.model import Report
from peersupport.reports.plots import drawn


def html_of(report: Report) -> str:
    """The page. Everything that the report holds is escaped; only the plots, which we draw, are markup."""
    return rendered("report.html", report=report, drawn={one.id: markup(drawn(one)) for one in report.figures})


def rendered(template: str, **given: object) -> str:
    """A template of ours, filled in."""
    environment = Environment(
        loader=PackageLoader("peersupport.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(given).lstrip()


def markup(svg: str) -> Markup:
    """A picture that we have drawn ourselves, its texts escaped."""
    return Markup(svg)  # noqa: S704 - see above
