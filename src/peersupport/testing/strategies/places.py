"""Sites that have chosen where a programme leaves it open: readings, parameters' values, areas, a calendar."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Any

from peersupport.programmes.host import Host
from peersupport.records.areas import Area
from peersupport.records.calendar import ORDER, Calendar, Closure, ClosureKind, SchoolTerm, calendar_of
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sites import Contact, DatedValue, Partner, Provider, Scalar, Site, SiteValue
from peersupport.rules.criteria import Kind
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of, parameters_of
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.fields import Setting, record_of
from peersupport.testing.strategies.moments import DAY, YEAR, days, periods
from peersupport.testing.strategies.records import AUTHORITIES, LSOAS, TEXTS
from peersupport.testing.strategies.strategy import strategy

ONE = timedelta(days=1)
PLACES = ("Tilbury", "Elsewhere", "Grays", "Purfleet", "Ockendon", "Belhus", "Aveley", "Chadwell")
LIMITS = (2, 3, 5, 18)
"""What a whole number that a source leaves open is set to."""


@strategy
def sites(
    choices: Choices, /, *, host: Host, programme: str, on: date = DAY, settled: bool = True, areas: bool = True
) -> Site:
    """A site of a programme that `host.at_site` takes, or `Host.load(sites=...)`.

    Shrinks to one that runs always, has given each parameter that the programme leaves open a plain value, and changed
    no other. Readings are any of those there are; a number is what the programme says, one below or one above it; one
    value in five changes on `on` or a day beside it. Without `settled` what is open may stay so; without `areas` there
    is no table of areas.
    """
    parameters: dict[str, tuple[DatedValue, ...]] = {}
    declared = read_by(host, programme)
    codes = codes_of(declared, on)
    for one in declared:
        said = one.on(on)
        often = 1 if said is None and settled else 0.25 if said else 0.5
        if choices.chance(often):
            parameters[one.name] = _values(choices, one, on, codes)
    setting = Setting(on=on, texts=TEXTS)
    return Site(
        id=SiteId("site"),
        programme=ProgrammeId(programme),
        runs=periods.by(choices, around=on, open_ended=0.9),
        contacts=_some(choices, Contact, setting),
        partners=_some(choices, Partner, setting),
        providers=_some(choices, Provider, setting),
        parameters=parameters,
        areas=area_tables.by(choices) if areas else None,
        calendar=calendars.by(choices, on=on) if choices.chance(0.3) else None,
    )


@strategy
def area_tables(choices: Choices, /) -> dict[str, tuple[Area, ...]]:
    """A site's table of areas: of each code the areas that it may mean.

    Shrinks to one area in each of the ten deciles. Now and then a code stands for two areas, as after a merger, or the
    decile of one is not known.
    """
    deciles = {f"E010000{decile:02}": decile for decile in range(1, 11)} | dict(zip(LSOAS, (1, 2, 3), strict=True))
    table: dict[str, tuple[Area, ...]] = {code: (_area(code, decile),) for code, decile in deciles.items()}
    if choices.chance(0.3):
        table[LSOAS[1]] = (_area(LSOAS[1], 2), _area(LSOAS[1], choices.pick((3, 4, None))))
    return table


@strategy
def calendars(choices: Choices, /, *, on: date = DAY) -> Calendar:
    """A site's calendar about a day: terms in their order, and closures that touch, overlap, or last one day.

    Shrinks to one without terms and closures. Half of the closures begin or end at `on` or beside it.
    """
    terms: list[SchoolTerm] = []
    first = on - choices.number(0, 200) * ONE
    for place in range(choices.pick((0, 3, 4, 1))):
        last = first + choices.number(20, 90) * ONE
        terms.append(SchoolTerm(year=on.year - 1 + place // 3, name=ORDER[place % 3], start=first, end=last))
        first = last + choices.pick((1, 14, 20)) * ONE
    closures: list[Closure] = []
    for _ in range(choices.pick((0, 1, 2, 4))):
        start = days.by(choices, around=on, before=YEAR, after=YEAR)
        kind = choices.pick((ClosureKind.OWN, *ClosureKind))
        closures.append(Closure(kind=kind, start=start, end=start + choices.pick((0, 1, 10)) * ONE))
    closed = frozenset(kind for kind in ClosureKind if choices.chance(0.5))
    return calendar_of(terms=tuple(terms), closures=tuple(closures), closed=closed)


def read_by(host: Host, programme: str) -> list[Parameter]:
    """The parameters that the rules of a programme read, by name; the core's table of areas is not among them."""
    rules: list[Rule] = [rule for each in host.rules.values() for rule in each if rule.programme == programme]
    found = {one.name: one for one in parameters_of(criteria_of(rules)) if one.kind is not Kind.TABLE}
    return [found[name] for name in sorted(found)]


def _area(code: str, decile: int | None) -> Area:
    return Area(code=code, local_authority=AUTHORITIES[0], imd_decile=decile)


def _some(choices: Choices, kind: type[Any], setting: Setting) -> tuple[Any, ...]:
    return tuple(record_of(choices, kind, setting) for _ in range(choices.pick((0, 0, 1, 2))))


def _values(choices: Choices, declared: Parameter, on: date, codes: Collection[str]) -> tuple[DatedValue, ...]:
    """The values that a site gives: one for ever, or another one from about the day on."""
    first = DatedValue(value=value_for(choices, declared, on, codes))
    if not choices.chance(0.2):
        return (first,)
    return (first, DatedValue(value=value_for(choices, declared, on, codes), since=on + choices.pick((0, -1, 1)) * ONE))


def codes_of(parameters: Iterable[Parameter], on: date) -> tuple[str, ...]:
    """The codes that stand in the sets of some parameters."""
    sets = (one.on(on) for one in parameters if one.kind is Kind.CODE and one.many)
    return tuple(sorted({str(code) for each in sets if isinstance(each, frozenset) for code in each}))


def value_for(choices: Choices, declared: Parameter, on: date = DAY, codes: Collection[str] = ()) -> SiteValue:
    """A value that a parameter takes, as a site writes it; a set holds codes of other parameters too."""
    said = declared.on(on)
    if not declared.many:
        return _scalar(choices, declared, said)
    given: list[Scalar] = [_written(one) for one in sorted(said, key=str)] if isinstance(said, frozenset) else []
    pool = list(dict.fromkeys((*given, *_pool(declared, codes))))
    if declared.size is not None:
        return tuple(pool[: declared.size])
    return tuple(one for one in pool if choices.chance(0.5)) or tuple(pool[:1])


def _scalar(choices: Choices, declared: Parameter, said: Any) -> Scalar:
    if declared.options is not None:
        return choices.pick(declared.options)
    pool = _pool(declared, ())
    if declared.kind in {Kind.WHOLE, Kind.NUMBER} and said is not None:
        pool = [said, max(said - 1, 0), said + 1]
    chosen: Scalar = choices.pick(pool)
    return chosen


def _pool(declared: Parameter, codes: Collection[str]) -> list[Any]:
    if declared.category is not None:
        return [one.value for one in declared.category]
    plain: dict[Kind, list[Any]] = {
        Kind.BOOLEAN: [True, False],
        Kind.WHOLE: [*LIMITS],
        Kind.NUMBER: [0.5, 2.5],
        Kind.DATE: [DAY],
    }
    return plain.get(declared.kind, [*codes, *PLACES, *AUTHORITIES])


def _written(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
