"""Expectations recorded from the present answers: a start for whoever reads them, not what a programme must answer."""

from datetime import date

from peersupport.errors import Fault, InvalidDocument
from peersupport.programmes.host import Host
from peersupport.records.codec import Json
from peersupport.testing.scenarios.checking import answer_to, check_scenario
from peersupport.testing.scenarios.document import parsed
from peersupport.testing.scenarios.forms import Form, MapOf, OneOf
from peersupport.testing.scenarios.question import Answer
from peersupport.testing.scenarios.questions import QUESTIONS
from peersupport.testing.scenarios.reading import scenarios_of
from peersupport.testing.scenarios.scenario import Scenario
from peersupport.testing.scenarios.writing import Insertions, scenario_text

ALWAYS = frozenset({"outcome", "effect", "rules", "stages", "due"})
"""What is recorded even where there is none of it; of all else, only what there is."""
LAID_OUT = "an expectation cannot be put here without changing what is written: write it by hand"
TOLD_ALREADY = frozenset({"determining"})
"""What the outcome and the rules say already."""


def recorded(host: Host, text: str, file: str, day: date) -> tuple[str, int]:
    """The text of a scenario file with `expect:` wherever a scenario lacks it, marked as recorded on a day; how many.

    No expectation is touched that is there. Raises `InvalidDocument` with every fault of every scenario.
    """
    scenarios = scenarios_of(parsed(text, file), complete=False)
    lacking = [one for one in scenarios if one.expect is None]
    faults: list[Fault] = []
    insertions = Insertions(text)
    for one in lacking:
        try:
            insertions.add(one.place, {"recorded": day, "expect": expectation(host, one)})
        except InvalidDocument as error:
            faults += error.faults
    if faults:
        raise InvalidDocument("scenarios do not fit the plugins", faults)
    made = insertions.text()
    _nothing_else_changed(host, scenarios, made, file)
    return made, len(lacking)


def entry(
    host: Host, sentence: str, programme: str, on: date, given: dict[str, Json], day: date, file: str = "new.yaml"
) -> str:
    """A scenario on what is given, with the present answer, as text. Raises `InvalidDocument`."""
    start: dict[str, Json] = {"scenario": sentence, "programme": programme, "on": on, "given": given}
    text, _ = recorded(host, scenario_text(start), file, day)
    return text


def expectation(host: Host, scenario: Scenario) -> dict[str, Json]:
    """What the host answers now, in the form in which it is expected. Raises `InvalidDocument`."""
    answer = answer_to(host, scenario)
    forms = QUESTIONS[scenario.ask].expected(stepping=scenario.to is not None)
    return {
        key: _written(form, answer.values[key])
        for key, form in forms.items()
        if key not in TOLD_ALREADY and _told(key, answer)
    }


def _told(key: str, answer: Answer) -> bool:
    return key in ALWAYS or answer.values.get(key) not in (None, [], {}, "")


def _written(form: Form, value: Json) -> Json:
    """A value as people write it: a truth without quotes."""
    if isinstance(form, MapOf) and isinstance(value, dict):
        return {key: _written(form.form, one) for key, one in value.items()}
    if isinstance(form, OneOf) and value in ("true", "false"):
        return value == "true"
    return value


def _nothing_else_changed(host: Host, before: list[Scenario], text: str, file: str) -> None:
    """Raises `InvalidDocument` where the new text is not the old one with expectations that hold."""
    try:
        after = scenarios_of(parsed(text, file))
    except InvalidDocument as error:
        faults = [Fault(code="scenario-layout", message=LAID_OUT, path=fault.path) for fault in error.faults]
        raise InvalidDocument("a file cannot be written", faults) from None
    for old, new in zip(before, after, strict=True):
        same = all(
            getattr(old, name) == getattr(new, name) for name in ("sentence", "programme", "on", "given", "parameters")
        )
        untouched = old.expect in (None, new.expect)
        if not (same and untouched) or (old.expect is None and check_scenario(host, new)):
            fault = Fault(code="scenario-layout", message=LAID_OUT, path=old.where())
            raise InvalidDocument("a file cannot be written", [fault])
