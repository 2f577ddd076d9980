"""Reports as pages, in a real browser: readable on a screen, a telephone and paper, by keyboard and by ear."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DESKTOP, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
REACHED = "a[href], summary, [tabindex='0']"
VIEWS = pytest.mark.parametrize(
    ("name", "size", "scheme", "whole"),
    [
        pytest.param("review", DESKTOP, "light", True, id="review-desktop-light-unfolded"),
        pytest.param("review", DESKTOP, "dark", False, id="review-desktop-dark"),
        pytest.param("review", TELEPHONE, "light", False, id="review-telephone-light"),
        pytest.param("review", TELEPHONE, "dark", True, id="review-telephone-dark-unfolded"),
        pytest.param("term", DESKTOP, "light", True, id="term-desktop-light"),
        pytest.param("term", TELEPHONE, "dark", True, id="term-telephone-dark"),
    ],
)
"""What axe-core looks at; it takes seconds for each thousand of elements."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser of the machine: none is fetched."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="needs Playwright, which is no part of this environment"
    )
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"needs a browser, and there is none of {', '.join(BROWSERS)} on this machine")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages as the installed commands write them."""
    folder = tmp_path_factory.mktemp("pages")
    few = folder / "few.jsonl"
    lines = (EXAMPLES / "caseload.jsonl").read_text("utf-8").splitlines(keepends=True)
    few.write_text("".join(lines[:60]), encoding="utf-8")
    site = ("--site", str(EXAMPLES / "sites"))
    _run("review", str(few), *site, "--on", "2026-11-01", "--out", str(folder))
    _run("review", str(few), *site, "--on", "2026-11-01", "--out", str(folder / "bare"), "--no-suppression")
    activity = str(EXAMPLES / "activity" / "crafty-mummies.json")
    options = ("--programme", "crafty-mummies", "--period", "2026-Q3", "--activity", activity)
    _run("report", "term", str(few), *site, *options, "--html", str(folder / "term.html"))
    return {"review": folder / "report.html", "unmasked": folder / "bare" / "report.html", "term": folder / "term.html"}


def _run(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "peersupport", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def tab(browser: Any) -> Any:
    """One tab for all tests: what it asks the network for, and what goes wrong in it, is noted."""
    made = browser.new_page()
    made.asked, made.wrong = [], []
    made.on("request", lambda request: made.asked.append(request.url))
    made.on("pageerror", lambda error: made.wrong.append(str(error)))
    made.on("console", lambda message: made.wrong.append(message.text) if message.type == "error" else None)
    return made


def opened(
    tab: Any, page: Path, size: dict[str, int] = DESKTOP, *, media: str = "screen", scheme: str = "light"
) -> Any:
    """The page as somebody sees it."""
    tab.set_viewport_size(size)
    tab.emulate_media(media=media, color_scheme=scheme, reduced_motion="reduce")
    tab.asked.clear()
    tab.goto(page.as_uri())
    return tab


def unfolded(tab: Any) -> Any:
    """The same with everything unfolded."""
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    return tab


def accessible(tab: Any) -> list[str]:
    """What axe-core finds wrong, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(tab, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['impact']} {one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@VIEWS
def test_axe_finds_nothing_wrong(
    tab: Any, pages: dict[str, Path], name: str, size: dict[str, int], scheme: str, whole: bool
) -> None:
    """Light and dark, wide and narrow, folded and unfolded."""
    seen = opened(tab, pages[name], size, scheme=scheme)
    assert accessible(unfolded(seen) if whole else seen) == []


def test_axe_finds_nothing_wrong_on_paper_or_in_the_warning(tab: Any, pages: dict[str, Path]) -> None:
    """The print style, and the page that does not hide small numbers."""
    assert accessible(opened(tab, pages["review"], media="print")) == []
    assert accessible(opened(tab, pages["unmasked"], TELEPHONE, scheme="dark")) == []


@pytest.mark.parametrize("name", ["review", "unmasked", "term"])
def test_nothing_is_fetched_and_nothing_goes_wrong(tab: Any, pages: dict[str, Path], name: str) -> None:
    """The file is all there is."""
    opened(tab, pages[name])
    assert tab.asked == [pages[name].as_uri()]
    assert tab.wrong == []


@pytest.mark.parametrize("name", ["review", "unmasked", "term"])
@pytest.mark.parametrize(("size", "zoom"), [(TELEPHONE, 100), (TELEPHONE, 200), (DESKTOP, 200)])
def test_nothing_runs_over_the_side(
    tab: Any, pages: dict[str, Path], name: str, size: dict[str, int], zoom: int
) -> None:
    """On a telephone, and with text of twice the size: only what can be scrolled by itself is wider."""
    unfolded(opened(tab, pages[name], size)).evaluate(f"document.documentElement.style.fontSize = '{zoom}%'")
    wide = """[...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll *') && !one.closest('.skip')
        && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(one => one.outerHTML.slice(0, 80))"""
    assert tab.evaluate(wide) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(tab: Any, pages: dict[str, Path]) -> None:
    """By Tab alone: every link, every fold, every table that can be scrolled; the first stop leads to the content."""
    unfolded(opened(tab, pages["review"]))
    wanted = tab.evaluate(f"document.querySelectorAll({REACHED!r}).length")
    assert wanted > 40
    tab.evaluate("window.reached = new Set()")
    for place in range(wanted):
        tab.keyboard.press("Tab")
        shown = tab.evaluate(
            "(one => (reached.add(one), `${getComputedStyle(one).outlineStyle} ${one.className}`))"
            "(document.activeElement)"
        )
        assert not shown.startswith("none"), shown
        assert place or shown.endswith("skip")
    assert tab.evaluate(f"[...document.querySelectorAll({REACHED!r})].every(one => reached.has(one))")
    opened(tab, pages["review"])
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "short"


def test_on_paper_everything_is_unfolded(tab: Any, pages: dict[str, Path]) -> None:
    """What nobody can click is there: each table has a height, and no fold stands as words without content."""
    opened(tab, pages["review"], media="print")
    heights = tab.evaluate(
        "[...document.querySelectorAll('details *')].filter(one => one.tagName == 'TABLE')"
        ".map(one => one.checkVisibility() && one.getBoundingClientRect().height)"
    )
    assert len(heights) > 10
    assert all(heights)
    assert tab.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"


def test_the_page_is_dark_where_the_reader_wants_it_and_keeps_still_where_she_wants_that(
    tab: Any, pages: dict[str, Path]
) -> None:
    """Colours follow the system; scrolling does not move where motion is reduced."""
    paper = [
        opened(tab, pages["review"], scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert paper == ["rgb(255, 255, 255)", "rgb(22, 22, 22)"]
    assert tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_screen_reader_meets_landmarks_headings_and_pictures_in_words(tab: Any, pages: dict[str, Path]) -> None:
    """One main part, one first heading, named parts; every picture says what it shows."""
    opened(tab, pages["review"])
    for role in ("main", "banner", "navigation"):
        assert tab.get_by_role(role).count() == 1, role
    assert tab.get_by_role("heading", level=1).count() == 1
    pictures = tab.get_by_role("img").all()
    assert len(pictures) >= 8
    assert all(len(one.get_attribute("aria-label")) > 40 for one in pictures)
