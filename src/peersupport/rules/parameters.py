"""Parameters: dated, cited, unit-bearing values that rules and facts read. A parameter without a value is UNKNOWN."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from enum import Enum, Flag

from peersupport._attrs import frozen, named
from peersupport.citations import Citation, mark_of
from peersupport.dates import parse_date
from peersupport.errors import RuleError
from peersupport.records.areas import AreaTable
from peersupport.rules.criteria import Kind, Operand

Value = bool | int | float | date | str | Enum
Setting = Value | frozenset[Value] | AreaTable | None
Given = Value | Set[Value] | Sequence[Value] | None
"""A parameter's value as a plugin writes it: what holds several members becomes a set."""


@frozen
class Dated:
    """A value from `since` on, to the next one; `since` None: from ever."""

    since: date | None
    value: Setting
    source: str = ""


@named
class Parameter(Operand):
    """A named value with a source.

    `values` is ordered by date; before the first one there is no value. `kind` is that of the value, or of the members
    of a set (`many`). `options` closes the choice: the members of an enum, or the readings of an ambiguity.
    """

    name: str
    kind: Kind
    values: tuple[Dated, ...]
    citation: Citation
    unit: str | None = None
    many: bool = False
    category: type[Enum] | None = None
    options: tuple[str, ...] | None = None
    size: int | None = None
    """How many members a set must have, where the source says so (TC3)."""
    requirement: str = ""
    meaning: str = ""
    question: str = ""

    def on(self, day: date, overrides: tuple[Dated, ...] | None = None) -> Setting:
        """The value on a day: the site's where the site gives any, else the programme's; None when there is none."""
        dated = self.values if overrides is None else overrides
        found = bisect_right([entry.since or date.min for entry in dated], day)
        return dated[found - 1].value if found else None

    def changes(self, overrides: tuple[Dated, ...] | None = None) -> tuple[date, ...]:
        """The days on which the value changes."""
        return tuple(entry.since for entry in (self.values if overrides is None else overrides) if entry.since)


def as_parameter(operand: Operand) -> Parameter:
    """An operand that can only be a parameter. Raises `RuleError` when it is not."""
    if isinstance(operand, Parameter):
        return operand
    raise RuleError(f"`{operand.name}` is not a parameter", code="criterion-type")


def parameter(
    name: str,
    values: Mapping[str, Given] | Given,
    *,
    mark: str,
    quote: str,
    unit: str | None = None,
    type: type[object] | None = None,
    options: Iterable[str] | None = None,
    size: int | None = None,
    many: bool = False,
    requirement: str = "",
    document: str = "",
    meaning: str = "",
    question: str = "",
    note: str = "",
) -> Parameter:
    """Declare a parameter.

    `values` maps ISO dates to values, or is one value that has always held; `None` is "no value": every rule that reads
    it is UNKNOWN, and the service is asked. `mark` is `seed`, `default`, `law` or `memory`; `quote` the words that it
    rests on. `type` (bool, int, float, date, str, or an Enum class) is needed where no value shows it. `options` names
    the readings of an ambiguity, `size` how many members a set must have, `many` that it is a set where no value
    shows it. Raises `RuleError` for values of mixed types,
    `InvalidDate` for a wrong date.
    """
    dated: Mapping[str, Given] = values if isinstance(values, Mapping) else {"": values}
    entries = tuple(
        Dated(since=parse_date(since) if since else None, value=_setting(value))
        for since, value in sorted(dated.items())
    )
    given = [entry.value for entry in entries if entry.value is not None]
    many = many or size is not None or any(isinstance(value, frozenset) for value in given)
    sample = next((member for value in given for member in (value if isinstance(value, frozenset) else (value,))), None)
    kind, category = kind_of(type if type is not None else sample.__class__ if sample is not None else None, name)
    declared = Parameter(
        name=name,
        kind=kind,
        values=entries,
        citation=Citation(document=document, quotation=quote, mark=mark_of(mark), note=note),
        unit=unit,
        many=many,
        category=category,
        options=tuple(options) if options is not None else None,
        size=size,
        requirement=requirement,
        meaning=meaning,
        question=question,
    )
    for entry in entries:
        check_setting(declared, entry.value)
    return declared


def kind_of(type_: type[object] | None, name: str) -> tuple[Kind, type[Enum] | None]:
    """The kind of value that a Python type stands for, and the enum when it is one. Raises `RuleError` for others."""
    kinds: dict[type[object], Kind] = {
        bool: Kind.BOOLEAN,
        int: Kind.WHOLE,
        float: Kind.NUMBER,
        date: Kind.DATE,
        str: Kind.CODE,
        dict: Kind.TABLE,
    }
    if type_ is not None and issubclass(type_, Enum):
        check_category(type_, name)
        return Kind.CATEGORY, type_
    if type_ not in kinds:
        raise RuleError(f"`{name}` needs a type: bool, int, float, date, str or an Enum", code="parameter-type")
    return kinds[type_], None


def check_category(category: type[Enum], name: str) -> None:
    """Raise `RuleError` unless a category's members can be written down, and told apart when they are read again."""
    values = [member.value for member in category]
    plain = not issubclass(category, Flag) and all(type(value) in {bool, int, str} for value in values)
    if not plain or len({str(value) for value in values}) < len(values):
        message = f"`{name}` needs an Enum of which every value is a text or a whole number, no two alike as text"
        raise RuleError(message, code="parameter-type", help="a Flag is no category: make it several facts")


def check_setting(declared: Parameter, value: Setting) -> None:
    """Raise `RuleError` unless a value (a site's, say) is of the parameter's kind and among its options."""
    members = value if isinstance(value, frozenset) else () if value is None else (value,)
    if value is not None and isinstance(value, frozenset) is not declared.many:
        wanted = "a set of values" if declared.many else "one value"
        raise RuleError(f"`{declared.name}` takes {wanted}", code="parameter-type")
    if declared.size is not None and value is not None and len(members) != declared.size:
        raise RuleError(f"`{declared.name}` needs a set of {declared.size}", code="parameter-size")
    for member in members:
        kind, category = kind_of(type(member), declared.name)
        if kind is Kind.WHOLE and declared.kind is Kind.NUMBER:
            continue
        if kind is not declared.kind or category is not declared.category:
            raise RuleError(
                f"`{declared.name}` has values of another type than {declared.kind.value}", code="parameter-type"
            )
        if declared.options is not None and member not in declared.options:
            known = ", ".join(f"`{option}`" for option in declared.options)
            raise RuleError(f"`{declared.name}` has a value that is not one of its options", help=f"options: {known}")


def _setting(value: Given) -> Setting:
    if isinstance(value, set | frozenset | list | tuple):
        return frozenset(value)
    return value  # type: ignore[return-value]
