"""One rule on a programme's page: its words first, then what it says, and what follows."""

from collections.abc import Iterable, Iterator

from tests.docs.markdown import joined, plain, points, quoted, sentence

from peersupport.dates import Period
from peersupport.rules.criteria import All, AnyOf
from peersupport.rules.facts import Audience
from peersupport.rules.render import Settings, listed, render, shown
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.structure import criteria_of, facts_of

LEADS = {
    Effect.REQUIRE: "It must be so that",
    Effect.EXPECT: "Usually",
    Effect.PROHIBIT: "Never where",
    Effect.PERMIT: "It may be done where",
    Effect.OBLIGE: "It becomes a duty where",
    Effect.PRIORITISE: "First come those of whom",
    Effect.ROUTE: "Who would take the case:",
}
"""What a rule's effect makes of its criterion, in words."""


def rule_parts(rules: Iterable[Rule], settings: Settings, runs: Period) -> Iterator[str]:
    """Rules in the order of their ids, each under its own heading."""
    for rule in sorted(rules, key=lambda one: _order(one.id)):
        yield joined([f"#### {rule.id}", quoted(rule.citation), _said(rule, settings), points(_follows(rule, runs))])


def _order(name: str) -> tuple[str, int, str]:
    letters, digits = name[:2], "".join(one for one in name[2:].partition("-")[0] if one.isdigit())
    return letters, int(digits or 0), name


def _said(rule: Rule, settings: Settings) -> str:
    lead, criterion = LEADS[rule.effect], rule.criterion
    if rule.targets:
        ways = [f"**{plain(target)}**, where {plain(render(one, settings))}" for target, one in rule.targets]
        text = joined([lead, points(ways)])
    elif isinstance(criterion, All | AnyOf):
        which = "all of these hold" if isinstance(criterion, All) else "one of these holds"
        parts = (f"{place}. {plain(render(part, settings))}" for place, part in enumerate(criterion.parts, 1))
        text = joined([f"{lead} {which}:", "\n".join(parts)])
    else:
        text = f"{lead} {plain(render(criterion, settings))}."
    return text if rule.when is None else joined([f"*Asked only where {plain(render(rule.when, settings))}.*", text])


def _follows(rule: Rule, runs: Period) -> Iterator[str]:
    if rule.requirements != (rule.id,):
        yield f"Carries {' and '.join(rule.requirements)}."
    if rule.stage:
        yield f"Speaks of `{rule.stage}`."
    if rule.reading:
        yield f"Read so: {plain(rule.reading)}."
    if rule.otherwise is not None:
        yield f"If not, where to turn: **{plain(rule.otherwise.to)}**. “{plain(rule.otherwise.advice)}”"
    if rule.unknown is not None:
        reason = f": {plain(rule.unknown.reason).rstrip('.')}" if rule.unknown.reason else ""
        yield f"While it is not known, held by: **{plain(rule.unknown.by)}**{reason}."
    if rule.obligation is not None:
        duty, done = rule.obligation.duty, rule.obligation.discharged
        yield f"The duty: {sentence(plain(duty))} Done when: {plain(done).rstrip('.')}."
    if rule.advice:
        yield f"Told: “{plain(rule.advice)}”"
    if rule.in_force is not None and rule.in_force != runs:
        yield f"In force {period(rule.in_force)}."
    if hidden := sorted(one.value for one in Audience if not _seen_by(rule, one)):
        yield f"Not told to: {listed(hidden, 'and')}."
    if rule.inherited_from:
        yield f"A rule of `{rule.inherited_from}`."


def _seen_by(rule: Rule, reader: Audience) -> bool:
    return all(reader in one.visible_to for one in facts_of(criteria_of([rule])))


def period(given: Period) -> str:
    """A period in words."""
    start = f"since {shown(given.start)}" if given.start is not None else "since a day that the source does not give"
    return start if given.end is None else f"{start}, until the day before {shown(given.end)}"
