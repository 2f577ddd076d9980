"""How the documentation is built."""

from pathlib import Path
from typing import Any

from pygments.lexers.data import JsonLexer

from peersupport.fault_pages import fault_pages

project = "peersupport"
author = "the peersupport authors"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = project
html_show_copyright = False
default_role = "code"  # docstrings mark names with single backticks
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
exclude_patterns = ["_build", "**/_*.md"]
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
nitpicky = False
suppress_warnings = ["autodoc.mocked_object", "misc.highlighting_failure"]  # examples that are faulty on purpose


def write_fault_pages(app: Any) -> None:
    """A page for each code of a fault, and the table of all, from the pages that `peersupport fault` prints."""
    folder = Path(app.srcdir, "reference", "faults")
    folder.mkdir(exist_ok=True)
    rows = [f"| [`{page.code}`](faults/{page.code}.md) | {page.wrong} |" for page in fault_pages().values()]
    # In no table of contents: several hundred entries in the sidebar of every page help nobody, and take minutes.
    texts = {page.code: f"---\norphan: true\n---\n\n{page.markdown}" for page in fault_pages().values()}
    texts["_all"] = "\n".join(["| Code | What is wrong |", "|---|---|", *rows]) + "\n"
    for name, text in texts.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text("utf-8") != text:  # else every page is built anew each time
            path.write_text(text, "utf-8")


def setup(app: Any) -> None:
    """Write what is generated before anything is read; JSON Lines are highlighted as JSON."""
    app.add_lexer("jsonl", JsonLexer)
    app.connect("builder-inited", write_fault_pages)
