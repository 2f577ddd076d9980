"""Scenarios drafted at the boundaries of an offer: one below, at and one above whatever its rules compare with."""

from collections.abc import Iterator
from datetime import date

from peersupport._attrs import frozen
from peersupport.findings import finding_of
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.records.codec import Json, case_document, case_from
from peersupport.records.identifiers import ProgrammeId
from peersupport.rules.render import render
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.structure import criteria_of, parameters_of
from peersupport.rules.values import RecordValues
from peersupport.testing.coverage.counts import ABOVE, AT, BELOW, DETERMINING, Counts
from peersupport.testing.coverage.points import Point, points_of
from peersupport.testing.scenarios.asking.families import with_ids
from peersupport.testing.scenarios.recording import entry
from peersupport.testing.scenarios.writing import as_days
from peersupport.testing.strategies.nearby import near
from peersupport.truth import Truth

SEEDS = 200
"""How many cases near a rule are drawn to find those at its boundaries."""
PLACES = {BELOW: "one below", AT: "exactly at", ABOVE: "one above"}


@frozen
class Draft:
    """One place at which a rule compares, and the plainest case found there; None where none was."""

    rule: Rule
    point: Point
    place: str
    given: dict[str, Json] | None
    unset: tuple[str, ...] = ()
    """Parameters of the rule that nobody has set: while they are not, the rule may turn on nothing."""

    @property
    def sentence(self) -> str:
        """What the case shows."""
        words = render(self.point.node)
        return f"{words[0].upper()}{words[1:]}: {PLACES[self.place]} that ({', '.join(self.rule.requirements)})"


def drafts(host: Host, offer: str, on: date) -> Iterator[Draft]:
    """For each comparison of an offer's rules with a parameter or number: a case one below, at and one above.

    Raises `UnknownName` for an offer that is not there.
    """
    rules = host.eligibility(offer).rules_on(on)
    for rule in (*rules.requirements, *rules.annotations):
        points = [point for point in points_of(rule) if point.threshold is not None]
        if rule.plugin == "peersupport" or not points:
            continue
        drawn = [near.seeded(seed, host=host, offer=offer, on=on, rule=rule.name) for seed in range(SEEDS)]
        plain = sorted(map(case_document, drawn), key=lambda one: (_unmet(one, rules, rule, on), len(str(one))))
        unset = tuple(sorted(one for one in _parameters(rule) if rules.settings.get(one) is None))
        for point in points:
            for place in PLACES:
                found = next((one for one in plain if _is_there(one, rules, rule, point, place, on)), None)
                given = None if found is None else _plainer(found, rules, rule, point, place, on)
                yield Draft(rule=rule, point=point, place=place, given=given, unset=unset)


def drafted(host: Host, offer: str, on: date, day: date) -> tuple[str, list[Draft]]:
    """The drafts as a file, with the present answers as what is expected; and those for which no case was found."""
    found = list(drafts(host, offer, on))
    made = [
        entry(host, f"Draft {number}: {one.sentence}", offer, on, one.given, day)
        for number, one in enumerate(found, 1)
        if one.given is not None
    ]
    head = f"# Drafts near the boundaries of {offer}: read each, give it a sentence, and take away `recorded`.\n\n"
    return head + "\n".join(made), [one for one in found if one.given is None]


def _parameters(rule: Rule) -> set[str]:
    return {one.name for one in parameters_of(criteria_of((rule,)))}


def _is_there(document: Json, rules: RuleSet, rule: Rule, point: Point, place: str, on: date) -> bool:
    """Whether a case is compared at this place alone, of whichever member, and the rule turns on it."""
    try:
        case: Case = case_from(with_ids(document)).addressed_to(ProgrammeId(rules.programme))
    except Exception:  # noqa: BLE001 - what is no case is not there
        return False
    counts = Counts()
    counts.judged(finding_of(rule, RecordValues(case, on, rules.settings)))
    judged = sum(counts.of(rule.name, point.path, truth.value) for truth in Truth)
    return counts.of(rule.name, point.path, place) == judged > 0 < counts.of(rule.name, point.path, DETERMINING)


def _plainer(found: Json, rules: RuleSet, rule: Rule, point: Point, place: str, on: date) -> dict[str, Json]:
    """The case without all that it need not hold to be at this place, and to come to the same answer."""
    truth = _answer(found, rules, on)
    for path in list(_paths(found, ())):
        less = _without(found, path)
        if less is not None and _is_there(less, rules, rule, point, place, on) and _answer(less, rules, on) == truth:
            found = less
    kept: dict[str, Json] = as_days(found)
    return kept


def _unmet(document: Json, rules: RuleSet, rule: Rule, on: date) -> int:
    """How many other requirements are not met: of cases at a boundary, those are plainest that turn on it alone."""
    met = zip(rules.requirements, _answer(document, rules, on), strict=True)
    return sum(truth != Truth.TRUE.value for one, truth in met if one is not rule)


def _answer(document: Json, rules: RuleSet, on: date) -> tuple[str, ...]:
    case = case_from(with_ids(document)).addressed_to(ProgrammeId(rules.programme))
    values = RecordValues(case, on, rules.settings)
    return tuple(finding_of(rule, values).truth.value for rule in rules.requirements)


def _paths(value: Json, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The parts of a document, the largest first; of lists, the last member first."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*path, key)
            yield from _paths(one, (*path, key))
    elif isinstance(value, list):
        for place in reversed(range(len(value))):
            yield (*path, place)
            yield from _paths(value[place], (*path, place))


def _without(document: Json, path: tuple[str | int, ...]) -> Json:
    """A copy without one part; None where it is gone already."""
    step, *rest = path
    if isinstance(document, dict):
        if step not in document:
            return None
        if not rest:
            return {key: one for key, one in document.items() if key != step}
        inner = _without(document[step], tuple(rest))
        return None if inner is None else {**document, step: inner}
    if not isinstance(document, list) or not isinstance(step, int) or step >= len(document):
        return None
    if not rest:
        return [*document[:step], *document[step + 1 :]]
    inner = _without(document[step], tuple(rest))
    return None if inner is None else [*document[:step], inner, *document[step + 1 :]]
