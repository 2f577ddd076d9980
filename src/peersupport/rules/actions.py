"""What somebody may be about to do, by the names that boundary rules and questions use."""

from peersupport._attrs import frozen
from peersupport.citations import Citation, cited


@frozen
class NamedAction:
    """One action of a programme, such as `lend_money`. `title` says it in words: "lend money to a parent"."""

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation


RAISE_CONCERN = NamedAction(
    id="raise_concern",
    title="tell the co-ordinator that a child may be at risk of significant harm",
    requirements=("TC36",),
    citation=cited(
        "an absolute duty to contact the co-ordinator",
        mark="law",
        document="The Thurrock Community Mothers Programme",
        note="a duty of the core's floor: of every supporter, in every programme",
    ),
)
CORE_ACTIONS = (RAISE_CONCERN,)
"""The actions that every programme has, and none may declare."""
