"""How the documentation is built."""

project = "peersupport"
author = "the peersupport authors"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
exclude_patterns = ["_build"]
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
nitpicky = False
suppress_warnings = ["autodoc.mocked_object"]
