"""What the compiled evaluator makes of what stands at the edges: settings without a value, empty sets, wrong types."""

from datetime import date

import pytest
from tests.differential.test_evaluators import compiled_truth
from tests.rules.test_check import FLAG, SIZE, SOUND, YEARS

from peersupport._attrs import evolve
from peersupport.dates import DateRange
from peersupport.records.roles import Role
from peersupport.rules.bounds import Bounds
from peersupport.rules.combinators import any_of, choose, count_of, select
from peersupport.rules.compiled import Gate, compile_gates
from peersupport.rules.criteria import Criterion, Kind, as_criterion
from peersupport.rules.evaluate import evaluate
from peersupport.rules.parameters import Parameter, parameter
from peersupport.rules.render import render, shown
from peersupport.rules.structure import folds_of, parts_of
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.rules.vocabulary import (
    BY_NAME,
    FACTS,
    MEMBERS,
    PARAMETERS,
    Colour,
    Size,
    Subject,
    reading_fact,
)
from peersupport.truth import Truth

DAY = date(2022, 6, 1)
UNSET: Settings = dict.fromkeys(BY_NAME)
CODES, COLOURS = BY_NAME["site.codes"], BY_NAME["site.colours"]
EMPTY: Settings = {**UNSET, CODES.name: frozenset(), COLOURS.name: frozenset()}
CODE, COLOUR = FACTS["family.code"], FACTS["family.colour"]


def both(criterion: Criterion, settings: Settings, subject: Subject) -> Truth:
    """The truth, on which the two evaluators agree."""
    truth = evaluate(criterion, RecordValues(subject, DAY, settings)).truth
    assert compiled_truth(criterion, settings, subject) is truth
    return truth


@pytest.mark.parametrize("one", PARAMETERS, ids=lambda one: one.name)
def test_a_setting_that_nobody_gave_is_unknown(one: Parameter) -> None:
    """Neither known nor not: the service is asked for it; one that was given is known."""
    known = one.is_known()
    assert both(known, UNSET, Subject()) is Truth.UNKNOWN
    given: Settings = {**UNSET, one.name: one.on(DAY)}
    wanted = Truth.UNKNOWN if given[one.name] is None else Truth.TRUE
    assert both(known, given, Subject()) is wanted


def test_nothing_is_in_a_set_that_a_site_left_empty() -> None:
    """Also what is not known: whatever it is, it is not in there. The words say that it is in nothing."""
    for subject in (Subject(), Subject({CODE.name: "E1", COLOUR.name: Colour.RED})):
        for fact, allowed in ((CODE, CODES), (COLOUR, COLOURS)):
            assert both(fact.is_in(allowed), EMPTY, subject) is Truth.FALSE
            assert both(fact.is_not_in(allowed), EMPTY, subject) is Truth.TRUE
            assert both(fact.is_in(allowed), UNSET, subject) is Truth.UNKNOWN
    assert render(CODE.is_in(CODES), EMPTY).endswith("nothing)")


def test_names_of_members_are_told_as_words() -> None:
    """A role is read as people write it."""
    assert shown(Role.COMMUNITY_MOTHER) == "community mother"
    assert shown(Bounds(low=1, high=2), "years") == "1 to 2 years"
    assert shown(frozenset({Role.GP, Role.LINK_WORKER})) == "gp or link worker"


@pytest.mark.parametrize("name", ["family.flag", "family.code", "family.colour"])
def test_a_value_of_another_type_is_told_by_its_code(name: str) -> None:
    """The sheet says what went wrong in the fact, as the reference does."""
    fact, subject = FACTS[name], Subject({name: 3})
    compiled = compile_gates("types", (Gate(criterion=fact.is_known()),), UNSET)
    assert compiled.fill(subject, DAY).errors == {name: "fact-type"}
    assert RecordValues(subject, DAY, UNSET).error(fact) == "fact-type"


def test_what_is_no_number_is_not_known() -> None:
    """On the sheet as to the reference: it is neither over nor under anything, and shown as unknown."""
    weight, subject = FACTS["family.weight"], Subject({"family.weight": float("nan")})
    for criterion in (weight < 3, weight >= 3, weight.is_known()):
        assert both(criterion, UNSET, subject) is Truth.UNKNOWN
    compiled = compile_gates("numbers", (Gate(criterion=weight < 3),), UNSET)
    sheet = compiled.fill(subject, DAY)
    assert (compiled.layout.value(sheet, weight), sheet.errors) == (None, None)


@pytest.mark.parametrize("first", [True, False, None])
@pytest.mark.parametrize("second", [True, False, None])
def test_two_facts_that_may_not_apply_are_compared(first: bool | None, second: bool | None) -> None:
    """Where one does not apply the comparison is FALSE, else UNKNOWN while it is not known whether both do."""
    presupposed = [reading_fact(f"family.applies{place}", Kind.BOOLEAN) for place in range(2)]
    one, other = (
        reading_fact(f"family.number{place}", Kind.WHOLE, unit="years", presupposes=needed)
        for place, needed in enumerate(presupposed)
    )
    given = {"family.applies0": first, "family.applies1": second, "family.number0": 1, "family.number1": 2}
    wanted = Truth.FALSE if False in {first, second} else Truth.UNKNOWN if None in {first, second} else Truth.TRUE
    assert both(one < other, UNSET, Subject(given)) is wanted


def test_generated_code_is_called_after_what_it_judges() -> None:
    """A traceback or a profile says whose rules, or facts, they were."""
    counted = count_of(MEMBERS, FACTS["member.flag"]) > 1
    compiled = compile_gates("own groups", (Gate(criterion=counted),), UNSET)
    assert compiled.source.startswith("def judge(s):\n")
    named = [one.__code__.co_filename for one in (compiled.judge, compiled.explain, compiled.fill)]  # type: ignore[attr-defined]
    assert [name.rpartition(" ")[0] for name in named] == [
        "<peersupport own groups",
        "<peersupport own groups findings",
        "<peersupport own groups facts",
    ]
    fold = compiled.fill.__globals__["fold0"]  # type: ignore[attr-defined]
    assert fold.__code__.co_filename.startswith("<peersupport own groups members fold ")
    assert fold.__globals__["fill"].__code__.co_filename.startswith("<peersupport own groups members facts ")


def test_a_count_tells_which_member_each_part_is_of() -> None:
    """So that an explanation can name the first, and the second."""
    subject = Subject(members=(Subject({"member.flag": True}), Subject({"member.flag": False})))
    trace = evaluate(count_of(MEMBERS, FACTS["member.flag"]) > 1, RecordValues(subject, DAY, UNSET))
    assert [(part.member, part.truth) for part in trace.parts] == [(0, Truth.TRUE), (1, Truth.FALSE)]


@pytest.mark.parametrize("title", SOUND)
def test_every_trace_says_what_it_judged(title: str) -> None:
    """The whole, and each part: what an explanation, and what would turn the answer, are worked out from."""
    criterion = as_criterion(SOUND[title])
    subject = Subject({"member.age": 3}, members=(Subject({"member.flag": True, "member.age": 3}),))
    trace = evaluate(criterion, RecordValues(subject, DAY, UNSET))
    assert trace.criterion is criterion
    parts = parts_of(criterion) or tuple(fold.part for fold in folds_of([criterion]))
    assert all(part.criterion in parts for part in trace.parts)


@pytest.mark.parametrize("applies", [True, False, None])
@pytest.mark.parametrize("size", [Size.SMALL, None])
def test_a_selection_says_what_it_read(applies: bool | None, size: Size | None) -> None:
    """Whether one way was taken, none could be, or it does not apply."""
    criterion = select(SIZE, {Size.SMALL: FLAG}, otherwise=FLAG.is_false())
    assert SIZE.presupposes is not None
    trace = evaluate(criterion, RecordValues(Subject({SIZE.name: size, SIZE.presupposes.name: applies}), DAY, UNSET))
    assert trace.criterion is criterion
    assert [(one.fact, one.value) for one in trace.readings] == [(SIZE, size)]


def test_a_choice_says_by_which_setting_it_was_made() -> None:
    """So that an explanation can show it, whichever reading was chosen, and where none was."""
    reading = BY_NAME["site.reading"]
    criterion = choose(reading, {"strict": FLAG, "wide": FLAG.is_false()})
    for chosen in ("strict", "wide", None):
        trace = evaluate(criterion, RecordValues(Subject(), DAY, {**UNSET, reading.name: chosen}))
        assert [(one.parameter, one.value) for one in trace.used] == [(reading, chosen)]
        assert (trace.criterion, trace.chosen) == (criterion, chosen)


def test_members_that_are_no_list_are_unknown() -> None:
    """How many there are cannot be told, nor whether one is so: the sheet says what went wrong."""
    counted, some = count_of(MEMBERS, FACTS["member.flag"]) >= 1, any_of(MEMBERS, FACTS["member.flag"])
    for criterion in (counted, some):
        compiled = compile_gates("members", (Gate(criterion=criterion),), UNSET)
        sheet = compiled.fill(Subject(members=3), DAY)  # type: ignore[arg-type]
        assert (compiled.judge(sheet), sheet.errors) == ((0, 1), {"members": "TypeError"})


def test_a_finding_tells_what_its_guard_read_too() -> None:
    """In the order in which they are read: the guard's facts first."""
    gates = (Gate(criterion=YEARS < 3, when=FLAG.is_true()), Gate(criterion=FLAG.is_true()))
    compiled = compile_gates("guards", gates, UNSET)
    sheet = compiled.fill(Subject({FLAG.name: True, YEARS.name: 2}), DAY)
    found = compiled.explain(sheet, 0, 0, ("one", "two"), lambda rule, truth, read, _: (rule, truth, read), None)
    assert found == (
        ("one", Truth.TRUE, ((FLAG, True), (YEARS, 2))),
        ("two", Truth.TRUE, ((FLAG, True),)),
    )


def test_a_fact_that_reads_two_parameters_is_given_both() -> None:
    """Each under its own name, as the reference gives them."""
    first, second = (
        parameter(f"site.{name}", value, type=int, unit="years", mark="seed", quote="w")
        for name, value in (("first", 3), ("second", 5))
    )

    def sum_of(_subject: Subject, _day: date, *, one: int, two: int) -> int:
        return one + 10 * two

    total = evolve(
        YEARS, name="family.total", function=sum_of, reads=(("one", first), ("two", second)), presupposes=None
    )
    settings: Settings = {first.name: 3, second.name: 5}
    assert both(total.equals(53), settings, Subject()) is Truth.TRUE
    assert both(total.equals(53), {**settings, second.name: None}, Subject()) is Truth.UNKNOWN


def test_values_are_shown_as_people_write_them() -> None:
    """Days and numbers that are known in part with both ends, a unit once, and a text with none."""
    june = DateRange(first=date(2026, 6, 1), last=date(2026, 7, 2))
    assert shown(june) == "between 1 June 2026 and 2 July 2026"
    assert shown(Bounds(low=1, high=3)) == "1 to 3"
    assert shown(Bounds(low=1, high=3), "years") == "1 to 3 years"
    assert shown("north", "years") == "north"
    assert shown(4) == "4"
    assert (shown(1, "years"), shown(2, "years")) == ("1 year", "2 years")


def test_a_negation_of_a_negation_is_what_was_negated() -> None:
    """Else each further `~` would make a rule longer, and its English with it."""
    criterion = FLAG.is_true()
    assert ~~criterion == criterion
    assert ~~~criterion == ~criterion
