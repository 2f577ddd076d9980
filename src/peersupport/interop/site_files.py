"""Sites from `site.toml` files, checked in full."""

import hashlib
from datetime import date, time
from math import isfinite
from pathlib import Path
from typing import Annotated, Any

from peersupport._attrs import frozen
from peersupport.dates import ALWAYS, Period, parse_date
from peersupport.errors import InvalidDate, InvalidDocument
from peersupport.errors import Path as Place
from peersupport.interop.areas import areas_from
from peersupport.interop.calendars import CalendarFile, calendar_from
from peersupport.interop.faults import Faults
from peersupport.interop.settings import is_list, is_table, toml_document
from peersupport.interop.texts import file_bytes
from peersupport.records.codec import structured
from peersupport.records.codec.faults import Mismatch
from peersupport.records.codec.form import Form
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sites import Contact, DatedValue, Partner, Provider, Site, SiteValue
from peersupport.rules.document import digest

Json = Any
ALWAYS_KEY = "always"
SOURCE_KEY = "source"
PERIODS = frozenset({"period", "runs"})
SCALARS = frozenset({bool, int, float, str, date})


def read_sites(path: Path) -> tuple[Site, ...]:
    """The site of a TOML file, or the sites of all `.toml` files of a folder, by file name.

    Keys: `id`, `programme`, `title`, `runs` (`start`, `end`: the first day that is no longer in it), `contacts`,
    `partners`, `providers` (lists of tables, as the records have them; `period` as `runs`), `areas` (a CSV beside the
    file), `calendar` (its terms and closures: `CalendarFile`), `source` (who decided the values) and `parameters`.
    A parameter has a value, or a table of days from which values hold (`always`: from ever), and `source` of its own
    if need be; an empty table leaves it open.
    Raises `InvalidDocument` with every fault; paths start with the file's name.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    faults = Faults("the sites have faults")
    sites: list[Site] = []
    named: dict[tuple[str, str], str] = {}
    for file in files:
        try:
            site = _site(file)
        except InvalidDocument as error:
            faults.take(error.faults, (file.name,))
            continue
        other = named.setdefault((site.programme, site.id), file.name)
        if other != file.name:
            faults.add("site-duplicate", f"`{other}` has a site of the same programme and id", (file.name, "id"))
        sites.append(site)
    if not files:
        faults.add("site-missing", f"there is no site file in `{path.name}`")
    faults.settle()
    return tuple(sites)


def _parameters(value: Json, _: object) -> Json:
    if not is_table(value):
        raise Mismatch("value-type", "a table")
    return value


@frozen
class SiteFile:
    """What a `site.toml` holds: the site, what it chose, and the names of the files beside it."""

    id: SiteId
    programme: ProgrammeId
    title: str = ""
    source: str = ""
    runs: Period = ALWAYS
    contacts: tuple[Contact, ...] = ()
    partners: tuple[Partner, ...] = ()
    providers: tuple[Provider, ...] = ()
    areas: str | None = None
    calendar: CalendarFile | None = None
    parameters: Annotated[Json, Form(read=_parameters, schema=lambda _: {"type": "object"})] = None
    """Read by `_gather`: their names may be dotted, and their values dated."""


def _site(path: Path) -> Site:
    document = toml_document(path)
    faults = Faults("a site has faults")
    values = document.get("parameters", {})
    file = SiteFile(id=SiteId(""), programme=ProgrammeId(""))
    try:
        file = structured(_with_open_ends({key: one for key, one in document.items() if key != "parameters"}), SiteFile)
    except InvalidDocument as error:
        faults.take(error.faults)
    parameters: dict[str, tuple[DatedValue, ...]] = {}
    if is_table(values):
        _gather(values, (), file.source, parameters, faults)
    else:
        faults.add("value-type", "expected a table", ("parameters",))
    areas, content = None, b""
    if file.areas is not None:
        try:
            content = file_bytes(path.parent / file.areas)
            areas = areas_from(content, file.areas)
        except InvalidDocument as error:
            faults.take(error.faults, ("areas",))
    calendar, read = None, list[str]()
    if file.calendar is not None:
        try:
            calendar, read = calendar_from(file.calendar, path.parent)
        except InvalidDocument as error:
            faults.take(error.faults, ("calendar",))
    faults.settle()
    plain = _plain({key: one for key, one in document.items() if key != "areas"})
    return Site(
        id=file.id,
        programme=file.programme,
        title=file.title,
        runs=file.runs,
        contacts=file.contacts,
        partners=file.partners,
        providers=file.providers,
        parameters=parameters,
        areas=areas,
        calendar=calendar,
        digest=digest(
            {
                "site": plain,
                "areas": hashlib.sha256(content).hexdigest() if areas is not None else None,
                **({"calendar": read} if calendar is not None else {}),
            }
        ),
    )


def _gather(
    values: dict[str, Json], name: Place, source: str, found: dict[str, tuple[DatedValue, ...]], faults: Faults
) -> None:
    """Parameters by their dotted names: `a.b = 1` and `"a.b" = 1` are the same to us, and different to TOML."""
    for key, value in values.items():
        path = (*name, key)
        if is_table(value) and value and not any(_says_when(one) for one in value):
            _gather(value, path, source, found, faults)
            continue
        full = ".".join(str(one) for one in path)
        if full in found:
            faults.add("parameter-duplicate", "the parameter is set twice", ("parameters", full))
        found[full] = tuple(_dated(value, source, ("parameters", full), faults))


def _says_when(key: str) -> bool:
    return key in {ALWAYS_KEY, SOURCE_KEY} or _day(key) is not None


def _day(key: str) -> date | None:
    try:
        return parse_date(key)
    except InvalidDate:
        return None


def _dated(value: Json, source: str, path: Place, faults: Faults) -> list[DatedValue]:
    if not is_table(value) or not value:
        return [DatedValue(value=_value(value, path, faults), source=source)]
    given = value.get(SOURCE_KEY, source)
    if type(given) is not str:
        faults.add("value-type", "expected a text", (*path, SOURCE_KEY))
        given = source
    days = {key: None if key == ALWAYS_KEY else _day(key) for key in value if key != SOURCE_KEY}
    for key in sorted(key for key, since in days.items() if since is None and key != ALWAYS_KEY):
        faults.add("key-unknown", "expected a day (YYYY-MM-DD), `always` or `source`", (*path, key))
    if not days:
        faults.add("key-missing", "expected a day (YYYY-MM-DD) or `always`, with a value", path)
    return [
        DatedValue(value=_value(value[key], (*path, key), faults), since=since, source=given)
        for key, since in sorted(days.items(), key=lambda item: item[1] or date.min)
    ]


def _value(value: Json, path: Place, faults: Faults) -> SiteValue:
    if value == {}:
        return None
    members = value if is_list(value) else [value]
    if all(type(one) in SCALARS and not (type(one) is float and not isfinite(one)) for one in members):
        return tuple(members) if is_list(value) else members[0]
    faults.add("value-type", "expected a text, number, day, true or false, or a list of such", path)
    return None


def _with_open_ends(value: Json) -> Json:
    """Periods may leave out an end in the file, and may not in the records."""
    if is_list(value):
        return [_with_open_ends(one) for one in value]
    if not is_table(value):
        return value
    open_ended: dict[str, Json] = {"start": None, "end": None}
    return {
        key: {**open_ended, **one} if key in PERIODS and is_table(one) else _with_open_ends(one)
        for key, one in value.items()
    }


def _plain(value: Json) -> Json:
    """The document as JSON, to be hashed."""
    if is_table(value):
        return {key: _plain(one) for key, one in value.items()}
    if is_list(value):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value
