"""What a strategy of the kit is: one drawing, called as a Hypothesis strategy or drawn from `Choices` by a seed."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from hypothesis import strategies as st

from peersupport.testing.choices import Choices

P = ParamSpec("P")
T = TypeVar("T")


class Strategy(Protocol[P, T]):
    """Called, it gives a Hypothesis strategy; `by` draws one value from `Choices`, `seeded` one from a seed.

    Arguments go by keyword. One that is itself a Hypothesis strategy is drawn first.
    """

    __name__: str
    by: Callable[Concatenate[Choices, P], T]

    def __call__(self, *_: P.args, **given: P.kwargs) -> st.SearchStrategy[T]:
        """The strategy with these arguments. Raises `TypeError` at once for one that it does not take."""
        ...

    def seeded(self, seed: int, /, *_: P.args, **given: P.kwargs) -> T:
        """One value, always the same for the same seed and arguments."""
        ...


def strategy(by: Callable[Concatenate[Choices, P], T]) -> Strategy[P, T]:
    """Make a strategy of a function that draws by `Choices`; its docstring becomes the strategy's."""
    takes = inspect.signature(by)

    @wraps(by)
    def called(**given: Any) -> st.SearchStrategy[T]:
        takes.bind(None, **given)
        return _drawn(by, given)

    def seeded(seed: int, *_: P.args, **given: P.kwargs) -> T:
        return by(Choices.seeded(seed), *_, **given)

    called.__signature__ = takes.replace(parameters=[*takes.parameters.values()][1:])  # type: ignore[attr-defined]
    made: Any = called
    made.by = by
    made.seeded = seeded
    return cast("Strategy[P, T]", made)


@st.composite
def _drawn(draw: st.DrawFn, by: Callable[..., T], given: dict[str, Any]) -> T:
    values: dict[str, Any] = {}
    for name, one in given.items():
        values[name] = draw(one) if isinstance(one, st.SearchStrategy) else one  # pyright: ignore[reportUnknownArgumentType]
    return by(Choices.drawn(draw), **values)
