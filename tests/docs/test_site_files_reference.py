"""The reference of site files names every key that a site file may have."""

import re

import attrs
import pytest
from tests.docs.test_documented import REFERENCE

from peersupport.interop.areas import KNOWN
from peersupport.interop.calendars import CalendarFile, OwnClosure
from peersupport.records.sites import Contact, Partner, Provider, Site

PAGE = (REFERENCE / "site-files.md").read_text("utf-8")
SECTIONS = {
    "": [one.name for one in attrs.fields(Site) if one.name != "digest"],
    "[[contacts]]": [one.name for one in attrs.fields(Contact)],
    "[[partners]]": [one.name for one in attrs.fields(Partner)],
    "[[providers]]": [one.name for one in attrs.fields(Provider)],
    "areas": list(KNOWN),
    "[calendar]": [one.name for kind in (CalendarFile, OwnClosure) for one in attrs.fields(kind)],
}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one or "site")
def test_every_key_stands_in_its_section(section: str) -> None:
    """A key that is not there is not set, and what it would settle stays open."""
    text = PAGE.partition(f"## `{section}`\n" if section else "# Site files\n")[2].partition("\n## ")[0]
    assert [key for key in SECTIONS[section] if not re.search(rf"`{key}`", text)] == []
