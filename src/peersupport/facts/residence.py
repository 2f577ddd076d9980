"""Facts about where the family lives, on the day or when it was referred, and how deprived the area is."""

from collections.abc import Callable
from datetime import date

from peersupport.dates import PartialDate
from peersupport.facts.latest import agreed, ends_of_day
from peersupport.facts.referral import judged, referred
from peersupport.records.areas import Area, AreaTable, Residence
from peersupport.records.case import Case
from peersupport.rules.bounds import Bounds
from peersupport.rules.facts import AskedOf, fact
from peersupport.rules.parameters import parameter

areas = parameter(
    "core.areas",
    None,
    type=dict,
    mark="default",
    requirement="HL1",
    document="requirements.md",
    quote="deprivation indicator (area decile or own circumstances)",
    meaning="the table of areas and their deprivation",
    question="Which table of areas (code, authority, IMD decile) does the site use?",
)
_WHERE = "Where does the family live?"


@fact("core.local_authority", meaning="the local authority that the family lives in", question=_WHERE)
def local_authority(case: Case, day: date) -> str | None:
    """The ONS code of the authority of residence on the day."""
    return _lived(case, day, lambda one: one.local_authority)


@fact(
    "core.local_authority_at_referral",
    meaning="the local authority that the family lived in when referred",
    question="Where did the family live when it was referred?",
    asked_of=AskedOf.REFERRER,
    presupposes=referred,
)
def local_authority_at_referral(case: Case, day: date) -> str | None:
    """The authority of residence on the day of the referral (MM6); moving away is a matter for review."""
    return agreed([_lived(case, one.received, lambda one: one.local_authority) for one in judged(case)])


@fact("core.place", meaning="the programme's own name for where the family lives", question=_WHERE)
def place(case: Case, day: date) -> str | None:
    """The place by the name that the programme uses for it (TC3)."""
    return _lived(case, day, lambda one: one.place)


@fact("core.lsoa", meaning="the small area that the family lives in", question=_WHERE)
def lsoa(case: Case, day: date) -> str | None:
    """The ONS code of the LSOA of residence on the day."""
    return _lived(case, day, lambda one: one.lsoa)


@fact(
    "core.imd_decile",
    unit="decile",
    meaning="the deprivation decile of the area (1 is the most deprived tenth)",
    question=_WHERE,
    reads={"table": areas},
)
def imd_decile(case: Case, day: date, *, table: AreaTable | None) -> int | Bounds | None:
    """The area's IMD decile by the site's table; between bounds where an old code covers several areas."""
    code = _lived(case, day, lambda one: one.lsoa)
    if code is None or table is None or code not in table:
        return None
    deciles = [area.imd_decile for area in table[code]]
    known = [decile for decile in deciles if decile is not None]
    if not known or len(known) < len(deciles):
        return None
    return known[0] if min(known) == max(known) else Bounds(low=min(known), high=max(known))


def area_of(table: AreaTable, code: str) -> Area | None:
    """The one area of a code; None when the table has none or several."""
    found = table.get(code, ())
    return found[0] if len(found) == 1 else None


def _lived(case: Case, when: PartialDate | None, field: Callable[[Residence], str | None]) -> str | None:
    """What all residences that can cover the time agree on, if at least one surely does."""
    first, last = ends_of_day(when)
    possible: list[str | None] = []
    sure = False
    for one in case.residences or ():
        start = (date.min, date.min) if one.start is None else ends_of_day(one.start)
        end = (date.max, date.max) if one.end is None else ends_of_day(one.end)
        if start[0] <= last and (end[1] > first or one.end is None):
            possible.append(field(one))
            sure = sure or (start[1] <= first and (end[0] > last or one.end is None))
    return agreed(possible) if sure else None
