"""Reports that a source speaks of, declared as data: which kind, for which statement, by which words."""

from enum import Enum

from peersupport._attrs import frozen
from peersupport.citations import Citation, cited


class ReportKind(Enum):
    """What a report tells."""

    TERM = "term"
    EVALUATION = "evaluation"
    REACH = "reach"
    WAITING = "waiting"
    LEARNING = "learning"
    TOOLKIT = "toolkit"
    VALUE = "value"
    PLANNING = "planning"
    NATIONAL = "national"


@frozen
class Reporting:
    """That a report of a kind answers to some statements of a programme's source.

    `figures` are numbers that the source states, by name; `tags` are kinds of outputs or contents of training that it
    names, as the records spell them.
    """

    id: str
    kind: ReportKind
    requirements: tuple[str, ...]
    citation: Citation
    figures: tuple[tuple[str, float], ...] = ()
    tags: tuple[str, ...] = ()

    def figure(self, name: str) -> float | None:
        """A figure by its name."""
        return dict(self.figures).get(name)


def report(
    kind: ReportKind,
    *requirements: str,
    quote: str,
    mark: str = "seed",
    note: str = "",
    document: str = "",
    id: str = "",
    figures: tuple[tuple[str, float], ...] = (),
    tags: tuple[str, ...] = (),
) -> Reporting:
    """Declare a report: `Programme(reports=(report(ReportKind.TERM, "CM19", quote="..."),))`. Raises `RuleError`."""
    return Reporting(
        id=id or "-".join((kind.value, *requirements[:1])).lower(),
        kind=kind,
        requirements=requirements,
        citation=cited(quote, mark=mark, note=note, document=document),
        figures=figures,
        tags=tags,
    )
