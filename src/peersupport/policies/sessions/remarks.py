"""What a review of a session or visit says: warnings, and what would have to be recorded to tell."""

from collections.abc import Iterable, Iterator

from peersupport._attrs import frozen
from peersupport.citations import Carrier


@frozen
class Remark:
    """One thing that is not as planned, or (`known` False) that cannot be told. `about` is the part of the plan.

    It names no person, and nothing that was said.
    """

    about: str
    requirements: tuple[str, ...]
    text: str
    known: bool = True


@frozen
class Review:
    """A session or visit beside its plan. It refuses nothing: whoever held it knows better than a plan."""

    remarks: tuple[Remark, ...]

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What is surely not as planned."""
        return tuple(one for one in self.remarks if one.known)

    @property
    def unknown(self) -> tuple[Remark, ...]:
        """What is not recorded, and would have to be to tell."""
        return tuple(one for one in self.remarks if not one.known)


def reviewed(*remarks: Iterable[Remark]) -> Review:
    """A review of all these remarks, in the order of the plan."""
    return Review(remarks=tuple(one for each in remarks for one in each))


def told(carrier: Carrier, wrong: bool | None, text: str, unknown: str) -> Iterator[Remark]:
    """A warning where something is wrong, a question where that cannot be told, nothing where it is right."""
    if wrong is not False:
        words = text if wrong else unknown
        yield Remark(about=carrier.id, requirements=carrier.requirements, text=words, known=wrong is True)
