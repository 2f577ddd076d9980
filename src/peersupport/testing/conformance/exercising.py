"""Checks of the level `exercised`: the plugin's scenarios hold, and show every rule and reading at work."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache

from peersupport.errors import PeerSupportError
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of
from peersupport.rules.trace import Trace
from peersupport.testing.conformance.candidate import Candidate, answered, exercises
from peersupport.testing.conformance.check import Inapplicable, Level, Problem, check
from peersupport.testing.conformance.citing import choices_in
from peersupport.testing.rules.possible import possible
from peersupport.testing.scenarios import Scenario, check_scenario

SHOWN = frozenset({"eligibility_rules"})
"""The hooks whose rules scenarios must show with every truth; what others come to may be shown by tests in Python."""
ANSWERS = frozenset({"outcome", "effect", "stages", "due", "days"})
"""What an answer comes to as a whole, whatever is asked."""


@check(Level.EXERCISED, "scenarios")
def scenarios_hold(candidate: Candidate) -> Iterator[Problem]:
    """There are scenarios, they can be read, each answer is what its sentence says, and somebody has read what was
    recorded."""
    try:
        found = exercises(candidate)
    except PeerSupportError as error:
        for fault in error.faults:
            yield Problem(
                where=candidate.scenario_path.name, what=str(fault), do="write it as the how-to of scenarios says"
            )
        return
    if not found:
        do = "write cases as sentences, each with what the answer must be"
        yield Problem(where=str(candidate.scenario_path.name), what="there are no scenarios", do=do)
    for one in found:
        if one.error:
            what = f"the case or a parameter is wrongly written [{one.error}]"
            yield Problem(where=one.scenario.sentence, what=what, do="mend what it gives")
        elif differences := _differences(candidate, one.scenario):
            do = "mend the rule, or the sentence that expects otherwise"
            yield Problem(where=one.scenario.sentence, what=differences[0].partition("\n")[0], do=do)
        elif one.scenario.recorded is not None:
            what = "what it expects was recorded from an answer, and nobody has read it"
            yield Problem(where=one.scenario.sentence, what=what, do="read it, then take away its `recorded`")


@check(Level.EXERCISED, "scenarios")
def every_rule_is_seen_with_every_truth(candidate: Candidate) -> Iterator[Problem]:
    """Every truth that a rule of eligibility can come to is stated in a scenario: what is never seen to fail could be
    dropped."""
    seen = stated(candidate)
    for rule in spoken_of(candidate):
        for truth in sorted(one.value for one in possible(rule)):
            if truth not in seen.get(rule.name, ()):
                do = f"write a scenario with `rules: {{{rule.id}: {truth}}}`"
                yield Problem(where=rule.name, what=f"no scenario states it to be {truth}", do=do)


@check(Level.EXERCISED, "readings")
def every_reading_is_exercised(candidate: Candidate) -> Iterator[Problem]:
    """Every reading of an ambiguous source is chosen in a scenario, by `parameters:` or because it holds by itself."""
    wanted = {
        (rule.name, choice.parameter.name, option)
        for _, rule in candidate.rules
        for choice in choices_in(criteria_of([rule]))
        for option, _ in choice.readings
    }
    if not wanted:
        raise Inapplicable("no rule has several readings")
    seen = {
        (rule.name, trace.used[0].parameter.name, trace.chosen)
        for rule, trace in traces(candidate)
        if trace.chosen is not None and trace.used
    }
    for name, parameter, option in sorted(wanted - seen):
        do = f"write a scenario with `parameters: {{{parameter}: {option}}}` that reaches it"
        yield Problem(where=name, what=f"the reading `{option}` is never chosen", do=do)


@cache
def stated(candidate: Candidate) -> Mapping[str, Set[str]]:
    """By the name of a rule, the truths that scenarios state it to have."""
    found = defaultdict[str, set[str]](set)
    for one in answered(candidate):
        programme = one.scenario.programme.partition("/")[0]
        for rule, truth in (one.scenario.expect or {}).get("rules", {}).items():
            found[f"{programme}/{rule}"].add(str(truth).lower())
    return found


def _differences(candidate: Candidate, scenario: Scenario) -> list[str]:
    try:
        return [str(one) for one in check_scenario(candidate.host, scenario)]
    except PeerSupportError as error:
        return [str(one) for one in error.faults]


def spoken_of(candidate: Candidate) -> tuple[Rule, ...]:
    """The plugin's own rules that scenarios must show."""
    return tuple(rule for hook, rule in candidate.rules if hook in SHOWN)


def says(scenario: Scenario, rule: Rule) -> bool:
    """Whether a scenario says what a rule comes to, or what the answer is: else anything could have come of it."""
    expected = scenario.expect or {}
    return bool(ANSWERS & expected.keys()) or rule.id in expected.get("rules", ())


@cache
def traces(candidate: Candidate) -> tuple[tuple[Rule, Trace], ...]:
    """Every node that was judged in a scenario that says what came of it, with the rule that it belongs to; those of
    members too."""
    return tuple(
        (finding.rule, trace)
        for one in answered(candidate)
        for finding in one.findings
        if says(one.scenario, finding.rule)
        for root in finding.traces()
        for trace in walked(root)
    )


def walked(trace: Trace) -> Iterator[Trace]:
    """A trace and all its parts."""
    yield trace
    for part in trace.parts:
        yield from walked(part)
