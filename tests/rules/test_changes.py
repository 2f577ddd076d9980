"""What would have to be otherwise: sets of facts that can turn an answer, found quickly, and no fewer than it takes."""

from datetime import date
from enum import IntEnum
from itertools import product

import pytest

from peersupport.rules.changes import turning
from peersupport.rules.combinators import any_of, at_least, count_of, every_of, select
from peersupport.rules.compiled import Gate, compile_gates
from peersupport.rules.criteria import Criterion, Kind
from peersupport.rules.evaluate import evaluate
from peersupport.rules.values import GivenValues, RecordValues
from peersupport.testing.rules.vocabulary import FACTS, MEMBERS, Subject, reading_fact
from peersupport.truth import Truth

FLAGS = [reading_fact(f"family.flag{place}", Kind.BOOLEAN) for place in range(20)]
DAY = date(2025, 6, 1)


def judged(criterion: Criterion, values: dict[str, bool]) -> Truth:
    """What a criterion comes to for given facts."""
    return evaluate(criterion, GivenValues(values)).truth


@pytest.mark.parametrize("start", list(product((True, False), repeat=4)))
@pytest.mark.parametrize(
    "criterion",
    [
        FLAGS[0] & FLAGS[1] & FLAGS[2],
        FLAGS[0] | (FLAGS[1] & FLAGS[2]) | FLAGS[3],
        at_least(2, FLAGS[0], FLAGS[1], FLAGS[2] & FLAGS[3]),
        ~(FLAGS[0] | FLAGS[1]) & FLAGS[2],
    ],
    ids=["all", "any", "at least", "not"],
)
def test_each_set_turns_the_answer_and_no_part_of_it_does(criterion: Criterion, start: tuple[bool, ...]) -> None:
    """By trying every change of every set: the sets suffice, and none of them holds more than it must."""
    values = {f"family.flag{place}": value for place, value in enumerate(start)}
    sets = turning(evaluate(criterion, GivenValues(values)))
    assert sets
    for names in sets:
        turned = {**values, **{name: not values[name] for name in names}}
        assert judged(criterion, turned) is Truth.TRUE
        for name in names:
            less = {**values, **{other: not values[other] for other in names - {name}}}
            assert judged(criterion, less) is not Truth.TRUE


def test_many_parts_are_no_trouble() -> None:
    """Eight of twenty: a handful of the smallest sets, not all of a hundred thousand combinations."""
    values = {one.name: False for one in FLAGS}
    sets = turning(evaluate(at_least(8, *FLAGS), GivenValues(values)))
    assert {len(names) for names in sets} == {8}


def test_a_count_and_a_choice_name_what_they_rest_on() -> None:
    """A refusal by a count, or by a category that is not known, is not told to need nothing."""
    child = (
        FACTS["member.flag"]
        if "member.flag" in FACTS
        else next(
            one
            for one in FACTS.values()
            if one.subject == MEMBERS.member and one.kind is Kind.BOOLEAN and not one.presupposes
        )
    )
    subject = Subject({}, members=(Subject({child.name: True}), Subject({child.name: True})))
    trace = evaluate(count_of(MEMBERS, child) <= 1, RecordValues(subject, DAY, {}))
    assert trace.truth is Truth.FALSE
    assert turning(trace) == (frozenset({child.name}),)
    colour = next(one for one in FACTS.values() if one.kind is Kind.CATEGORY and one.presupposes is None)
    assert colour.category is not None
    first = next(iter(colour.category))
    chosen = evaluate(select(colour, {first: FLAGS[0]}, otherwise=FLAGS[1]), GivenValues({FLAGS[0].name: True}))
    assert chosen.truth is Truth.UNKNOWN
    assert turning(chosen) == (frozenset({colour.name}),)


def test_one_member_is_enough_where_any_will_do() -> None:
    """Of two children of whom each lacks something else, either would do; where each must be so, both."""
    flag, colour = FACTS["member.flag"], FACTS["member.colour"]
    red = next(iter(colour.category or ()))
    part = flag.is_true() & colour.is_(red)
    other = next(one for one in colour.category or () if one is not red)
    lacking = (Subject({flag.name: False, colour.name: red}), Subject({flag.name: True, colour.name: other}))
    subject = RecordValues(Subject({}, members=lacking), DAY, {})
    alone = (frozenset({colour.name}), frozenset({flag.name}))
    assert turning(evaluate(any_of(MEMBERS, part), subject)) == alone
    assert turning(evaluate(every_of(MEMBERS, part), subject)) == (frozenset({colour.name, flag.name}),)


class Level(IntEnum):
    """A category whose members are numbers too."""

    LOW = 1
    HIGH = 2


def test_a_category_of_numbers_is_still_a_category() -> None:
    """Its members are compiled as themselves, not as what they print."""
    fact = reading_fact("family.level", Kind.CATEGORY, category=Level)
    compiled = compile_gates("levels", (Gate(criterion=fact.is_in({Level.HIGH})),), {})
    for level, bits in ((Level.HIGH, (0, 0)), (Level.LOW, (1, 0)), (None, (0, 1))):
        assert compiled.judge(compiled.fill(Subject({"family.level": level}), DAY)) == bits


def test_nothing_that_was_read_is_shown_by_a_repr() -> None:
    """Traces and values end in logs when somebody debugs; what they hold is personal."""
    values = GivenValues({FLAGS[0].name: True})
    trace = evaluate(FLAGS[0] & FLAGS[1], values)
    subject = Subject({FLAGS[0].name: True})
    derived = RecordValues(subject, DAY, {})
    derived.value(FLAGS[0])
    shown = [repr(one) for one in (values, trace, *trace.parts[0].readings, derived)]
    assert all("True" not in one and "TRUE" not in one for one in shown), shown


def test_the_cheapest_parts_are_found_wherever_they_stand() -> None:
    """Two of seven, of which the last two take one fact each: they alone are the smallest set."""
    costly = [FLAGS[3 * place] & FLAGS[3 * place + 1] & FLAGS[3 * place + 2] for place in range(5)]
    criterion = at_least(2, *costly, FLAGS[18], FLAGS[19])
    sets = turning(evaluate(criterion, GivenValues({one.name: False for one in FLAGS})))
    assert sets[0] == {"family.flag18", "family.flag19"}
