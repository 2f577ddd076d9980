"""What a law of disclosure says of a wrong service is enough to try it again: the document, or the seed."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from peersupport.testing import laws
from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.worlds import WORLDS
from peersupport.testing.laws.disclosure import DisclosureLaw
from peersupport.testing.oracle import Answer, Request, decide


class Wrong:
    """A service with one mistake."""

    world = WORLDS[0]

    def __init__(self, answer: Callable[[Sequence[Record], Request], Answer]) -> None:
        self.decide = answer


def permits(_: Sequence[Record], request: Request) -> Answer:
    """All of it, always."""
    return Answer("PERMIT", tuple(range(len(request.items))), frozenset())


def denies(*_: object) -> Answer:
    """Nothing, ever."""
    return Answer("DENY", (), frozenset())


def takes_the_first(records: Sequence[Record], request: Request) -> Answer:
    """Of several items it looks at one; without records, at none."""
    return decide(records[:3], request._replace(items=request.items[:1]), WORLDS[0], ())


def fails(*_: object) -> Answer:
    """It cannot be reached."""
    raise ConnectionError


ASKED = [one for one in laws.DISCLOSURE if one.applies_to(Wrong(permits))]


def told_of(law: DisclosureLaw, service: Wrong) -> laws.LawBroken | None:
    """What the law says of the service, if it breaks it in a few cases."""
    try:
        law(service, cases=15)
    except laws.LawBroken as error:
        return error
    except laws.LawUntested:
        pass
    return None


@pytest.mark.parametrize("answer", [permits, denies, takes_the_first, fails], ids=lambda one: str(one.__name__))
def test_what_is_told_is_enough_to_try_it_again(answer: Callable[[Sequence[Record], Request], Answer]) -> None:
    """Of each law that the service breaks: by its document, read from the message; and by its seed."""
    said = {law: error for law in ASKED if (error := told_of(law, Wrong(answer)))}
    assert said
    for law, error in said.items():
        document = json.loads(str(error).partition("the smallest case found: ")[2].splitlines()[0])
        assert document == error.document
        assert told_again(law, Wrong(answer), case=document)
        assert told_again(law, Wrong(answer), cases=1, seed=error.seed)


def told_again(law: DisclosureLaw, service: Wrong, **again: Any) -> bool:
    """Whether the service breaks the law in this case."""
    with pytest.raises(laws.LawBroken):
        law(service, **again)
    return True
