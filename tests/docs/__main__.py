"""Writes every page of the reference that is made from the code: `python -m tests.docs`."""

from tests.docs.pages import PAGES

for page, written in PAGES.items():
    page.write_text(written(), encoding="utf-8")
