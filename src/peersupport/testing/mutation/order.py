"""In which order a plugin's test files are run against a change: the one first that most likely notices it."""

from collections import Counter
from collections.abc import Mapping

from peersupport.testing.mutation.mutant import Mutant, Subject

Noticed = Counter[tuple[str, str]]
"""How often a file has noticed a change of a kind in this run."""


def files_in_order(
    mutant: Mutant, files: Mapping[str, frozenset[str]], noticed: Noticed, took: Mapping[str, float]
) -> tuple[str, ...]:
    """The files whose tests speak of the rule or its statements first, then those that noticed changes of this kind;
    of equals the quickest, by the seconds that each `took`.

    Words and marks are noticed in one place, whatever the rule: there what has noticed most comes first.
    """

    def rank(file: str) -> tuple[int, bool, bool, int, float, str]:
        names, often = files[file], -noticed[mutant.subject.value, file]
        if mutant.subject is Subject.CITATION:
            return often, False, False, 0, took[file], file
        return 0, names.isdisjoint(mutant.rules), names.isdisjoint(mutant.requirements), often, took[file], file

    return tuple(sorted(files, key=rank))
