"""A supporter about to be given a family: what an allocation is judged on."""

from peersupport._attrs import record
from peersupport.records.case import Case
from peersupport.records.sites import Site
from peersupport.records.supporters import Supporter


@record
class ProposedAllocation:
    """Who would support whom, at which site; `accompanied`: she would never visit the home alone (TC31).

    `site` None: there is no file of the site, so that nothing is set up there.
    """

    supporter: Supporter
    case: Case
    site: Site | None = None
    accompanied: bool | None = None
