"""A scenario put to a host, and how the answer differs from what is expected: with the rules that made it so."""

from collections.abc import Iterable, Iterator, Sequence

from peersupport._attrs import evolve, record
from peersupport.errors import Fault, InvalidDocument, did_you_mean
from peersupport.explanations import Line, indented
from peersupport.programmes.host import Host
from peersupport.records.codec import Json
from peersupport.testing.scenarios.forms import Fields
from peersupport.testing.scenarios.question import Answer
from peersupport.testing.scenarios.questions import QUESTIONS
from peersupport.testing.scenarios.scenario import Scenario
from peersupport.testing.scenarios.tracing import traced

ABSENT = "not in force"


@record
class Difference:
    """One expectation that the answer does not meet. `str()` tells it, with the trace of the rules concerned."""

    key: str
    expected: Json
    came: Json
    help: str = ""
    rules: tuple[Line, ...] = ()
    """What each rule concerned came to: its criterion, node by node, with what was read."""

    def __str__(self) -> str:
        told = [f"{self.key}: expected {_shown(self.expected)}, came {_shown(self.came)}"]
        told += [f"  {self.help}"] if self.help else []
        return "\n".join([*told, *self.lines()])

    def lines(self) -> list[str]:
        """The trace of the rules concerned, as text."""
        return indented(self.rules, 1)


def answer_to(host: Host, scenario: Scenario) -> Answer:
    """The host's answer. Raises `InvalidDocument` for whatever in the scenario does not fit the host."""
    return QUESTIONS[scenario.ask].answer(host, scenario)


def check_scenario(host: Host, scenario: Scenario) -> list[Difference]:
    """How the host's answer differs from what the scenario expects; empty when it does not.

    Raises `InvalidDocument` with every fault of the scenario: a case that is wrongly written, a programme, rule or
    parameter that is not there.
    """
    answer = answer_to(host, scenario)
    expected = scenario.expect or {}
    _rules_are_there(scenario, answer)
    form = Fields(forms=QUESTIONS[scenario.ask].expected(stepping=scenario.to is not None))
    wanted = form.plain(expected)
    found = form.plain({key: one for key, one in answer.values.items() if key in form.forms})
    told = list(_differences("", wanted, found))
    return list(_with_rules(told, answer))


def _rules_are_there(scenario: Scenario, answer: Answer) -> None:
    """Raises `InvalidDocument` for a rule or schedule that the programme does not have: a slip of the pen."""
    named = [(key, name) for key in ("rules", "due", "days") for name in (scenario.expect or {}).get(key, {})]
    faults = [
        Fault(
            code="name-unknown",
            message=f"the programme has no `{name}`",
            path=scenario.where(("expect", key, name)),
            help=did_you_mean(name, answer.known),
        )
        for key, name in named
        if name not in answer.known
    ]
    if faults:
        raise InvalidDocument("a scenario names what is not there", faults)


def _differences(key: str, wanted: Json, found: Json) -> Iterator[Difference]:
    if isinstance(wanted, dict) and isinstance(found, dict):
        for name, one in wanted.items():
            if key and name not in found:
                yield Difference(key=f"{key} {name}", expected=one, came=ABSENT, help=_near(name, found))
            else:
                yield from _differences(f"{key} {name}".strip(), one, found.get(name, ABSENT))
    elif wanted != found:
        yield Difference(key=key, expected=wanted, came=found, help=_help(wanted, found))


def _near(name: str, known: Iterable[str]) -> str:
    """What may have been meant by a name, or nothing."""
    help = did_you_mean(name, known)
    return help if help.startswith("did") else ""


def _help(wanted: Json, found: Json) -> str:
    """Which of two lists lacks what, and what may have been meant."""
    if not isinstance(wanted, list) or not isinstance(found, list):
        return ""
    absent, more = [str(one) for one in wanted if one not in found], [str(one) for one in found if one not in wanted]
    told = [f"did not come: {', '.join(absent)}"] if absent else []
    told += [f"came besides: {', '.join(more)}"] if more else []
    near = {help for one in absent if (help := _near(one, more))}
    return "; ".join([*told, *sorted(near)])


def _with_rules(differences: Sequence[Difference], answer: Answer) -> Iterator[Difference]:
    """Each difference with the rules that it names, each once; where none names any, those that made the answer."""
    named = [_named(one) & set(answer.findings) for one in differences]
    told = set[str]()
    for place, (one, names) in enumerate(zip(differences, named, strict=True)):
        concerned = names if any(named) or place else set(answer.determining) & set(answer.findings)
        lines = tuple(traced(answer.findings[name], answer.settings) for name in sorted(concerned - told))
        told |= concerned
        yield evolve(one, rules=lines)


def _named(one: Difference) -> set[str]:
    if isinstance(one.expected, list) and isinstance(one.came, list):
        return {str(each) for each in (*one.expected, *one.came) if (each in one.expected) is not (each in one.came)}
    return {one.key.rpartition(" ")[2]}


def _shown(value: Json) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value)
