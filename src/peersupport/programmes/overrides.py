"""What a site gives the parameters of its programme: checked against them, and turned into their types."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType

from peersupport.errors import Fault, InvalidDocument, RuleError, did_you_mean
from peersupport.records.sites import Site, SiteValue
from peersupport.rules.criteria import Kind
from peersupport.rules.parameters import Dated, Parameter, Setting, check_setting
from peersupport.rules.rule_set import Overrides

AREAS = "core.areas"


def overrides_of(site: Site, parameters: Mapping[str, Parameter]) -> Overrides:
    """The site's values by parameter. Raises `InvalidDocument` with every unknown name and wrong value."""
    overrides: Overrides = {}
    faults: list[Fault] = []
    for name, values in sorted(site.parameters.items()):
        declared = parameters.get(name)
        if declared is None:
            message = f"the site `{site.id}` sets a parameter that no rule reads"
            faults.append(
                Fault(
                    code="parameter-unknown",
                    message=message,
                    path=("parameters", name),
                    help=did_you_mean(name, parameters),
                )
            )
            continue
        try:
            dated = tuple(
                Dated(since=one.since, value=_setting(one.value, declared), source=one.source)
                for one in sorted(values, key=lambda one: one.since or date.min)
            )
            for one in dated:
                check_setting(declared, one.value)
            if len({one.since for one in dated}) < len(dated):
                raise RuleError("two values from one day on", help="each day once")
            overrides[name] = dated
        except (RuleError, ValueError) as error:
            help = (error.help if isinstance(error, RuleError) else "") or _expected(declared)
            faults.append(
                Fault(
                    code="parameter-type",
                    message="the value is not one that the parameter takes",
                    path=("parameters", name),
                    help=help,
                )
            )
    if faults:
        raise InvalidDocument("a site sets parameters wrongly", faults)
    if site.areas is not None:
        overrides[AREAS] = (Dated(since=None, value=MappingProxyType(site.areas)),)
    return overrides


def _expected(declared: Parameter) -> str:
    """What a value of the parameter is, in words."""
    unit = f" ({declared.unit})" if declared.unit else ""
    return f"expected {'a list of values of the kind' if declared.many else 'a'} {declared.kind.value}{unit}"


def overrides_by_site(
    sites: Iterable[Site],
    programmes: Collection[str],
    unavailable: Collection[str],
    parameters: Mapping[str, Parameter],
) -> Mapping[str, Overrides]:
    """What each site gives the parameters; of a programme that is unavailable, nothing can be said.

    Raises `InvalidDocument` with every fault: an unknown programme, two sites of one id, wrong names and values.
    """
    found: dict[str, Overrides] = {}
    faults: list[Fault] = []
    for site in sites:
        if str(site.id) in found:
            faults.append(Fault(code="site-duplicate", message=f"there are two sites `{site.id}`"))
        found[str(site.id)] = {}
        if site.programme in programmes:
            try:
                found[str(site.id)] = overrides_of(site, parameters)
            except InvalidDocument as error:
                faults += error.faults
        elif site.programme not in unavailable:
            message = f"the site `{site.id}` is of a programme that is not here"
            help = did_you_mean(site.programme, programmes)
            faults.append(Fault(code="programme-unknown", message=message, help=help))
    if faults:
        raise InvalidDocument("a site does not fit the programmes", faults)
    return MappingProxyType(found)


def _setting(value: SiteValue, declared: Parameter) -> Setting:
    """A value of a site file as the parameter's type: names become enum members, lists become sets."""
    if isinstance(value, tuple):
        members = (_setting(one, declared) for one in value)
        return frozenset(one for one in members if isinstance(one, bool | int | float | date | str | Enum))
    if declared.category is not None and isinstance(value, str):
        return declared.category(value)
    if declared.kind is Kind.NUMBER and type(value) is int:
        return float(value)
    return value
