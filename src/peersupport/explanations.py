"""A decision as a tree that people read. Each reader sees only what she may: a rule on a hidden fact is left out, and
the explanation says that something is left out, never what."""

from collections.abc import Iterable
from datetime import date

from peersupport._attrs import record
from peersupport.citations import Mark
from peersupport.findings import Annotation, Finding, Held, MissingFact, Outcome, Owed, Routed, Turn
from peersupport.rules.check import RUNS
from peersupport.rules.criteria import All, AnyOf, AtLeast, Choose, Holds, Quantified
from peersupport.rules.facts import STAFF, Audience
from peersupport.rules.render import render, shown
from peersupport.rules.rule import Effect
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.trace import Reading, Trace
from peersupport.rules.values import Settings
from peersupport.truth import Truth

WORDS = {
    Outcome.ELIGIBLE: "may join",
    Outcome.NOT_ELIGIBLE: "may not join",
    Outcome.UNDETERMINED: "cannot be told yet",
}
OTHER_WORDS = {**WORDS, Outcome.ELIGIBLE: "yes", Outcome.NOT_ELIGIBLE: "no"}
"""Of an offer that judges no family: nobody joins a message or a referral."""
SIGNS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "not known"}
HEADINGS = {
    Truth.FALSE: "What stands against it",
    Truth.UNKNOWN: "What cannot be told",
    Truth.TRUE: "What is met",
}
JOINED = (All, AnyOf, AtLeast, Quantified)
NOTHING_TO_DO = "The service still has a matter to settle. There is nothing that you have to do."
HIDDEN = "Some of what was judged is not shown to this reader."


@record
class Line:
    """One line of an explanation, and what stands under it. `truth` is what the line came to, if to anything."""

    text: str
    truth: Truth | None = None
    lines: tuple["Line", ...] = ()


@record
class Explanation:
    """A decision told to one audience. `str()` gives plain text, indented; `lines` is the tree."""

    audience: Audience
    title: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return "\n".join([self.title, *indented(self.lines, 1)])


@record
class Told:
    """What there is to tell of a decision, before it is limited to a reader."""

    case: str | None
    rules: RuleSet
    outcome: Outcome
    on: date
    rules_as_of: date
    determining: tuple[str, ...]
    findings: tuple[Finding, ...]
    missing: tuple[MissingFact, ...]
    redirects: tuple[Turn, ...]
    holds: tuple[Held, ...]
    priority: tuple[Annotation, ...]
    advice: tuple[Annotation, ...]
    routes: tuple[Routed, ...]
    obligations: tuple[Owed, ...]
    unavailable: tuple[str, ...]

    def visible(self, audience: Audience) -> frozenset[str]:
        """The names of the rules of which nothing is hidden from the reader."""
        return self.rules.visible_to(audience)

    def turns(self, audience: Audience) -> tuple[Turn, ...]:
        """Where to turn; to others than staff each once, since two alike would tell of two hidden reasons."""
        if audience in STAFF:
            return self.redirects
        first = {one.redirect: one for one in reversed(self.redirects)}
        return tuple(one for one in self.redirects if first[one.redirect] is one)


def explain(told: Told, audience: Audience) -> Explanation:
    """The explanation for one audience (design.md, What people see)."""
    visible = told.visible(audience)
    lines = [Line(text=why) for why in told.unavailable]
    for truth, heading in HEADINGS.items():
        found = tuple(
            _finding(one, told.rules.settings, audience)
            for one in told.findings
            if one.rule.effect is Effect.REQUIRE and one.truth is truth and one.rule.name in visible
            if audience is Audience.AUDITOR or one.applies is not Truth.FALSE
        )
        if found:
            lines.append(Line(text=heading, lines=found))
    asked = tuple(_question(one) for one in told.missing if one.may_be_told_to(audience))
    if asked:
        lines.append(Line(text="To ask", lines=asked))
    elif told.outcome is Outcome.UNDETERMINED and audience is Audience.PARTICIPANT:
        lines.append(Line(text=NOTHING_TO_DO))
    lines += _attached("Where to turn", (f"{one.redirect.to}: {one.redirect.advice}" for one in told.turns(audience)))
    lines += _attached("Would be taken by", (_route(one) for one in told.routes if one.rule in visible))
    if audience is not Audience.PARTICIPANT:
        lines += _attached("Held for", (_held(one) for one in told.holds if one.rule in visible))
        lines += _attached("Must be done", (_owed(one) for one in told.obligations if one.rule in visible))
    if audience in STAFF:
        notes = (f"{one.advice} ({SIGNS[one.truth]})" for one in (*told.priority, *told.advice) if one.rule in visible)
        lines += _attached("Note", notes)
    if audience is Audience.AUDITOR:
        lines += _attached("Rests on", _provenance(told))
    if len(visible) < len({one.rule.name for one in told.findings}):
        lines.append(Line(text=HIDDEN))
    day = f"on {told.on.isoformat()}" + (
        f" by the rules of {told.rules_as_of.isoformat()}" if told.rules_as_of != told.on else ""
    )
    words = WORDS if told.rules.subject == "Case" else OTHER_WORDS
    title = f"{told.rules.title}: {words[told.outcome]}, {day}"
    return Explanation(audience=audience, title=title, lines=tuple(lines))


def _finding(finding: Finding, settings: Settings, audience: Audience) -> Line:
    """One rule: for an auditor all that was judged, for others what made it so."""
    rule, whole = finding.rule, audience is Audience.AUDITOR
    if rule.id == RUNS and not whole:
        return Line(text=rule.citation.quotation, truth=finding.truth)
    told = _trace(finding.trace, settings, whole)
    lines = list(told.lines)
    if finding.guard is not None and audience in STAFF:
        guard = _trace(finding.guard, settings, whole)
        lines.insert(0, Line(text="where it applies", truth=finding.guard.truth, lines=(guard,)))
    if audience is not Audience.PARTICIPANT:
        mark = "" if rule.citation.mark is Mark.SEED else f" [{rule.citation.mark.value}]"
        whose = f", as in {rule.inherited_from}" if rule.inherited_from else ""
        lines.append(Line(text=f"{', '.join(rule.requirements)}: “{rule.citation.quotation}”{mark}{whose}"))
    if audience is Audience.AUDITOR:
        lines.append(Line(text=f"{rule.name} from {rule.plugin}, {rule.citation.document}"))
        if rule.reading or rule.citation.note:
            lines.append(Line(text="; ".join(filter(None, (rule.reading, rule.citation.note)))))
    return Line(text=told.text, truth=finding.truth, lines=tuple(lines))


def _trace(trace: Trace, settings: Settings, whole: bool) -> Line:
    """A node and what made it so. Where one alternative did, it stands for all of them, unless all is told."""
    joined = isinstance(trace.criterion, JOINED)
    parts = trace.decisive if joined and not whole else trace.parts
    place = f"number {trace.member + 1}: " if trace.member is not None else ""
    if joined and not whole and len(parts) == 1:
        only = _trace(parts[0], settings, whole)
        return Line(text=place + only.text, truth=trace.truth, lines=only.lines)
    text = place + render(trace.criterion, settings)
    if isinstance(trace.criterion, Choose) and trace.chosen is not None:
        text = f"{place}by the reading `{trace.chosen}`"
    said = isinstance(trace.criterion, Holds) and all(one.value is not None for one in trace.readings)
    alone = len(trace.readings) == 1
    read = "" if said else "; ".join(_reading(one, named=not alone) for one in trace.readings)
    lines = tuple(_trace(part, settings, whole) for part in parts)
    return Line(text=f"{text} — {read}" if read else text, truth=trace.truth, lines=lines)


def _reading(read: Reading, named: bool) -> str:
    why = f", because of `{read.error}`" if read.error else ""
    name = f"{read.fact.meaning}: " if named else ""
    if read.blocked is not None:
        return f"does not apply unless {read.blocked.meaning}{why}"
    return f"{name}{shown(read.value, read.fact.unit)}{why}"


def _provenance(told: Told) -> Iterable[str]:
    source = told.rules.provenance
    yield f"host {source.host_digest[:12]}"
    yield f"site {source.site} {source.site_digest[:12]}".strip() if source.site else "no site"
    yield from (f"{plugin} {version}" for plugin, version in source.versions)
    for one in told.rules.parameters:
        value = shown(told.rules.settings[one.name], one.unit)
        yield f"{one.name}: {value} [{one.citation.mark.value}]"


def _owed(owed: Owed) -> str:
    perhaps = "perhaps: " if owed.truth is Truth.UNKNOWN else ""
    return f"{perhaps}{owed.obligation.duty} (done when: {owed.obligation.discharged})"


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


def indented(lines: Iterable[Line], depth: int) -> list[str]:
    """Lines as plain text, each as far in as it stands deep."""
    texts: list[str] = []
    for line in lines:
        sign = f"[{SIGNS[line.truth]}] " if line.truth is not None else ""
        texts += [f"{'  ' * depth}{sign}{line.text}", *indented(line.lines, depth + 1)]
    return texts
