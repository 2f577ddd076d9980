"""A return in the shape of the quarterly return of Best Start Family Hubs (standards.md 2.4)."""

from collections import Counter

from peersupport.outcomes.instruments import TOTAL
from peersupport.records.case import Case
from peersupport.records.people import Sex
from peersupport.reports.draft import Average, Cell, Draft
from peersupport.reports.ethnicity import BROAD
from peersupport.reports.kinds.evaluation import pairs_of
from peersupport.reports.kinds.reach import SEXES
from peersupport.reports.kinds.recorded import groups_told
from peersupport.reports.kinds.waiting import waits
from peersupport.reports.material import (
    DECILES,
    UNKNOWN,
    Material,
    Tick,
    age_band,
    agreed_on,
    area_of,
    counted,
    ethnic_group,
    sorted_by_reach,
)

Who = tuple[str, str, str]
AGES = ((0, "0 to 2"), (3, "3 to 4"), (5, "5 to 17"), (18, "18 to 25"), (26, "26 and older"))
"""The bands of the return."""


def national(material: Material, tick: Tick | None = None) -> Draft:
    """Unique users and their breakdowns, waiting, and outcome scores one anonymous person a line."""
    draft = Draft(
        title="National return",
        counted="Parents who were met are counted as users, each once; their children have a table of their own.",
    )
    met, unsure = sorted_by_reach(material, tick)
    users = draft.people("users", len(met))
    draft.say("{} unique users. They are de-duplicated by the participant: nobody is counted twice.", users)
    names = [name for _, name in AGES]
    ages = [age_band(one.participant.birth_date, AGES, material.last_day) for one in met]
    draft.breakdown("age", "Users by age", "Age", counted(ages, names), users)
    draft.breakdown(
        "ethnicity", "Users by broad ethnic group", "Ethnic group", counted(map(ethnic_group, met), BROAD), users
    )
    draft.breakdown("sex", "Users by sex", "Sex", counted(map(_sex, met), SEXES.values()), users, plot=False)
    deciles = [_idaci(one, material) for one in met]
    draft.breakdown("idaci", "Users by IDACI decile (1: the most deprived)", "Decile", counted(deciles, DECILES), users)
    born = [child.birth_date for one in met for child in one.children or ()]
    children = draft.people("children", len(born))
    young = [age_band(one, AGES, material.last_day) for one in born]
    draft.breakdown("children", "Children of users, by age", "Age", counted(young, names), children, plot=False)
    groups_told(draft, material)
    if unsure:
        draft.say("Of {} families it cannot be told whether they were met.", draft.people("unsure", unsure))
    waits(draft, material)
    _scores(draft, material)
    draft.caveats += [
        "Each breakdown adds up to the users: none exceeds them. Rounded parts need not add up.",
        "IDACI is told where the site's table of areas has it, and never taken from the IMD.",
    ]
    return draft


def _sex(case: Case) -> str:
    sex: Sex | None = case.participant.sex
    return UNKNOWN if sex is None else SEXES[sex]


def _idaci(case: Case, material: Material) -> str:
    areas = area_of(case, material.areas, material.last_day)
    return agreed_on(areas, lambda one: None if one.idaci_decile is None else str(one.idaci_decile))


def _scores(draft: Draft, material: Material) -> None:
    """Both scores of a person, in the period of the second (standards.md 2.4).

    Who is one of few by ethnicity, sex and decile together has none of them on her lines: people are counted, since one
    has a line for each scale. The lines are in the order of
    their scores, so that their places tell nothing.
    """
    instruments = {one.id: one for one in material.instruments if one.items}
    lines: list[tuple[str, str, str, Who]] = []
    groups: Counter[Who] = Counter()
    for case in material.families:
        before = len(lines)
        who = (ethnic_group(case), _sex(case), _idaci(case, material))
        for name, scale, pair in pairs_of(case, instruments, material):
            if pair is not None:
                measure = instruments[name].title if scale == TOTAL else f"{instruments[name].title}: {scale}"
                lines.append((measure, f"{pair[0].exact:g}", f"{pair[1].exact:g}", who))
        groups[who] += len(lines) > before
    people = draft.people("people of outcome lines", groups.total())
    named = {
        who: draft.people(f"people of outcome lines of {' / '.join(who)}", count)
        for who, count in groups.items()
        if count
    }
    draft.adds_up(people, named.values())
    rows: list[tuple[str, tuple[Cell, ...], bool]] = [
        (str(number), (measure, *(Average(text, named[who]) for text in who), before, after), False)
        for number, (measure, before, after, who) in enumerate(sorted(lines, key=lambda one: one[:3]), start=1)
    ]
    headings = ("Line", "Measure", "Ethnic group", "Sex", "IDACI decile", "Before", "After")
    note = "Both scores are returned in the quarter of the second. Whoever is one of few has no group on her line."
    draft.table("scores", "Outcome scores, one anonymous person a line", headings, rows, note=note, needs=people)
