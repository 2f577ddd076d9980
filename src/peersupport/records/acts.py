"""What somebody is about to do, as a programme's boundary rules see it."""

from peersupport._attrs import record
from peersupport.errors import InvalidRecord
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import Role


@record
class Act:
    """One act that somebody asks about beforehand; what is None is not recorded.

    `action` is a name of the programme's; `by` is who asks, for exemptions. `present` are the roles of those who are
    there besides her and the family, `agreed_by` of those who agreed beforehand; an empty tuple says nobody.
    `author` is who wrote what is written (TC16), `kept` whether it is kept afterwards (TC41), `leaders` how many lead
    together, herself included (YP17), `paid` whether she is paid for it (YP17). `family_data`: it tells something of a
    family; `photographs`: it shows people, all of whom agreed where `photographs_agreed` (CM28). `violence_risk` is
    what vetting found of the family (TC31), known to staff. Raises `InvalidRecord` for a flag that is no truth.
    """

    action: str
    role: Role | None = None
    by: PersonId | None = None
    present: tuple[Role, ...] | None = None
    agreed_by: tuple[Role, ...] | None = None
    author: Role | None = None
    leaders: int | None = None
    paid: bool | None = None
    kept: bool | None = None
    family_data: bool | None = None
    photographs: bool | None = None
    photographs_agreed: bool | None = None
    violence_risk: bool | None = None

    def __attrs_post_init__(self) -> None:
        if any(flag is not None and flag is not True and flag is not False for flag in map(self.flag, FLAGS)):
            raise InvalidRecord("a flag is neither True, False nor None (not recorded)")

    def flag(self, name: str) -> bool | None:
        """A yes, no or not recorded by its name, one of `FLAGS`."""
        value: bool | None = getattr(self, name)
        return value


FLAGS = ("paid", "kept", "family_data", "photographs", "photographs_agreed", "violence_risk")
"""What is a yes or a no about an act."""
