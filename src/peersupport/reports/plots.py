"""Plots as SVG that takes its colours from the page, so that it is light or dark with it."""

import re
from collections.abc import Callable
from html import escape
from io import StringIO
from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from peersupport.reports.model import Bar, Figure

_MATPLOTLIB: Any = mpl
"""Its settings have hundreds of literal types, of which we say none."""
INK, BAR, YES, NO, OPEN, PAPER = "#010203", "#040506", "#070809", "#0a0b0c", "#0d0e0f", "#101112"
COLOURS = {
    INK: "currentColor",
    BAR: "var(--bar)",
    YES: "var(--yes)",
    NO: "var(--no)",
    OPEN: "var(--open)",
    PAPER: "var(--paper)",
}
"""Stand-ins while drawing: the page's own colours take their place."""
LABEL = 22
"""The longest line of a label, in letters."""
WIDTH, ROW, LINE, MARGIN = 4.3, 0.14, 0.17, 0.75
"""In inches. So narrow that its text is still readable on a telephone."""
STYLE: dict[str, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.parse_math": False,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def drawn(figure: Figure) -> str:
    """The plot, with its description for those who do not see it. The same figure is always drawn the same."""
    return svg_of(figure.id, figure.alternative, _height(figure), lambda axes: _draw(axes, figure))


def svg_of(id: str, alternative: str, height: float, draw: Callable[[Any], None]) -> str:
    """What is drawn on axes, as an image of so many inches in height; `alternative` is what it says in words."""
    with _MATPLOTLIB.rc_context({**STYLE, "svg.hashsalt": id}):
        canvas: Any = Canvas(figsize=(WIDTH, height), layout="constrained")
        draw(canvas.subplots())
        written = StringIO()
        canvas.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _inlined(written.getvalue(), id, alternative)


def _height(figure: Figure) -> float:
    lines = max((len(fill(one.label, LABEL).splitlines()) for one in figure.bars), default=1)
    return MARGIN + (ROW + LINE * lines) * len(figure.bars)


def _draw(axes: Any, figure: Figure) -> None:
    places = range(len(figure.bars))
    for place, bar in zip(places, figure.bars, strict=True):
        if bar.value is None:
            axes.annotate("hidden", (0, place), (4, 0), textcoords="offset points", va="center", fontstyle="italic")
        elif bar.low is not None and bar.high is not None:
            axes.errorbar(bar.value, place, xerr=_arms(bar), fmt="o", color=BAR, capsize=4)
        else:
            axes.barh(place, bar.value, color=BAR, height=0.7)
            axes.annotate(f"{bar.value:g}", (bar.value, place), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(list(places), [fill(one.label, LABEL) for one in figure.bars], linespacing=0.95)
    axes.set_ylim(len(figure.bars) - 0.5, -0.5)
    axes.set_xlabel(figure.unit)
    axes.margins(x=0.12)
    if all(one.low is None for one in figure.bars):
        axes.set_xlim(left=0, right=None if any(one.value for one in figure.bars) else 1)
    else:
        axes.axvline(0, color=INK, linewidth=0.8)
    axes.spines[["top", "right"]].set_visible(False)


def _arms(bar: Bar) -> Any:
    value, low, high = bar.value or 0.0, bar.low or 0.0, bar.high or 0.0
    return [[value - low], [high - value]]


def _inlined(svg: str, id: str, alternative: str) -> str:
    """The svg element alone, with ids that no other plot of the page has, in the page's colours and letters."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    prefix = re.sub(r"[^a-z0-9]+", "-", id.lower())
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r'(href="#|url\(#)', rf"\g<1>{prefix}-", svg)
    for stand_in, colour in COLOURS.items():
        svg = svg.replace(stand_in, colour)
    svg = re.sub(r"(font: [^;\"]*?\d+px) [^;\"]*", r"\1 system-ui, sans-serif", svg)
    name = escape(alternative, quote=True)
    return svg.replace("<svg", f'<svg role="img" aria-label="{name}"', 1)
