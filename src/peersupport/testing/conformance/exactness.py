"""Checks of the level `exact`: answers follow from the rules and what is known, and from nothing else."""

from collections.abc import Iterator
from datetime import date

from peersupport._attrs import evolve
from peersupport.decisions import decided
from peersupport.findings import Finding, Outcome, finding_of
from peersupport.records.case import Case
from peersupport.records.identifiers import CaseId, PersonId
from peersupport.records.people import Participant
from peersupport.rules.facts import Fact
from peersupport.rules.rule import Effect, Rule
from peersupport.rules.rule_set import rule_parameters, settings_on
from peersupport.rules.structure import criteria_of, facts_of
from peersupport.rules.values import GivenValues, RecordValues
from peersupport.testing.conformance.candidate import Candidate, answered, exercise
from peersupport.testing.conformance.cases import Judged, by_subject, judged, never_judged, truth_of, with_less
from peersupport.testing.conformance.check import Inapplicable, Level, Problem, check
from peersupport.testing.conformance.specification import specification
from peersupport.truth import Truth

GRANTS = {Effect.REQUIRE: Truth.TRUE, Effect.PERMIT: Truth.TRUE, Effect.PROHIBIT: Truth.FALSE}
"""What each effect must not come to where nothing is known: it would grant."""
BINDING = frozenset({"boundary_rules", "disclosure_rules"})
NOBODY = Case(id=CaseId("nobody"), participant=Participant(id=PersonId("nobody")))
"""A family of whom nothing is recorded."""


@check(Level.EXACT, "agreement", passed_over=never_judged)
def answers_follow_from_the_criteria(candidate: Candidate) -> Iterator[Problem]:
    """Every rule comes to what the specification works out from its criterion: in the scenarios, on the days just
    beside theirs and a year away, so that it turns where it says, and nowhere else."""
    told, specified = set[str](), {rule.name: specification(rule) for _, rule in candidate.rules}
    for one in _judged(candidate):
        for truth, values in ((one.truth, one.values), *((truth_of(one.rule, each), each) for each in one.beside())):
            wanted = specified[one.rule.name](values)
            if truth is not wanted and one.rule.name not in told:
                told.add(one.rule.name)
                what = f"it came to {truth.value}, and its criterion says {wanted.value}"
                do = "make its facts depend on the case and the day alone; if they do, report it"
                yield Problem(where=one.rule.name, what=what, do=do)


@check(Level.EXACT, "unknown")
def nothing_known_is_never_a_yes(candidate: Candidate) -> Iterator[Problem]:
    """A family of whom nothing is recorded may join nothing, and where nothing is known no rule of boundaries or of
    disclosure lets anything pass."""
    for programme in candidate.programmes:
        for address in candidate.host.offers(programme.id):
            policy = candidate.host.eligibility(address)
            for day in policy.epochs:
                if decided(policy, NOBODY, max(day, date(1900, 1, 1))).outcome is Outcome.ELIGIBLE:
                    do = "let a requirement ask a fact of the case: what is not known is no yes"
                    yield Problem(where=address, what="a family of whom nothing is known may join", do=do)
                    break
    for hook, rule in candidate.rules:
        if hook in BINDING and rule.effect in GRANTS and any(_grants(rule, day) for day in _days(rule)):
            do = "let it ask a fact; a switch of the site alone belongs into `when=`"
            yield Problem(where=rule.name, what="it lets everything pass where nothing is known", do=do)


@check(Level.EXACT, "unknown", passed_over=never_judged)
def every_fact_can_be_worked_out(candidate: Candidate) -> Iterator[Problem]:
    """No fact of a rule fails on a case: the core takes that for unknown, and nobody would learn that it is wrong."""
    told = set[str]()
    for one in _judged(candidate):
        for fact in _facts(one.rule):
            here = fact.subject == type(one.values.subject).__name__
            if here and fact.name not in told and (error := one.values.error(fact)) is not None:
                told.add(fact.name)
                do = "let it give None for what is not recorded, and an answer for all that can be"
                yield Problem(where=fact.name, what=f"it fails with {error} on a case", do=do)


@check(Level.EXACT, "monotonicity", passed_over=never_judged)
def more_knowledge_never_turns_an_answer(candidate: Candidate) -> Iterator[Problem]:
    """With any one thing less on record every rule says what it said, or that it cannot be told: filling a blank never
    turns a yes into a no, or a no into a yes."""
    told = set[tuple[str, str]]()
    for values, rules in by_subject(_judged(candidate)):
        for path, less in with_less(values):
            for one in rules:
                before, field = truth_of(one.rule, less), path.rpartition(".")[2]
                if before not in {Truth.UNKNOWN, one.truth} and (one.rule.name, field) not in told:
                    told.add((one.rule.name, field))
                    what = f"it is {before.value} while `{path}` is not recorded, and {one.truth.value} once it is"
                    do = "let the facts that it reads give None for what is not recorded"
                    yield Problem(where=one.rule.name, what=what, do=do)


@check(Level.EXACT, "determinism", passed_over=never_judged)
def the_same_question_has_the_same_answer(candidate: Candidate) -> Iterator[Problem]:
    """Asked twice, with its rules and facts worked out in any order, and whatever its id is, a case has the same
    answer."""
    _judged(candidate)
    for one in answered(candidate):
        if exercise(candidate, one.scenario).answer != one.answer:
            do = "let facts keep nothing between two questions, and draw nothing by chance"
            yield Problem(where=one.scenario.sentence, what="asked again, the answer is another", do=do)
    told = set[str]()
    for each in judged(candidate):
        facts = [fact for fact in _facts(each.rule) if fact.subject == type(each.values.subject).__name__]
        there, back = _values(each, facts), _values(each, facts[::-1])
        for name in [fact.name for fact in facts if there[fact.name] != back[fact.name]]:
            if name not in told:
                told.add(name)
                do = "let it depend on its subject and the day alone"
                yield Problem(where=name, what="its value depends on what was asked before", do=do)
        renamed = _values(each, facts, _renamed(each.values.subject))
        for name in [fact.name for fact in facts if there[fact.name] != renamed[fact.name]]:
            if name not in told:
                told.add(name)
                yield Problem(where=name, what="its value depends on the id of the record", do="leave ids out of it")


def _judged(candidate: Candidate) -> tuple[Judged, ...]:
    found = judged(candidate)
    if not found:
        raise Inapplicable("there are no scenarios to try it on")
    return found


def _of_nothing(rule: Rule, day: date) -> Finding:
    """What a rule comes to on a day where no fact is known."""
    return finding_of(rule, GivenValues(facts={}, settings=settings_on(rule_parameters([rule]), day, {})))


def _grants(rule: Rule, day: date) -> bool:
    finding = _of_nothing(rule, day)
    return finding.applies is not Truth.FALSE and finding.truth is GRANTS[rule.effect]


def _days(rule: Rule) -> tuple[date, ...]:
    """The first day on which a rule holds, and those on which a value that it reads changes."""
    start = rule.in_force.start if rule.in_force is not None else None
    changes = {day for one in rule_parameters([rule]) for day in one.changes()}
    return tuple(sorted({start or date.min, *changes}))


def _facts(rule: Rule) -> list[Fact]:
    return list(dict.fromkeys(facts_of(criteria_of([rule]))))


def _renamed(subject: object) -> object:
    """The same record under another id; one that has none as it is."""
    return evolve(subject, id=CaseId("another")) if isinstance(subject, Case) else subject


def _values(one: Judged, facts: list[Fact], subject: object = None) -> dict[str, object]:
    values: RecordValues = one.again(subject)
    return {fact.name: values.value(fact) for fact in facts}
