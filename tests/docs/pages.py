"""The pages of the reference that are written from the code, and by what. `python -m tests.docs` writes them all."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from tests.docs import facts_page, programme_page, records_page

from peersupport.programmes.host import Host

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
PROGRAMMES = ("community-mothers", "crafty-mummies", "healthy-little-minds", "link-workers", "young-parents-connect")


@cache
def host() -> Host:
    """The five programmes, without a site."""
    return Host.load(allow=PROGRAMMES)


def _programme(name: str) -> str:
    return programme_page.programme_page(host(), host().programmes[name])


PAGES: Mapping[Path, Callable[[], str]] = {
    REFERENCE / "records.md": records_page.page,
    REFERENCE / "facts.md": lambda: facts_page.facts_page(host()),
    **{REFERENCE / "programmes" / f"{name}.md": partial(_programme, name) for name in PROGRAMMES},
}
