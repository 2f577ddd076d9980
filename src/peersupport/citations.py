"""Where a rule or a value comes from: the document, its words, and whether the words or we chose the value."""

from enum import Enum

from peersupport._attrs import frozen


class Mark(Enum):
    """Who says so (requirements.md): the source itself, our own choice, the law, or memory not yet confirmed."""

    SEED = "seed"
    DEFAULT = "default"
    LAW = "law"
    MEMORY = "memory"


@frozen
class Citation:
    """The words that a rule or a value rests on.

    `document` is the path of the source text inside the plugin; `quotation` stands in it to the letter.
    A `[default]` quotes the words that left the matter open, and `note` says what was chosen.
    """

    document: str
    quotation: str
    mark: Mark = Mark.SEED
    note: str = ""
