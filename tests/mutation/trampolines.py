"""mutmut's trampolines without its look into the environment at each call: the same mutants, sooner.

A plugin of pytest, which must be loaded before anything imports a mutated module, as Hypothesis does.
"""

from collections.abc import Callable
from functools import wraps
from inspect import isgeneratorfunction
from typing import Any

from mutmut.mutation import trampoline
from mutmut.utils.format_utils import mangled_name_from_mutant_name


class Active:
    """Which mutant runs in this process, and which functions ran since `seen` was last cleared."""

    module = ""
    name = ""
    seen: set[str] | None = None


def activate(mutant: str) -> None:
    """Let a mutant run, here and in the processes that this one starts."""
    trampoline.set_mutant_under_test(mutant)
    Active.module, _, Active.name = mutant.rpartition(".")


def wrapped(mutants: dict[str, Any], is_classmethod: bool = False) -> Callable[[Any], Any]:
    """What generated code calls to choose between a function and its mutants."""

    def decorate(function: Any) -> Any:
        module = function.__module__

        def chosen() -> Any:
            original = mutants["_mutmut_orig"]
            if Active.seen is not None:
                Active.seen.add(f"{module}.{mangled_name_from_mutant_name(original.__name__)}")
            return mutants.get(Active.name, original) if Active.module == module else original

        if is_classmethod:

            @wraps(function)
            def call(cls: type, *args: Any, **kwargs: Any) -> Any:
                return getattr(cls, chosen().__name__)(*args, **kwargs)

        elif isgeneratorfunction(function):

            @wraps(function)
            def call(*args: Any, **kwargs: Any) -> Any:
                return (yield from chosen()(*args, **kwargs))

        else:

            @wraps(function)
            def call(*args: Any, **kwargs: Any) -> Any:
                return chosen()(*args, **kwargs)

        return call

    return decorate


trampoline.wrap_in_trampoline = wrapped
