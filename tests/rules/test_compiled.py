"""What the compiled evaluator makes of what stands at the edges: settings without a value, empty sets, wrong types."""

from datetime import date

import pytest
from tests.differential.test_evaluators import compiled_truth

from peersupport.rules.compiled import Gate, compile_gates
from peersupport.rules.criteria import Criterion
from peersupport.rules.evaluate import evaluate
from peersupport.rules.render import render
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.rules.vocabulary import BY_NAME, FACTS, PARAMETERS, Colour, Subject
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
def test_a_setting_that_nobody_gave_is_unknown(one: object) -> None:
    """Neither known nor not: the service is asked for it; one that was given is known."""
    known = one.is_known()  # type: ignore[attr-defined]
    assert both(known, UNSET, Subject()) is Truth.UNKNOWN
    given = {**UNSET, one.name: one.on(DAY)}  # type: ignore[attr-defined]
    wanted = Truth.UNKNOWN if given[one.name] is None else Truth.TRUE  # type: ignore[attr-defined]
    assert both(known, given, Subject()) is wanted


def test_nothing_is_in_a_set_that_a_site_left_empty() -> None:
    """Also what is not known: whatever it is, it is not in there. The words say that it is in nothing."""
    for subject in (Subject(), Subject({CODE.name: "E1", COLOUR.name: Colour.RED})):
        for fact, allowed in ((CODE, CODES), (COLOUR, COLOURS)):
            assert both(fact.is_in(allowed), EMPTY, subject) is Truth.FALSE
            assert both(fact.is_not_in(allowed), EMPTY, subject) is Truth.TRUE
            assert both(fact.is_in(allowed), UNSET, subject) is Truth.UNKNOWN
    assert render(CODE.is_in(CODES), EMPTY).endswith("nothing)")


@pytest.mark.parametrize("name", ["family.flag", "family.code", "family.colour"])
def test_a_value_of_another_type_is_told_by_its_code(name: str) -> None:
    """The sheet says what went wrong in the fact, as the reference does."""
    fact, subject = FACTS[name], Subject({name: 3})
    compiled = compile_gates("types", (Gate(criterion=fact.is_known()),), UNSET)
    assert compiled.fill(subject, DAY).errors == {name: "fact-type"}
    assert RecordValues(subject, DAY, UNSET).error(fact) == "fact-type"
