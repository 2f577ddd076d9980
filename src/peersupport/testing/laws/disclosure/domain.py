"""How the cases of the laws of disclosure are drawn, made smaller, written and read; how a law is made of a body."""

from collections.abc import Callable, Iterator
from functools import wraps
from json import dumps
from types import UnionType
from typing import Any, TypeVar, cast

from peersupport._attrs import evolve
from peersupport.testing.choices import Choices
from peersupport.testing.consent.cases import ConsentCase, smaller
from peersupport.testing.consent.documents import read, written, written_form
from peersupport.testing.consent.drawing import draw
from peersupport.testing.consent.near import Asked, Near
from peersupport.testing.consent.service import ConsentService, EffectsAlone, TakesRules, TakesWorlds
from peersupport.testing.consent.stage import Scene, Stage
from peersupport.testing.consent.worlds import WORLDS
from peersupport.testing.laws.law import Domain, Law, law, must
from peersupport.testing.oracle.forms import Answer

LENGTH = 96
"""How many choices a scene may hang on."""


def drawn(service: ConsentService, choices: Choices) -> ConsentCase:
    """A case near a request, in a world that the service takes, without rules where it takes none."""
    world = choices.pick(WORLDS) if isinstance(service, TakesWorlds) else service.world
    case = draw(world, choices)
    return case if isinstance(service, TakesRules) else evolve(case, bars=())


ADAPTERS = "`service_of()`, `service_of(host, programme)`"
CASES: Domain[ConsentService, ConsentCase] = Domain(
    draw=drawn,
    smaller=smaller,
    write=written,
    read=lambda service, document: read(document, service.world),
    protocol=ConsentService,
    adapters=ADAPTERS,
)


def _scene(service: ConsentService, choices: Choices) -> Scene:  # noqa: ARG001 - scenes are drawn without a service
    return Scene(choices=tuple(int(choices.fraction() * 1_000) for _ in range(LENGTH)))


def _plainer(scene: Scene) -> Iterator[Scene]:
    made = scene.choices
    for cut in (len(made) // 2, len(made) * 3 // 4):
        yield Scene(choices=made[:cut])
    yield Scene(choices=made[:-1])
    for place, one in enumerate(made):
        for plainer in (0, one // 2):
            if plainer != one:
                yield Scene(choices=(*made[:place], plainer, *made[place + 1 :]))


def _shortened(scene: Scene) -> Iterator[Scene]:
    """Plainer scenes; what was cut off counts as 0."""
    return (one for one in _plainer(scene) if one.choices != scene.choices)


SCENES: Domain[ConsentService, Scene] = Domain(
    draw=_scene,
    smaller=_shortened,
    write=lambda scene: {"scene": list(scene.choices)},
    read=lambda service, document: Scene(choices=tuple(document["scene"])),  # noqa: ARG005
    protocol=ConsentService,
    adapters=ADAPTERS,
)


def near(
    *number: int, floor: float, cases: int = 500, needs: type | None = None, unless: type | UnionType | None = None
) -> Callable[[Callable[[Near], bool]], Law[ConsentService, ConsentCase]]:
    """A law over cases drawn near a request, of these properties of the semantics."""

    def made(body: Callable[[Near], bool]) -> Law[ConsentService, ConsentCase]:
        @wraps(body)
        def holds(service: ConsentService, case: ConsentCase) -> bool:
            return _asked(body, Near.of(service, case))

        made_of = law(CASES, source=_source(number), floor=floor, cases=cases, needs=needs, unless=unless)
        return made_of(holds)

    return made


def scene(
    *number: int, floor: float, cases: int = 500, needs: type | None = None, unless: type | UnionType | None = None
) -> Callable[[Callable[[Stage], bool]], Law[ConsentService, Scene]]:
    """A law over scenes that it sets by itself, of these properties of the semantics."""

    def made(body: Callable[[Stage], bool]) -> Law[ConsentService, Scene]:
        @wraps(body)
        def holds(service: ConsentService, case: Scene) -> bool:
            return _asked(body, Stage(service, case))

        made_of = law(SCENES, source=_source(number), floor=floor, cases=cases, needs=needs, unless=unless)
        return made_of(holds)

    return made


def _source(numbers: tuple[int, ...]) -> str:
    first, last = numbers[0], numbers[-1]
    named = f"{first} to {last}" if len(numbers) > 2 else " and ".join(map(str, numbers))
    return f"propert{'y' if first == last else 'ies'} {named} of the semantics of disclosure"


Case = TypeVar("Case", Near, Stage)


def _asked(body: Callable[[Case], bool], case: Case) -> bool:
    """The body's answer; where it breaks, with what was asked last."""
    try:
        return body(case)
    except AssertionError as error:
        raise AssertionError(f"{error}{told(case.last)}") from error


def told(last: Asked) -> str:
    """The last question and its answer."""
    if last.request is None:
        return ""
    answer = "nothing" if last.answer is None else told_answer(last.answer)
    question = {"request": written_form(last.request), "records": [written_form(one) for one in last.records]}
    return f"\n  asked last: {dumps(question, ensure_ascii=False)}\n  answered: {answer}"


def told_answer(one: Answer) -> str:
    """An answer in one line."""
    parts = (f"told {list(one.told)}", f"by {sorted(one.determining)}", f"owing {sorted(one.obligations)}")
    return f"{one.effect}, {', '.join(parts)}"


def same(found: object, expected: object, what: str = "") -> None:
    """What was found must be what was to be: asserted, and told when it is not."""
    must(found == expected, f"{what}{': ' if what else ''}{_shown(found)}, where {_shown(expected)} was to be")


def determined_by(service: ConsentService, answer: Answer, expected: set[str] | frozenset[str]) -> None:
    """What determined an answer must be just this, where the service tells."""
    if not isinstance(service, EffectsAlone):
        same(answer.determining, expected, "what decided it")


def owed_by(service: ConsentService, answer: Answer, expected: set[str] | frozenset[str]) -> None:
    """What is owed must be just this, where the service tells."""
    if not isinstance(service, EffectsAlone):
        same(answer.obligations, expected, "what is owed")


def _shown(value: Any) -> str:
    if isinstance(value, Answer):
        return told_answer(value)
    if isinstance(value, set | frozenset):
        return str(sorted(map(str, cast("set[object]", value))))
    return str(value)
