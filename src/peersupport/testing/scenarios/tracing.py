"""What one rule came to, told for whoever wrote it: each node of its criterion, its truth, and what it read."""

from peersupport.explanations import Line
from peersupport.findings import Finding
from peersupport.rules.criteria import All, AnyOf, AtLeast, Choose, Criterion, Not, Quantified, Select
from peersupport.rules.render import render, shown
from peersupport.rules.trace import Reading, Trace
from peersupport.rules.values import Settings


def traced(finding: Finding, settings: Settings) -> Line:
    """The rule with its effect; under it where it applies, if it says so, and its criterion."""
    guard = [] if finding.guard is None else [finding.guard]
    applies = [Line(text="where it applies", truth=one.truth, lines=(_line(one, settings),)) for one in guard]
    lines = (*applies, _line(finding.trace, settings))
    return Line(text=f"{finding.rule.effect.value} {finding.rule.id}", truth=finding.truth, lines=lines)


def _line(trace: Trace, settings: Settings) -> Line:
    place = f"number {trace.member + 1}: " if trace.member is not None else ""
    read = "; ".join(_read(one) for one in trace.readings)
    text = f"{place}{joint(trace.criterion, trace.chosen) or render(trace.criterion, settings)}"
    return Line(
        text=f"{text} — {read}" if read else text,
        truth=trace.truth,
        lines=tuple(_line(part, settings) for part in trace.parts),
    )


def joint(node: Criterion, chosen: str | None = None) -> str:
    """How a node joins its parts, which tell the rest themselves; empty for one that has none."""
    if isinstance(node, AtLeast):
        return f"at least {node.needed} of"
    if isinstance(node, Quantified):
        return f"{'every' if node.every else 'at least one'} of the {node.collection.name}"
    if isinstance(node, Choose):
        return f"by the reading `{chosen}`" if chosen is not None else "by a reading that nobody has chosen"
    if isinstance(node, Select):
        return f"by {node.operand.name}"
    words: dict[type[Criterion], str] = {All: "all of", AnyOf: "any of", Not: "not so that"}
    return words.get(type(node), "")


def _read(reading: Reading) -> str:
    why = f", because of `{reading.error}`" if reading.error else ""
    if reading.blocked is not None:
        return f"does not apply unless {reading.blocked.meaning}{why}"
    return f"{shown(reading.value, reading.fact.unit)}{why}"
