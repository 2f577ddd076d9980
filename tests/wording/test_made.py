"""What the makers of criteria, schedules and documents make, word for word."""

import json
import operator
from collections.abc import Callable
from datetime import date
from itertools import product
from math import nan

import pytest
from tests.rules.recording import rule_of, sent
from tests.rules.test_check import CHILD_FLAG, CODE, COLOUR, FLAG, YEARS
from tests.wording.comparing import same_words
from tests.wording.test_declared import A, B, parameters

from peersupport._attrs import evolve
from peersupport.dates import ALWAYS, since
from peersupport.plugin import (
    SESSIONS,
    Anchor,
    EncounterKind,
    EveryMonths,
    MeetingKind,
    OutputKind,
    OwnDay,
    Role,
    SupervisionKind,
    encounters,
    meetings,
    outputs,
    schedule,
    supervisions,
)
from peersupport.rules.bounds import Bounds
from peersupport.rules.changes import turning
from peersupport.rules.combinators import any_of, at_least, choose, count_of, every_of, select, unknown
from peersupport.rules.compiled import Gate, compile_gates
from peersupport.rules.criteria import AnyOf, Compare, Comparison, Kind, as_operand
from peersupport.rules.document import (
    canonical,
    declared_thing_document,
    rule_document,
)
from peersupport.rules.evaluate import evaluate
from peersupport.rules.recorded import DEEPEST, recorded_rules, recorded_values, rules_from, subject_from, unreadable
from peersupport.rules.render import shown
from peersupport.rules.reporting import ReportKind, report
from peersupport.rules.rule import require
from peersupport.rules.values import GivenValues, RecordValues
from peersupport.testing.rules.vocabulary import MEMBERS, PARAMETERS, Colour, Subject, reading_fact
from peersupport.truth import Truth


def test_members_of_what_has_none_are_not_recorded() -> None:
    """A record of another form, and values that were given by hand, are asked like any other."""
    assert RecordValues(object(), date(2025, 1, 1), {}).members(MEMBERS) is None
    nothing = GivenValues({})
    asked = (nothing.value(FLAG), nothing.error(FLAG), nothing.members(MEMBERS), nothing.setting(PARAMETERS[0]))
    assert asked == (None, None, None, None)
    assert GivenValues({}, errors={FLAG.name: "a-code"}).error(FLAG) == "a-code"


def test_combinators_make_what_they_say() -> None:
    """Each by its document."""
    made = {
        "between": YEARS.between(3, 7), "at least": at_least(2, FLAG, YEARS < 3, CODE.is_in({"E1"})),
        "any": any_of(MEMBERS, CHILD_FLAG), "every": every_of(MEMBERS, CHILD_FLAG),
        "count": count_of(MEMBERS, CHILD_FLAG) > 2,
        "choose": choose(parameters()["with everything"], {"x": FLAG, "y": YEARS < 3}), "unknown": unknown(),
        "select": select(COLOUR, {Colour.RED: FLAG}, otherwise=YEARS < 3), "not in": COLOUR.is_not_in({Colour.RED}),
        "equals": YEARS.equals(3), "known": YEARS.is_known(), "no": FLAG.is_false(),
        "all": FLAG & FLAG.is_false() & (YEARS > 3),
        "some": FLAG | FLAG.is_false() | (YEARS > 3), "most": YEARS <= 3, "least": YEARS >= 3, "not": ~FLAG,
    }  # fmt: skip
    same_words("made", [f"{title} {json.dumps(rule_document(require('X1', one)))}" for title, one in made.items()])


def test_what_shows_that_something_was_done_names_its_kinds() -> None:
    """Each maker with the records that it speaks of, and a schedule with every keyword and with none."""
    shown = [encounters(EncounterKind.HOME_VISIT), supervisions(SupervisionKind.GROUP), meetings(*MeetingKind)]
    shown += [outputs(OutputKind.TOOLKIT), SESSIONS]
    rhythm = EveryMonths(months=A, tolerance=B)
    plain = schedule("D1", "visit", anchor=Anchor.PLAN, done=SESSIONS, rhythm=OwnDay(), quote="w")
    full = schedule(
        ["D1", "D2"], "visit", anchor=Anchor.ENROLMENT, done=shown[0], rhythm=rhythm, quote="w", id="own", mark="law",
        note="n", offered=True, closes=True, roles=[Role.TRAINER], offer="groups", in_force=since("2020-01-01"),
    )  # fmt: skip
    told = [json.dumps(declared_thing_document(one)) for one in (*shown, plain, full)]
    told += [f"{one.id} {[(part, each.name) for part, each in one.parameters]}" for one in (plain, full)]
    same_words("schedules", told)


def test_what_no_document_can_hold_is_no_document() -> None:
    """A digest of what JSON does not have would be a digest of nothing."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"value": nan})
    assert canonical({"b": "\u00e9", "a": 1}) == '{"a":1,"b":"\u00e9"}'.encode()


def test_a_reading_that_was_chosen_of_a_member_is_told() -> None:
    """What was read of each member says by which reading."""
    reading = parameters()["with everything"]
    criterion = any_of(MEMBERS, choose(reading, {"x": CHILD_FLAG, "y": CHILD_FLAG.is_false()}))
    values = GivenValues({}, {MEMBERS.name: [GivenValues({}, settings={reading.name: "x"})]}, {reading.name: "x"})
    (part,) = evaluate(criterion, values).parts
    assert (part.member, part.chosen) == (0, "x")


ENDS = [(low, high) for low in range(3) for high in range(low, 3)]
MEANT: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
}  # fmt: skip


@pytest.mark.parametrize("sign", MEANT)
def test_a_comparison_is_told_only_where_every_value_tells_the_same(sign: str) -> None:
    """Of all that two facts may be within their bounds: all so, none so, or not known; by both evaluators."""
    left, right = (reading_fact(f"family.{name}", Kind.WHOLE, unit="years") for name in ("left", "right"))
    node = Compare(comparison=Comparison(sign), left=left, right=right)
    for one, other in product(ENDS, ENDS):
        found = {MEANT[sign](a, b) for a in range(one[0], one[1] + 1) for b in range(other[0], other[1] + 1)}
        expected = Truth.UNKNOWN if len(found) == 2 else Truth.TRUE if found.pop() else Truth.FALSE
        values = GivenValues({left.name: _within(*one), right.name: _within(*other)})
        assert evaluate(node, values).truth is expected
        compiled = compile_gates("compared", (Gate(criterion=node, when=None),), {})
        subject = Subject({left.name: _within(*one), right.name: _within(*other)})
        judged = compiled.judge(compiled.fill(subject, date(2025, 1, 1)))
        assert judged == {Truth.TRUE: (0, 0), Truth.FALSE: (1, 0), Truth.UNKNOWN: (0, 1)}[expected]


def _within(low: int, high: int) -> int | Bounds:
    return low if low == high else Bounds(low=low, high=high)


def test_a_whole_number_is_a_measure_as_long_as_it_is_exact() -> None:
    """Up to 2^53 either sign, and no further."""
    weight = reading_fact("family.weight", Kind.NUMBER, unit="kg")
    kinds = {value: as_operand(value, weight).kind for value in (2**53, -(2**53), 2**53 + 1, -(2**53) - 1)}
    assert as_operand(3, weight).name == "3"
    assert [*kinds.values()] == [Kind.NUMBER, Kind.NUMBER, Kind.WHOLE, Kind.WHOLE]


def test_a_report_is_declared_with_all_that_its_author_wrote() -> None:
    """And with a name of its kind and its first statement where she gave none."""
    plain = report(ReportKind.TERM, "CM19", "CM20", quote="w")
    full = report(
        ReportKind.TERM, "CM19", quote="w", mark="law", note="n", document="d", id="own", figures=(("families", 3.0),),
        tags=("toolkit",),
    )  # fmt: skip
    same_words("reports", [json.dumps(declared_thing_document(one)) for one in (plain, full)])
    assert (full.figure("families"), full.figure("others"), plain.figure("families")) == (3.0, None, None)


def test_each_of_many_alternatives_would_turn_an_answer() -> None:
    """One fact is enough, whichever: none of them is left out, however many there are."""
    flags = [reading_fact(f"family.flag{place}", Kind.BOOLEAN) for place in range(6)]
    nothing = GivenValues({one.name: False for one in flags})
    sets = turning(evaluate(AnyOf(parts=tuple(one.is_true() for one in flags)), nothing))
    assert sets == tuple(frozenset({one.name}) for one in flags)


def test_members_that_are_not_recorded_are_no_error() -> None:
    """Nobody knows how many there are: that is unknown, and nothing went wrong."""
    for fold in (count_of(MEMBERS, CHILD_FLAG) > 2, any_of(MEMBERS, CHILD_FLAG), every_of(MEMBERS, CHILD_FLAG)):
        compiled = compile_gates("folded", (Gate(criterion=fold, when=None),), {})
        sheet = compiled.fill(Subject({}, members=None), date(2025, 1, 1))
        assert (sheet.errors, compiled.judge(sheet)) == (None, (0, 1))


def test_what_is_nested_too_deeply_cannot_come_back() -> None:
    """A rule that a ledger could not read again is found when it is declared."""
    nested = CHILD_FLAG.is_true()
    for _ in range(DEEPEST):
        nested = at_least(1, nested)
    deep = evolve(require("X1", nested, quote="w", in_force=ALWAYS), programme="p")
    assert unreadable([deep]) == (deep,)


def test_a_whole_number_that_was_worked_out_as_a_fraction_comes_back() -> None:
    """Bounds that meet in 3.0 are three: before a record and after it."""
    years = reading_fact("family.age", Kind.WHOLE, unit="years")
    rules = [rule_of(years < 5)]
    before = RecordValues(Subject({years.name: Bounds(low=3.0, high=3.0)}), date(2025, 1, 1), {})
    recorded = rules_from(sent(recorded_rules(rules, {})))
    subject = subject_from(sent(recorded_values(rules, before)), recorded, id=None)
    after = RecordValues(subject, date(2025, 1, 1), {})
    stand_in = recorded.facts[years.name]
    assert (after.value(stand_in), after.error(stand_in)) == (before.value(years), None) == (3, None)


def test_an_empty_set_is_shown_as_nothing() -> None:
    """A reader is told that no value is meant."""
    assert [shown(frozenset()), shown({"a"}), shown({"a", "b", "c"})] == ["nothing", "a", "a, b or c"]


def test_whether_a_setting_is_known_is_judged_by_both_evaluators() -> None:
    """Of a number and of a name, set and not set, and negated by what stands around it."""
    for one, value in ((parameters()["plainly"], 1), (parameters()["with everything"], "x")):
        for setting, expected in ((value, (0, 0)), (None, (0, 1))):
            node = one.is_known() & CHILD_FLAG.is_true()
            compiled = compile_gates("known", (Gate(criterion=node, when=None),), {one.name: setting})
            sheet = compiled.fill(Subject({CHILD_FLAG.name: True}), date(2025, 1, 1))
            assert compiled.judge(sheet) == expected


def test_a_rule_of_nobody_comes_back_too() -> None:
    """Without programme and requirements it is written down and read as it is."""
    rule = evolve(require("X1", CHILD_FLAG, quote="w", in_force=ALWAYS), requirements=())
    (found,) = rules_from(sent(recorded_rules([rule], {}))).rules
    assert (found.programme, found.requirements, rule_document(found)) == ("", (), rule_document(rule))
