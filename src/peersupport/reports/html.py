"""A report as one HTML page: self-contained, without scripts, light and dark, readable on a telephone and on paper."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from peersupport.reports.model import Report
from peersupport.reports.plots import drawn


def html_of(report: Report) -> str:
    """The page. Everything that the report holds is escaped; only the plots, which we draw, are markup."""
    environment = Environment(
        loader=PackageLoader("peersupport.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plots = {one.id: Markup(drawn(one)) for one in report.figures}  # noqa: S704 - drawn by us, its texts escaped
    return environment.get_template("report.html").render(report=report, drawn=plots)
