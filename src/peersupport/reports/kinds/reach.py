"""Whom a programme reaches, and whether it reaches those who have least (TC62, HL1, HL2, HL20, MM32, MM33)."""

from collections import Counter

from peersupport.facts.latest import ends_of_day
from peersupport.records.case import Case
from peersupport.records.people import Sex
from peersupport.records.roles import SUPPORTERS, Role
from peersupport.reports.draft import Average, Draft, People, Share
from peersupport.reports.ethnicity import BROAD
from peersupport.reports.kinds.recorded import groups_told
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

PARENTS = ((0, "Under 18"), (18, "18 to 25"), (26, "26 and older"))
CHILDREN = ((0, "0 to 2"), (3, "3 to 4"), (5, "5 and older"))
SEXES = {
    Sex.FEMALE: "Female",
    Sex.MALE: "Male",
    Sex.OTHER: "Other",
    Sex.PREFER_NOT_TO_SAY: "Prefer not to say",
}


def reach(material: Material, tick: Tick | None = None) -> Draft:
    """Families met in the period, and their children; by deprivation, setting, ethnicity, age and sex."""
    draft = Draft(
        title="Reach and equity", counted="Families are counted once each; children have a table of their own."
    )
    met, unsure = sorted_by_reach(material, tick)
    families = draft.people("families", len(met))
    draft.say("{} families were met in the period.", families, requirements=("TC62",))
    _who_visits(draft, material, met)
    deciles = _by_area(draft, material, met, families)
    draft.breakdown(
        "ethnicity", "Families by broad ethnic group", "Ethnic group", counted(map(ethnic_group, met), BROAD), families
    )
    ages = [age_band(one.participant.birth_date, PARENTS, material.last_day) for one in met]
    draft.breakdown(
        "age", "Families by the parent's age", "Age", counted(ages, [name for _, name in PARENTS]), families
    )
    sexes = [SEXES[one.participant.sex] if one.participant.sex is not None else UNKNOWN for one in met]
    draft.breakdown("sex", "Families by the parent's sex", "Sex", counted(sexes, SEXES.values()), families, plot=False)
    _children(draft, material, met)
    _most_deprived(draft, material, deciles, families, unsure)
    groups_told(draft, material)
    if unsure:
        draft.say("Of {} families it cannot be told whether they were met.", draft.people("unsure", unsure))
    draft.caveats.append(
        "Ages and areas are those of the last day of the period. What is not recorded, or only in her own words, is "
        "“Not known”; nobody guesses."
    )
    return draft


def _who_visits(draft: Draft, material: Material, met: list[Case]) -> None:
    """Supporters at work in the period, and the programme's own areas that families came from (TC62)."""
    places = {place.place for one in met for place in one.residences or () if place.place}
    if places:
        draft.say("Areas of the programme that they live in: {}.", len(places), requirements=("TC62",))
    if material.activity is None or material.activity.supporters is None:
        draft.caveats.append("Supporters are not counted: no activity of the site was given.")
        return
    roles: Counter[Role] = Counter()
    for one in material.activity.supporters:
        begun = one.start is None or ends_of_day(one.start)[0] < material.end
        gone = one.end is not None and ends_of_day(one.end)[1] <= material.start
        if one.role in SUPPORTERS and begun and not gone:
            roles[one.role] += 1
    if any(one.role is None or one.start is None for one in material.activity.supporters):
        draft.caveats.append("Of some supporters the role, or the day on which they began, is not recorded.")
    rows = [
        (role.value.replace("_", " ").capitalize(), (draft.people(f"supporters: {role.value}", count),), False)
        for role, count in sorted(roles.items(), key=lambda item: item[0].value)
    ]
    draft.table("supporters", "Supporters at work in the period", ("Role", "Number"), rows)


def _by_area(draft: Draft, material: Material, met: list[Case], families: People) -> dict[str, People]:
    if material.areas is None:
        draft.caveats.append("Deprivation and setting are not told: the site has no table of areas.")
        return {}
    areas = [area_of(one, material.areas, material.last_day) for one in met]
    deciles = [agreed_on(each, lambda one: None if one.imd_decile is None else str(one.imd_decile)) for each in areas]
    settings = [
        agreed_on(each, lambda one: None if one.setting is None else one.setting.value.capitalize()) for each in areas
    ]
    found = draft.breakdown(
        "deprivation",
        "Families by deprivation of their area (decile 1: the most deprived tenth of England)",
        "Decile",
        counted(deciles, DECILES),
        families,
    )
    draft.breakdown(
        "setting", "Families by setting", "Setting", counted(settings, ("Rural", "Urban")), families, plot=False
    )
    return found


def _children(draft: Draft, material: Material, met: list[Case]) -> None:
    """The children of the families that were met, each child once: twins are two (trap 11)."""
    born = [child.birth_date for one in met for child in one.children or ()]
    ages = [age_band(one, CHILDREN, material.last_day) for one in born]
    children = draft.people("children", len(born))
    draft.breakdown(
        "children", "Children of these families, by age", "Age", counted(ages, [n for _, n in CHILDREN]), children
    )
    open_to = sum(one.children is None for one in met)
    if open_to:
        draft.say("Of {} families children are not recorded.", draft.people("no children recorded", open_to))


def _most_deprived(draft: Draft, material: Material, deciles: dict[str, People], families: People, unsure: int) -> None:
    """Whether most of the families live in the most deprived areas, where the source says so (HL2).

    It is told only where neither an area that is not known nor a family that may have been met could turn it.
    """
    said = material.carrying("HL2")
    cut = said.figure("more than") if said is not None else None
    if said is None or cut is None or material.most_deprived is None or not deciles:
        return
    worst = sum(draft.values[deciles[name].name] for name in DECILES[: material.most_deprived])
    open_to = draft.values[deciles[UNKNOWN].name]
    total = draft.values[families.name]
    part = draft.part("most deprived", worst, families)
    draft.adds_up(part, [deciles[name] for name in DECILES[: material.most_deprived]])
    needed = cut * (total + unsure)
    sure, possible = worst > needed, worst + open_to + unsure > needed or total + unsure == 0
    verdict = "it holds" if sure else "it cannot be told" if possible else "it does not hold"
    draft.say(
        f"{{}} of {{}} families ({{}}) live in deciles 1 to {material.most_deprived}.",
        part,
        families,
        Share(part, families),
        requirements=said.requirements,
    )
    draft.say(
        "That most of them live in the most deprived areas: {}.", Average(verdict, part), requirements=said.requirements
    )
