"""Pages lead where they say: every relative link and anchor is there, and every page is found from the front page."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.docs.test_documented import PAGES, ROOT

from peersupport.fault_pages import fault_pages

DOCS = ROOT / "docs"
WRITTEN = {DOCS / "reference" / "faults" / f"{code}.md" for code in fault_pages()}
"""The pages that a build of the documentation writes first."""
READ = [*PAGES, *sorted(ROOT.glob("plugins/*/README.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
ROLE = re.compile(r"\{(?:doc|ref)\}`(?:[^`<]*<)?([^`>]+)>?`")
TREE = re.compile(r"^```\{toctree\}\n(.*?)^```", re.M | re.S)
TERM = re.compile(r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`")


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```(?!\{).*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as GitHub and MyST make them."""
    headings = (
        re.sub(r"[`*\\]|\[([^]]*)\]\([^)]*\)", r"\1", one) for one in re.findall(r"^#+ (.+)$", prose(page), re.M)
    )
    return frozenset(re.sub(r"[^\w\- ]", "", one.strip().lower()).replace(" ", "-") for one in headings)


def broken(page: Path) -> Iterator[str]:
    """The links of a page that lead nowhere."""
    for link in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if target in WRITTEN and not anchor:
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link
    for name in ROLE.findall(prose(page)):
        if not (page.parent / name).with_suffix(".md").resolve().exists():
            yield name


def test_every_relative_link_leads_somewhere() -> None:
    """A reader who follows a link and finds nothing has lost her way; Sphinx says the same, minutes later."""
    assert {page.relative_to(ROOT).as_posix(): lost for page in READ if (lost := list(broken(page)))} == {}


def test_every_page_is_found_from_the_front_page() -> None:
    """A page that stands in no table of contents is read by nobody."""
    found, ahead = set[Path](), [DOCS / "index.md"]
    while ahead:
        page = ahead.pop()
        found.add(page)
        lines = (line for tree in TREE.findall(page.read_text("utf-8")) for line in tree.splitlines())
        named = {one for line in lines if line and line[0] != ":" for one in page.parent.glob(f"{line.strip()}.md")}
        ahead += named - found
    assert set(PAGES) & set(DOCS.rglob("*.md")) - found - WRITTEN == set()


def test_the_front_page_says_within_ten_lines_where_each_reader_begins() -> None:
    """Developers, authors and testers each want another book."""
    beginning = "\n".join((DOCS / "index.md").read_text("utf-8").splitlines()[:10])
    for start in ("tutorials/embed-it.md", "tutorials/write-a-programme.md", "tutorials/test-consent-logic.md"):
        assert f"]({start})" in beginning


def test_every_term_that_a_page_uses_stands_in_the_glossary_in_order() -> None:
    """A term of art that is not explained keeps people out."""
    text = (DOCS / "glossary.md").read_text("utf-8")
    terms = re.findall(r"^(\S.*)\n(?:  |: )\S", text, re.M)
    assert terms == sorted(terms, key=str.casefold)
    assert len(terms) == len(set(terms)) > 100
    used = {(page.name, one) for page in PAGES for one in TERM.findall(prose(page))}
    assert {one for one in used if one[1].casefold() not in {term.casefold() for term in terms}} == set()
