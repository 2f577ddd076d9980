"""Programmes, rules and criteria at random: a host takes them, and they decide."""

from collections import Counter

from hypothesis import given, settings
from tests.testing.strategies.shrinking import smallest

from peersupport import Outcome, Truth
from peersupport.programmes.host import Host
from peersupport.rules.check import check_criterion
from peersupport.rules.criteria import All, AnyOf, AtLeast, Choose, Compare, Criterion, Holds, Quantified, Select
from peersupport.rules.evaluate import evaluate
from peersupport.rules.rule import Effect
from peersupport.rules.structure import nodes_of
from peersupport.testing.strategies import criteria, fact_sets, hosts, near, parameter_settings, programmes, rules
from peersupport.testing.strategies.expressions import CORE, PLAIN, vocabulary_of
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.plugins import Plugin

COUNT = 60


def test_a_host_takes_every_drawn_programme() -> None:
    """A programme with a fault would decide nothing: in many programmes there is none, and each outcome is met."""
    outcomes: Counter[Outcome] = Counter()
    kinds: Counter[str] = Counter()
    for seed in range(COUNT):
        host = hosts.seeded(seed)
        assert [fault for one in host.plugins for fault in one.faults] == []
        kinds.update(rule.effect.value for rule in host.rules["eligibility_rules"])
        kinds.update("schedule" for _ in host.schedules)
        kinds.update("pathway" for one in host.programmes.values() for _ in one.pathways)
        for offer in host.offers():
            case = near.seeded(seed, host=host, offer=offer)
            outcomes[host.eligibility(offer).decide(case, DAY).outcome] += 1
    assert all(outcomes[one] >= COUNT / 12 for one in Outcome), outcomes
    assert {"require", "expect", "prioritise", "oblige", "schedule", "pathway"} <= set(kinds), kinds


@settings(max_examples=20, deadline=None)
@given(hosts())
def test_hosts_are_drawn_by_hypothesis(host: Host) -> None:
    """The same through Hypothesis."""
    assert [fault for one in host.plugins for fault in one.faults] == []


def test_criteria_are_of_every_kind() -> None:
    """Every kind of node is drawn, and of the core's vocabulary most pass the checks of a host."""
    kinds: Counter[type[Criterion]] = Counter()
    sound = 0
    for seed in range(400):
        kinds.update(type(node) for node in nodes_of([criteria.seeded(seed)]))
        sound += not check_criterion(criteria.seeded(seed, vocabulary=CORE), "Case", "drawn")
    assert all(kinds[kind] > 20 for kind in (All, AnyOf, AtLeast, Choose, Compare, Holds, Quantified, Select)), kinds
    assert sound > 300


def test_drawn_facts_settle_drawn_criteria_either_way() -> None:
    """True, false and unknown, each often."""
    truths: Counter[Truth] = Counter()
    for seed in range(600):
        criterion = criteria.seeded(seed, depth=2)
        values = fact_sets.seeded(seed, facts=PLAIN.of("family"), settings=parameter_settings.seeded(seed))
        truths[evaluate(criterion, values).truth] += 1
    assert all(truths[truth] > 100 for truth in Truth), truths


def test_the_vocabulary_of_a_host_is_that_of_its_programmes() -> None:
    """Criteria of one's own programmes: its facts and parameters are among them."""
    words = vocabulary_of(Host.load())
    assert {"core.age_years", "link-workers.no_living_baby"} <= {one.name for one in words.facts}
    assert "link-workers.birthday_reading" in {one.name for one in words.parameters}
    assert isinstance(criteria.seeded(3, vocabulary=words), Criterion)


def test_what_is_drawn_shrinks_to_what_is_said() -> None:
    """The plainest programme has one requirement, the plainest rule is a requirement, the plainest criterion a leaf."""
    plainest: Plugin = smallest(programmes())
    assert [rule.id for rule in plainest.rules] == ["R0"]
    assert smallest(rules()).effect is Effect.REQUIRE
    assert smallest(criteria()) == PLAIN.facts[0].is_true()
    some_duty = smallest(rules(), lambda rule: rule.effect is Effect.OBLIGE)
    assert some_duty.when is None
    assert isinstance(some_duty.criterion, Holds | Compare)
