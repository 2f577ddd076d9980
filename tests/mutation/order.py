"""Which tests a mutant is tried on: all that ran its function, first those that noticed its neighbours."""

from collections import Counter, defaultdict
from typing import NamedTuple


class Cost(NamedTuple):
    """What is known of one test without any mutant: whether it failed, its seconds, the functions that it ran."""

    failed: bool
    seconds: float
    functions: list[str]


OF_NEIGHBOURS = 12
"""How many tests that noticed mutants of the same function, and as many of the same module, come first."""
STRONG = "tests/wording/"
"""What comes before other tests: it compares all that is told, word for word."""


class Order:
    """The tests of each function. It learns while mutants are tried."""

    def __init__(self, costs: dict[str, Cost]) -> None:
        self._seconds = {name: cost.seconds for name, cost in costs.items() if not cost.failed}
        self._tests: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._seconds, key=lambda one: (not one.startswith(STRONG), self._seconds[one])):
            for function in costs[name].functions:
                self._tests[function].append(name)
        self._noticed: dict[str, Counter[str]] = defaultdict(Counter)

    def of(self, function: str, budget: float) -> tuple[list[str], float]:
        """The tests that fit into a number of seconds, at least one if there is any, and the seconds that they take."""
        known = dict.fromkeys(self._tests[function])
        near = [name for place in (function, _module(function)) for name in self._often(place) if name in known]
        chosen: list[str] = []
        total = 0.0
        for name in dict.fromkeys([*near, *known]):
            if not chosen or total + self._seconds[name] <= budget:
                chosen.append(name)
                total += self._seconds[name]
        return chosen, total

    def noticed(self, function: str, test: str) -> None:
        """Remember which test noticed a mutant of a function."""
        self._noticed[function][test] += 1
        self._noticed[_module(function)][test] += 1

    def _often(self, place: str) -> list[str]:
        return [name for name, _ in self._noticed[place].most_common(OF_NEIGHBOURS)]


def _module(function: str) -> str:
    return function.rpartition(".")[0]
