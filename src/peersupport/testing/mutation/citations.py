"""The changes of what a rule, parameter or schedule rests on: its words, their mark, the statements that it carries."""

from collections.abc import Iterator, Sequence

from peersupport._attrs import evolve
from peersupport.citations import Citation, Mark


def changed_citation(citation: Citation) -> Iterator[tuple[Citation, str]]:
    """The quotation with another word in it, and the mark that would pass our choice off as the source's, or back."""
    words = citation.quotation.split(" ")
    place = len(words) // 2
    altered = " ".join([*words[:place], "otherwise", *words[place + 1 :]])
    yield evolve(citation, quotation=altered), f"quotes `otherwise` for `{words[place]}`"
    mark = Mark.DEFAULT if citation.mark is Mark.SEED else Mark.SEED
    yield evolve(citation, mark=mark), f"marked {citation.mark.value} -> {mark.value}"


def changed_requirements(requirements: tuple[str, ...], known: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each statement's id left out where another remains, and replaced by the next that the plugin carries."""
    for place, one in enumerate(requirements):
        rest = (*requirements[:place], *requirements[place + 1 :])
        if rest:
            yield rest, f"without the statement {one}"
        other = next((name for name in [*known, *known][known.index(one) :] if name not in requirements), None)
        if other is not None:
            yield (*requirements[:place], other, *requirements[place + 1 :]), f"statement {one} -> {other}"
