"""The page that `peersupport review --out` writes beside its decisions: report.html."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from peersupport.cli.shared import with_options
from peersupport.policies.eligibility import Eligibility
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.reports.review import Answered, Review
from peersupport.rules.facts import Audience

if TYPE_CHECKING:  # who wants no page needs none of what draws and solves
    from peersupport.reports.caseload.gathering import Gathering

F = TypeVar("F", bound=Callable[..., Any])
NAME = "report.html"


def page_options(command: F) -> F:
    """The options that say whether there is a page, and what it hides."""
    return with_options(
        (
            click.option("--no-report", is_flag=True, help=f"Leave {NAME} out of --out."),
            click.option(
                "--no-suppression",
                is_flag=True,
                help=f"Show small numbers in {NAME}: then it is for those who work with the cases, and nobody else.",
            ),
        ),
        command,
    )


@attrs.define(slots=True)
class PageOfReview:
    """The page while cases are reviewed; where none is wanted, nothing is gathered and nothing is made."""

    suppressed: bool
    gathering: "Gathering | None"

    @classmethod
    def planned(
        cls,
        wanted: bool,
        policies: Sequence[Eligibility],
        audience: Audience,
        day: date,
        rules_as_of: date | None,
        *,
        suppressed: bool,
    ) -> "PageOfReview":
        """Ready to gather. Ask `page_wanted` before any case is read."""
        if not wanted:
            return cls(suppressed, None)
        from peersupport.reports.caseload.gathering import Gathering  # noqa: PLC0415 - see above

        return cls(suppressed, Gathering.of(policies, audience, day, rules_as_of))

    def add(self, case: Case, answers: Iterable[Answered]) -> None:
        """Gather one case, by what the review counted of it."""
        if self.gathering is not None:
            self.gathering.add(case, answers)

    def html(self, host: Host, review: Review, *, left_out: bool) -> str:
        """The page; "" where none is wanted. `left_out` is whether cases were left out for their faults."""
        if self.gathering is None:
            return ""
        from peersupport.outcomes.suppression import DEFAULT_POLICY  # noqa: PLC0415 - see above
        from peersupport.reports.caseload.html import html_of_caseload  # noqa: PLC0415
        from peersupport.reports.caseload.page import caseload_page  # noqa: PLC0415

        policy = DEFAULT_POLICY if self.suppressed else None
        return html_of_caseload(caseload_page(host, self.gathering, review, policy, left_out=left_out))


def page_wanted(out: Path | None, no_report: bool, no_suppression: bool) -> bool:
    """Whether there is to be a page. Where what draws it is not installed there is none, and that is said at once,
    before any case is read. Raises `click.UsageError` for an option that says nothing without a page."""
    wanted = out is not None and not no_report
    if no_suppression and not wanted:
        raise click.UsageError(f"--no-suppression is about {NAME}: it needs --out, and not --no-report")
    if wanted and not _drawable():
        click.echo(
            f"{NAME} is left out, since it needs further packages: install peersupport[reports], or say --no-report",
            err=True,
        )
        return False
    return wanted


def stale_pages(out: Path | None, wanted: bool) -> tuple[Path, ...]:
    """The page of an earlier review, where none is made now: it must not stay beside decisions that it is not of."""
    return () if out is None or wanted or not (out / NAME).exists() else (out / NAME,)


def _drawable() -> bool:
    try:
        for module in ("html", "page"):
            import_module(f"peersupport.reports.caseload.{module}")
    except ImportError:
        return False
    return True
