"""What a run saw of the rules, as one HTML page: self-contained, without scripts, light and dark, on any screen."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from peersupport.rules.render import render
from peersupport.rules.rule import Rule
from peersupport.testing.coverage.counts import DETERMINING
from peersupport.testing.coverage.measuring import Measured, MeasuredPoint, MeasuredRule
from peersupport.testing.coverage.style import STYLE
from peersupport.testing.coverage.telling import whole

TRUTHS = {"true": "true", "false": "false", "unknown": "unknown", DETERMINING: "determining"}


def page_of(found: Measured) -> str:
    """The page. All that comes from rules is escaped."""
    programmes = [(name, list(rules)) for name, rules in groupby(found.rules, key=lambda one: one.rule.programme)]
    contents = "".join(
        f'<li><a href="#{_id(name)}">{escape(name)}</a> {_share(rules)}</li>' for name, rules in programmes
    )
    sections = "".join(_programme(name, rules) for name, rules in programmes)
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Rule coverage</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>Rule coverage</h1>
<p class="whole">{escape(whole(found))}</p>
<p class="quiet">How often each criterion came out true, false and unknown while the tests ran, and how often it
determined the rule: had it come out otherwise, so would the rule. No value of a fact is on this page.</p>
<nav aria-label="Programmes"><ul>{contents}</ul></nav>
</header>
<main>
{sections}</main>
</body>
</html>
"""


def _programme(name: str, rules: list[MeasuredRule]) -> str:
    told = "".join(map(_rule, rules))
    heading = f'<h2 id="{_id(name)}">{escape(name)} {_share(rules)}</h2>'
    return f'<section aria-labelledby="{_id(name)}">\n{heading}\n{told}</section>\n'


def _rule(one: MeasuredRule) -> str:
    rule = one.rule
    state = "whole" if not one.lacks else "lacking"
    sign = "nothing lacks" if not one.lacks else f"{one.wanted - one.found} of {one.wanted} never seen"
    opened = " open" if one.lacks else ""
    return f"""<details class="{state}"{opened}>
<summary><h3>{escape(rule.name)}</h3> <span class="effect">{rule.effect.value}</span>
<span class="sign">{sign}</span></summary>
<blockquote>{escape(rule.citation.quotation)} <span class="quiet">{escape(", ".join(rule.requirements))}, \
{escape(rule.citation.document)} [{rule.citation.mark.value}]</span></blockquote>
{_english(rule)}{_seen(one)}</details>
"""


def _seen(one: MeasuredRule) -> str:
    if not one.judged:
        return '<p class="never">Never judged.</p>\n'
    times = f"Judged {_times(one.judged)}; determined a decision {_times(one.decided)}."
    never = _list("never", "Never seen", one.lacks)
    turning = _list("turning", "Never compared where it turns", one.not_compared)
    return f'<p class="quiet">{times}</p>\n{never}{turning}{_table(one)}'


def _english(rule: Rule) -> str:
    said = [] if rule.when is None else [("applies where", rule.when)]
    said += [(rule.effect.value, rule.criterion), *((f"to {name} where", way) for name, way in rule.targets)]
    return "".join(f'<p><span class="effect">{escape(word)}</span> {escape(render(node))}</p>\n' for word, node in said)


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _list(kind: str, title: str, texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<p class="{kind}">{title}</p><ul>{items}</ul>\n' if items else ""


def _table(one: MeasuredRule) -> str:
    turning = any(each.point.threshold is not None for each in one.points)
    named = ("Criterion", *TRUTHS.values(), *(["at the threshold"] if turning else []))
    headings = "".join(f'<th scope="col">{heading}</th>' for heading in named)
    rows = "".join(_row(each, turning) for each in one.points)
    return (
        f'<div class="scroll" role="region" aria-label="Criteria of {escape(one.rule.name)}" tabindex="0">'
        f"<table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )


def _row(one: MeasuredPoint, turning: bool) -> str:
    cells = "".join(_cell(one, what, heading) for what, heading in TRUTHS.items())
    apart = ", ".join(f"{what} {number:,}" for what, number in one.seen if what not in TRUTHS)
    root, _, _ = one.point.path.partition("/")
    named = f'<span class="quiet">{escape(root)}:</span> ' if one.point.depth == 0 and root != "criterion" else ""
    text = f'<span style="--depth:{min(one.point.depth, 8)}">{named}{escape(one.text)}</span>'
    last = f'<td data-heading="at the threshold">{escape(apart) or "–"}</td>' if turning else ""
    return f'<tr><th scope="row">{text}</th>{cells}{last}</tr>'


def _cell(one: MeasuredPoint, what: str, heading: str) -> str:
    known = dict(one.seen)
    if what not in known:
        return f'<td data-heading="{heading}" class="quiet"><abbr title="cannot be">–</abbr></td>'
    never = what in one.lacks
    text = '<strong class="gap">never</strong>' if never else f"{known[what]:,}"
    return f'<td data-heading="{heading}">{text}</td>'


def _share(rules: list[MeasuredRule]) -> str:
    found = Measured(rules=tuple(rules))
    return f'<span class="share">{found.percent:.1f} %, {found.whole} of {len(rules)} rules lack nothing</span>'


def _id(name: str) -> str:
    return f"programme-{escape(name)}"
