"""What a plugin has to offer: a switch for each capability that checks ask for."""

from collections.abc import Iterator

from peersupport._attrs import frozen
from peersupport.errors import RuleError, did_you_mean


@frozen
class SwitchedOff:
    """A switch that is off, and why."""

    reason: str


def off(reason: str) -> SwitchedOff:
    """Switch a capability off. Raises `RuleError` without a reason: a silence cannot be argued with."""
    if not reason.strip():
        raise RuleError("a check is switched off for a reason", code="suite-switch", help='off("because ...")')
    return SwitchedOff(reason=reason)


Switch = bool | SwitchedOff


class SuiteRequirements:
    """The defaults. In a plugin's test file, `class Requirements(SuiteRequirements)` says what is otherwise there.

    Each switch is True, or `off("why")`. What is switched off is told in every report, and its level is not reached.
    """

    plugin: str = ""
    """Its name, its distribution, or the path of its one file; empty: the project in whose folder the test lies."""

    host: Switch = True
    """The host takes the plugin, and it brings rules."""
    metadata: Switch = True
    """The distribution says what it is, and which programmes it touches."""
    sources: Switch = True
    """The source texts lie in the plugin, and its quotations stand in them."""
    readings: Switch = True
    """What a source leaves open says how it is read; every reading is exercised."""
    documentation: Switch = True
    """README, meanings and questions are there for people to read."""
    redirects: Switch = True
    """A refusal says where to turn."""
    scenarios: Switch = True
    """Scenarios in the package show every rule with every truth."""
    boundaries: Switch = True
    """Scenarios stand on both sides of every boundary and day of change."""
    agreement: Switch = True
    """Answers are those that the specification works out."""
    unknown: Switch = True
    """What is not known is never a yes, and is asked."""
    monotonicity: Switch = True
    """More knowledge never turns an answer."""
    determinism: Switch = True
    """The same question has the same answer."""
    purity: Switch = True
    """The code reads nothing but what it is given, in any process."""


def switched_off(requirements: type[SuiteRequirements]) -> dict[str, str]:
    """By capability, why it is switched off. Raises `RuleError` for a switch that does not exist, or is no switch."""
    found: dict[str, str] = {}
    for name, value in _declared(requirements):
        if name not in CAPABILITIES:
            help = did_you_mean(name, {*CAPABILITIES, "plugin"})
            raise RuleError(f"the suite has no switch `{name}`", code="suite-switch", help=help)
        if isinstance(value, SwitchedOff):
            found[name] = value.reason
        elif value is not True:
            raise RuleError(f"`{name}` is no switch", code="suite-switch", help=f'{name} = off("why"), or True')
    return found


def _declared(requirements: type[SuiteRequirements]) -> Iterator[tuple[str, object]]:
    for cls in requirements.__mro__:
        if cls not in {SuiteRequirements, object}:
            yield from (
                (name, one) for name, one in vars(cls).items() if name != "plugin" and not name.startswith("__")
            )


CAPABILITIES = tuple(name for name, value in vars(SuiteRequirements).items() if value is True)
"""The names of all switches."""
