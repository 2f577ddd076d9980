"""Which of a programme's sites is meant, and what a policy there rests on."""

from collections.abc import Iterable

from peersupport.dates import ALWAYS, Period
from peersupport.errors import UnknownName, did_you_mean
from peersupport.programmes.programme import Programme
from peersupport.records.sites import Site
from peersupport.rules.rule_set import Provenance


def chosen_site(sites: Iterable[Site], programme: str, name: str | None) -> Site | None:
    """The programme's site of this id; without one, its only site, or None where it has none. Raises `UnknownName`."""
    here = {str(site.id): site for site in sites if site.programme == programme}
    if name is None and len(here) <= 1:
        return next(iter(here.values()), None)
    if name is None or name not in here:
        message = f"`{programme}` has several sites" if name is None else "there is no such site"
        raise UnknownName(message, help=did_you_mean(name or "", here))
    return here[name]


def runs_at(sites: Iterable[Site], programme: str, name: str | None) -> Period:
    """When the site that is meant runs: always where there is no file of it. Raises `UnknownName`."""
    chosen = chosen_site(sites, programme, name)
    return ALWAYS if chosen is None else chosen.runs


def provenance(digest: str, versions: Iterable[tuple[str, str]], site: Site | None) -> Provenance:
    """The digests of host and site, and the versions of the plugins that brought the rules."""
    return Provenance(
        host_digest=digest,
        site=site.id if site is not None else "",
        site_digest=site.digest if site is not None else "",
        versions=tuple(versions),
    )


def absent(programme: str) -> Programme:
    """A stand-in for a programme whose plugin could not be taken: it has no rules, and decides nothing."""
    return Programme(id=programme, title=programme, source="", runs=ALWAYS)
