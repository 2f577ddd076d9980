"""Calls in Python with a canary for each of their arguments, and plugins that raise with what they read."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from tests.durability.listening import Told, Words
from tests.durability.provoked_documents import Provocation, case_document

from peersupport import Case, CaseId, Engine, Host, Participant, PersonId, memory_ledger, open_ledger
from peersupport.cli.parties import Given
from peersupport.dates import parse_date
from peersupport.fault_pages import fault_page
from peersupport.instants import parse_instant
from peersupport.interop.instruments import read_instruments
from peersupport.outcomes.economics import ValueSet, cost_of_contacts
from peersupport.outcomes.scoring import score_faults
from peersupport.plugin import Supporter
from peersupport.records.acts import Act
from peersupport.records.assessments import Assessment
from peersupport.records.codec import case_from
from peersupport.records.identifiers import SupporterId

DAY = date(2026, 6, 1)


def _case(words: Words) -> Case:
    return case_from({**case_document(words), "consent": [], "concerns": []})


USUAL: dict[str, Callable[[Words], Any]] = {
    "accompanied": lambda _: True,
    "act": lambda _: Act(action="visit"),
    "address": lambda _: "crafty-mummies",
    "audience": lambda _: "auditor",
    "case": _case,
    "exemptions": lambda _: (),
    "on": lambda _: DAY,
    "participant": lambda words: words.word("participant"),
    "programme": lambda _: "community-mothers",
    "subject": _case,
    "supporter": lambda words: Supporter(id=SupporterId(words.word("supporter"))),
}
"""What a parameter takes, by its name."""
WRONG: tuple[Callable[[Words], Any], ...] = (
    lambda words: words.word("text"),
    lambda words: [words.word("member")],
    lambda words: {words.word("key"): words.word("value")},
    _case,
    lambda words: (words.word("one"), words.word("two")),
)


def of_methods(engine: Engine) -> Iterator[tuple[str, Provocation]]:
    """Every public method of the engine and of the host, with something wrong for each of its parameters."""
    for owner in (engine, engine.host):
        for name, method in inspect.getmembers(owner, inspect.ismethod):
            if name.startswith("_"):
                continue
            for one in inspect.signature(method).parameters.values():
                if name == "load" and one.name in {"expect", "overlays", "allow", "deny"}:
                    continue  # names of plugins and programmes, which a host tells

                def call(words: Words, method: Any = method, one: inspect.Parameter = one) -> object:
                    return _seen(_called(method, one, words))

                yield f"call: {type(owner).__name__}.{name}, {one.name}", call


def _called(method: Any, wrong: inspect.Parameter, words: Words) -> object:
    given: dict[str, Any] = {}
    for one in inspect.signature(method).parameters.values():
        if one.name == wrong.name:
            given[one.name] = words.random.choice(WRONG)(words)
        elif one.default is inspect.Parameter.empty or words.random.random() < 0.3:
            given[one.name] = USUAL.get(one.name, lambda words: words.random.choice(WRONG)(words))(words)
    named = inspect.signature(method).parameters
    places = [given.pop(name) for name, one in named.items() if name in given and one.kind is one.POSITIONAL_ONLY]
    return method(*places, **given)


def _seen(result: object) -> object:
    """What was returned, read to its end where it is an iterator: only its repr is looked at, as nobody prints it."""
    if inspect.isgenerator(result):
        raise Told(*cast("Iterator[object]", result))
    if isinstance(result, str | bytes | list | tuple | dict | bool) or result is None:
        return None if not isinstance(result, tuple) else _told(cast("tuple[object, ...]", result))
    raise Told(result)


def _told(result: tuple[object, ...]) -> object:
    raise Told(*(one for one in result if not isinstance(one, str)))


RAISING = """
import logging
from datetime import date
from peersupport.plugin import Case, Programme, any_child, core, fact, hookimpl, require, since

TOUCHES = ("raising",)
own = Programme(id="raising", title="Raising", source="leaflet.txt", runs=since("2020-01-01"))

class Own(Exception):
    def __repr__(self):
        return str(self)

@fact("raising.fact", meaning="it works")
def raises(case: Case, day: date) -> bool | None:
    try:
        raise KeyError({word!r}, case.participant.names)
    except KeyError as error:
        raise {kind}({word!r}, *(case.participant.names or ())) from error

@hookimpl
def programmes():
    return [own]

@hookimpl
def eligibility_rules():
    {hook}
    return own.rules(require("R1", raises, quote="words"), require("R2", core.age_years > 3, quote="words"))
{end}
"""


def of_plugins(folder: Path) -> Iterator[tuple[str, Provocation]]:
    """Plugins whose facts, hooks and modules raise with names in their messages, codes and causes."""
    kinds = ("Own", "RuntimeError", "SystemExit", "peersupport.errors.RuleError", "ExceptionGroup")

    def plugin(words: Words, hook: str = "", end: str = "", kind: str = "") -> Host:
        word = words.word("message")
        kind = kind or words.random.choice(kinds[:4])
        text = RAISING.format(word=word, kind=kind, hook=hook.format(word=word) or "pass", end=end.format(word=word))
        (folder / "raising.py").write_text(f"import peersupport.errors\n{text}", "utf-8")
        return Host.load(files=[folder / "raising.py"], discover=False)

    def decided(words: Words) -> object:
        decision = Engine(plugin(words)).eligibility(_case(words), "raising", on=DAY)
        raise Told(decision, *decision.findings, *decision.missing, decision.errors)

    def coded(words: Words) -> object:
        host = plugin(words, kind='(lambda *given: peersupport.errors.RuleError("x", code=given[0]))')
        decision = Engine(host).eligibility(_case(words), "raising", on=DAY)
        raise Told(decision, *decision.missing, decision.errors)

    def loaded(words: Words, **where: str) -> object:
        host = plugin(words, **where)
        raise Told(host, *host.plugins, *(fault for one in host.plugins for fault in one.faults))

    yield "plugin: a fact that raises", decided
    yield "plugin: a fact that raises with a name for a code", coded
    for kind in ("ValueError", "SystemExit", "peersupport.errors.RuleError"):
        yield (
            f"plugin: a hook that raises {kind}",
            lambda words, kind=kind: loaded(words, hook=f"raise {kind}({{word!r}})"),
        )
        yield (
            f"plugin: a module that raises {kind}",
            lambda words, kind=kind: loaded(words, end=f"raise {kind}({{word!r}})"),
        )


def of_functions(folder: Path) -> Iterator[tuple[str, Provocation]]:
    """Functions that read a text, a name or a file, with a canary for it."""
    epds = Host.load(discover=False).instruments["epds"]

    def given(words: Words) -> object:
        options = Given()
        options.party("--to", words.word("party"))
        options.day("--on", words.word("day"))
        options.names("--purpose", [words.word("name"), words.word("name")], ["care"])
        options.settle()
        return None

    def instruments(words: Words) -> object:
        (folder / "i.toml").write_text(
            f'[[instruments]]\nid = "{words.word("id")}"\n"{words.word("k")}" = 1\n', "utf-8"
        )
        return read_instruments(folder / "i.toml")

    def scored(words: Words) -> object:
        document = {"id": words.word("a"), "instrument": "epds", "items": [7] * 10, "total": 99}
        case = case_from({**case_document(words), "consent": [], "assessments": [document]})
        assert case.assessments is not None
        raise Told(score_faults(case.assessments[0], epds), case.assessments)

    def another(words: Words) -> object:
        with open_ledger(folder / "misused.sqlite") as ledger:
            ledger.transaction(words.word("subject"))
            return ledger.entries(words.word("subject"), words.word("more"))  # type: ignore[call-arg]

    yield "function: parse_date", lambda words: parse_date(words.word("day"))
    yield "function: parse_instant", lambda words: parse_instant(words.word("instant"))
    yield "function: fault_page", lambda words: fault_page(words.word("code"))
    yield "function: options", given
    yield "function: instruments", instruments
    yield "function: scores", scored
    yield "function: prices", lambda words: cost_of_contacts({words.word("service"): 2}, {words.word("other"): 1})
    yield "function: value set", lambda words: ValueSet("ours", words.word("s"), {}).utility([1, 2, 3, 4, 5])
    yield "function: a ledger's", another
    yield "function: a record by hand", lambda words: Participant(id=PersonId(words.word("i")), nmes=words.word("n"))  # type: ignore[call-arg]
    yield "function: another record by hand", lambda words: Case(CaseId(words.word("i")), words.word("n"))  # type: ignore[call-arg,arg-type]
    yield "function: an assessment", lambda words: Assessment(id=words.word("i"), items=words.word("n"))  # type: ignore[call-arg,arg-type]


def shown(engine: Engine) -> Iterator[tuple[str, Provocation]]:
    """What everything that an engine gives shows of itself, where people print or log it."""

    def decisions(words: Words) -> object:
        found = engine.eligibilities(_case(words), on=DAY)
        steps = engine.next_steps(_case(words), "crafty-mummies", on=DAY)
        raise Told(*found, *(one for each in found for one in (*each.findings, *each.missing)), steps, *steps.steps)

    def whole(words: Words) -> object:
        case = _case(words)
        raise Told(
            case, case.participant, case.children, case.referrals, case.answers, engine, engine.host, [case], {1: case}
        )

    def logged(words: Words) -> object:
        entries = engine.log(engine.eligibilities(_case(words), on=DAY, programmes=["crafty-mummies"]), words.word("p"))
        raise Told(*entries, engine.history(words.word("p")), engine.register(words.word("p"), "community-mothers"))

    yield "shown: decisions", decisions
    yield "shown: a case", whole
    yield "shown: what a ledger gives", logged


def engine_of() -> Engine:
    """An engine over the installed plugins and a ledger in memory."""
    return Engine(Host.load(), ledger=memory_ledger())
