"""A decision as a tree that people read. Each reader sees only what she may: a rule on a hidden fact is left out, and
the explanation says that something is left out, never what."""

from collections.abc import Iterable

from peersupport._attrs import frozen
from peersupport.findings import Annotation, Finding, Held, MissingFact, Outcome, Owed, Routed, Turn
from peersupport.rules.criteria import Choose
from peersupport.rules.facts import AskedOf, Audience
from peersupport.rules.render import render, shown
from peersupport.rules.rule import Effect
from peersupport.rules.trace import Trace
from peersupport.rules.values import Settings
from peersupport.truth import Truth

WORDS = {
    Outcome.ELIGIBLE: "may join",
    Outcome.NOT_ELIGIBLE: "may not join",
    Outcome.UNDETERMINED: "cannot be told yet",
}
SIGNS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "not known"}
HIDDEN = "Some of what was judged is not shown to this reader."


@frozen
class Line:
    """One line of an explanation, and what stands under it. `truth` is what the line came to, where it came to anything."""

    text: str
    truth: Truth | None = None
    lines: tuple["Line", ...] = ()


@frozen
class Explanation:
    """A decision told to one audience. `str()` gives plain text, indented; `lines` is the tree."""

    audience: Audience
    title: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return "\n".join([self.title, *_indented(self.lines, 1)])


@frozen
class Told:
    """What there is to tell of a decision, before it is limited to a reader."""

    address: str
    title: str
    outcome: Outcome
    on: str
    findings: tuple[Finding, ...]
    missing: tuple[MissingFact, ...]
    redirects: tuple[Turn, ...]
    holds: tuple[Held, ...]
    annotations: tuple[Annotation, ...]
    routes: tuple[Routed, ...]
    obligations: tuple[Owed, ...]
    notes: tuple[str, ...]
    settings: Settings
    provenance: tuple[str, ...]


def explain(told: Told, audience: Audience) -> Explanation:
    """The explanation for one audience (design.md, What people see)."""
    visible = {finding.rule.name for finding in told.findings if finding.visible_to(audience)}
    hidden = len(visible) < len({finding.rule.name for finding in told.findings})
    gates = [one for one in told.findings if one.rule.effect is Effect.REQUIRE and one.rule.name in visible]
    lines = [Line(text=note) for note in told.notes]
    for truth, heading in (
        (Truth.FALSE, "What stands against it"),
        (Truth.UNKNOWN, "What cannot be told"),
        (Truth.TRUE, "What is met"),
    ):
        found = tuple(_finding(one, told.settings, audience) for one in gates if one.truth is truth)
        if found:
            lines.append(Line(text=heading, lines=found))
    asked = tuple(_question(one) for one in told.missing if _may_be_asked(one, audience))
    if asked:
        lines.append(Line(text="To ask", lines=asked))
    lines += _attached(
        "Where to turn", (f"{one.redirect.to}: {one.redirect.advice}" for one in told.redirects if one.rule in visible)
    )
    lines += _attached(
        "Held for", (_held(one) for one in told.holds if one.rule in visible and audience is not Audience.PARTICIPANT)
    )
    lines += _attached("Would be taken by", (_route(one) for one in told.routes if one.rule in visible))
    lines += _attached(
        "Note", (f"{one.advice} ({SIGNS[one.truth]})" for one in told.annotations if one.rule in visible)
    )
    if audience is not Audience.PARTICIPANT:
        owed = (
            f"{one.obligation.duty} (done when: {one.obligation.discharged})"
            for one in told.obligations
            if one.rule in visible
        )
        lines += _attached("Must be done", owed)
    if audience is Audience.AUDITOR:
        lines += _attached("Rests on", told.provenance)
    if hidden:
        lines.append(Line(text=HIDDEN))
    return Explanation(
        audience=audience, title=f"{told.title}: {WORDS[told.outcome]}, on {told.on}", lines=tuple(lines)
    )


def _may_be_asked(missing: MissingFact, audience: Audience) -> bool:
    if audience not in missing.visible_to:
        return False
    return audience is not Audience.PARTICIPANT or missing.asked_of is AskedOf.PARTICIPANT


def _finding(finding: Finding, settings: Settings, audience: Audience) -> Line:
    rule = finding.rule
    lines = [_trace(trace, settings) for trace in finding.traces()]
    if audience is not Audience.PARTICIPANT:
        mark = "" if rule.citation.mark.value == "seed" else f" [{rule.citation.mark.value}]"
        lines.append(Line(text=f"{', '.join(rule.requirements)}: “{rule.citation.quotation}”{mark}"))
    if audience is Audience.AUDITOR:
        lines.append(Line(text=f"{rule.name} from {rule.plugin}, {rule.citation.document}"))
        if rule.reading or rule.citation.note:
            lines.append(Line(text="; ".join(filter(None, (rule.reading, rule.citation.note)))))
    return Line(text=render(rule.criterion, settings), truth=finding.truth, lines=tuple(lines))


def _trace(trace: Trace, settings: Settings) -> Line:
    text = render(trace.criterion, settings)
    if isinstance(trace.criterion, Choose) and trace.chosen is not None:
        text = f"reading `{trace.chosen}`"
    if trace.member is not None:
        text = f"number {trace.member + 1}: {text}"
    read = "; ".join(_reading(one.fact.meaning, one.value, one.fact.unit, one.error) for one in trace.readings)
    lines = tuple(_trace(part, settings) for part in trace.parts)
    return Line(text=f"{text} ({read})" if read else text, truth=trace.truth, lines=lines)


def _reading(meaning: str, value: object, unit: str | None, error: str | None) -> str:
    return f"{meaning}: {shown(value, unit)}" + (f", because of `{error}`" if error else "")


def _question(missing: MissingFact) -> Line:
    which = "" if missing.member is None else f" (number {missing.member + 1})"
    return Line(text=f"{missing.question}{which} — asked of the {missing.asked_of.value}", truth=Truth.UNKNOWN)


def _held(held: Held) -> str:
    return held.hold.by + (f": {held.hold.reason}" if held.hold.reason else "")


def _route(routed: Routed) -> str:
    sure = ", ".join(routed.targets)
    perhaps = f"perhaps {', '.join(routed.unknown)}" if routed.unknown else ""
    return ", ".join(filter(None, (sure, perhaps))) or "nobody here"


def _attached(heading: str, texts: Iterable[str]) -> list[Line]:
    lines = tuple(Line(text=text) for text in texts)
    return [Line(text=heading, lines=lines)] if lines else []


def _indented(lines: Iterable[Line], depth: int) -> list[str]:
    texts: list[str] = []
    for line in lines:
        sign = f"[{SIGNS[line.truth]}] " if line.truth is not None else ""
        texts += [f"{'  ' * depth}{sign}{line.text}", *_indented(line.lines, depth + 1)]
    return texts
