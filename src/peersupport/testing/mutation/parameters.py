"""The changes of a parameter: each dated value, the day from which it holds, the default reading, what it rests on."""

from collections.abc import Iterator, Sequence

from peersupport._attrs import evolve
from peersupport.programmes.contributions import Contribution
from peersupport.rules.criteria import Constant, Kind
from peersupport.rules.parameters import Dated, Parameter, Setting, Value, check_setting
from peersupport.rules.render import shown
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of
from peersupport.testing.mutation.citations import changed_citation, changed_requirements
from peersupport.testing.mutation.equivalence import without_effect
from peersupport.testing.mutation.mutant import Mutant, Subject
from peersupport.testing.mutation.values import DAY, changed_members, changed_value

ANOTHER = "E99999999"
"""A code that no parameter names: the "one member more" of a set of codes."""


def parameter_mutants(parameter: Parameter, known: Sequence[str], readers: Sequence[Rule]) -> Iterator[Mutant]:
    """Every change of one parameter. `readers` are the rules that read it."""
    found: list[tuple[Subject, str, object, str]]
    found = [(Subject.PARAMETER, "values", values, words) for values, words in _values(parameter, readers)]
    found += [(Subject.CITATION, "citation", new, words) for new, words in changed_citation(parameter.citation)]
    if parameter.requirement:
        found += [
            (Subject.CITATION, "requirement", new, words)
            for (new,), words in changed_requirements((parameter.requirement,), known)
        ]
    for subject, field, new, words in found:
        yield Mutant(
            subject=subject,
            place=f"parameter {parameter.name}",
            change=words,
            alter=lambda whole, field=field, new=new: _set(whole, parameter, field, new),  # type: ignore[misc]
            requirements=(parameter.requirement,) if parameter.requirement else (),
            rules=tuple(rule.id for rule in readers),
        )


def _set(whole: Contribution, parameter: Parameter, field: str, new: object) -> Contribution:
    """Change the parameter where it stands: rules, facts and schedules share it, and the plugin's own code reads it.

    Raises `RuleError` for values that the parameter would not have been declared with.
    """
    object.__setattr__(parameter, field, new)
    for one in parameter.values:
        check_setting(parameter, one.value)
    return whole


def _values(parameter: Parameter, readers: Sequence[Rule]) -> Iterator[tuple[tuple[Dated, ...], str]]:
    criteria = criteria_of(readers)
    for place, one in enumerate(parameter.values):
        before, after = parameter.values[:place], parameter.values[place + 1 :]
        for setting in _settings(parameter, one.value):
            if readers and without_effect(parameter, one.value, setting, criteria):
                continue
            words = f"{shown(one.value, parameter.unit)} -> {shown(setting, parameter.unit)}"
            yield (*before, evolve(one, value=setting), *after), words
        if one.since is not None:
            for day in (one.since - DAY, one.since + DAY):
                words = f"from {shown(one.since)} -> from {shown(day)}"
                yield (*before, evolve(one, since=day), *after), words


def _settings(parameter: Parameter, value: Setting) -> Iterator[Setting]:
    if value is None:
        yield from _unset(parameter)
    elif isinstance(value, frozenset):
        among: tuple[Constant, ...] = (ANOTHER,) if parameter.kind is Kind.CODE else tuple(parameter.category or ())
        yield from changed_members(value, among)
    elif parameter.options is not None:
        yield from (option for option in parameter.options if option != value)
    elif not isinstance(value, dict):
        yield from changed_value(_constant(value))


def _unset(parameter: Parameter) -> Iterator[Value]:
    """What would settle in the service's place what the source leaves open."""
    if parameter.options is not None:
        yield from parameter.options
    elif parameter.kind is Kind.BOOLEAN:
        yield from (True, False)
    elif parameter.kind is Kind.WHOLE and not parameter.many:
        yield 1


def _constant(value: Setting) -> Constant:
    return value  # type: ignore[return-value]
