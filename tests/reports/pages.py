"""Pages of the example caseload, made once for all tests."""

from datetime import date
from functools import cache
from pathlib import Path

from peersupport.engine import Engine
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.outcomes.suppression import DEFAULT_POLICY
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.reports.caseload.gathering import Gathering
from peersupport.reports.caseload.html import html_of_caseload
from peersupport.reports.caseload.model import CaseloadPage
from peersupport.reports.caseload.page import caseload_page
from peersupport.reports.review import Review
from peersupport.rules.facts import Audience

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 11, 1)


@cache
def host() -> Host:
    """The example sites."""
    return Host.load(sites=read_sites(EXAMPLES / "sites"))


@cache
def cases() -> tuple[Case, ...]:
    """Some of the example caseload."""
    return read_caseload(EXAMPLES / "caseload.jsonl")[:120]


@cache
def reviewed(size: int = 120, audience: Audience = Audience.CO_ORDINATOR) -> tuple[Gathering, Review]:
    """A review of so many cases."""
    policies = Engine(host()).policies()
    review, gathering = Review(audience), Gathering.of(policies, audience, DAY)
    for case in cases()[:size]:
        gathering.add(case, review.add([policy.decide(case, DAY) for policy in policies]))
    return gathering, review


@cache
def page(size: int = 120, audience: Audience = Audience.CO_ORDINATOR, *, masked: bool = True) -> CaseloadPage:
    """Its page."""
    return caseload_page(host(), *reviewed(size, audience), DEFAULT_POLICY if masked else None)


@cache
def html() -> str:
    """The file, drawn once."""
    return html_of_caseload(page())
