"""How long families wait from referral to first contact (HL8): mean days with one decimal, in both readings."""

from datetime import timedelta

from peersupport.facts.latest import ends_of_day
from peersupport.outcomes.referrals import days_from_referral_to_first_contact
from peersupport.records.case import Case
from peersupport.records.encounters import EncounterStatus
from peersupport.records.identifiers import ProgrammeId
from peersupport.reports.draft import Average, Draft
from peersupport.reports.material import UNKNOWN, Material, Tick, counted
from peersupport.truth import Truth

WAITS = ((0, "0 to 7"), (8, "8 to 14"), (15, "15 to 28"), (29, "29 to 56"), (57, "57 and more"))
WEEKEND = 5
_DONE = EncounterStatus.COMPLETED


def waiting(material: Material, tick: Tick | None = None) -> Draft:
    """The waits that ended in the period: families whose first contact with the programme lies in it."""
    draft = Draft(title="Waiting times", counted="Families are counted, once each; children are not.")
    waits(draft, material, tick)
    draft.caveats.append(
        "The source names no target. A wait counts where both days are known exactly, and the contact is not before "
        "the referral; the others are “Not known”, and never zero."
    )
    return draft


def waits(draft: Draft, material: Material, tick: Tick | None = None) -> None:
    """Add the waits to a report."""
    days: list[int] = []
    working: list[int] = []
    bands: list[str] = []
    unsure = 0
    for case in material.families:
        first = _first_contact(case, material)
        unsure += first is Truth.UNKNOWN
        if first is Truth.TRUE:
            wait = days_from_referral_to_first_contact(case, ProgrammeId(material.programme.id))
            if wait is None or wait.low != wait.high or wait.low < 0:
                bands.append(UNKNOWN)
            else:
                days.append(int(wait.low))
                working.append(_working_days(case, int(wait.low), material))
                bands.append(next(name for low, name in reversed(WAITS) if wait.low >= low))
        if tick is not None:
            tick()
    families = draft.people("first contacts", len(bands))
    known = draft.people("waits known", len(days))
    draft.say("{} families had their first contact in the period.", families, requirements=("HL8",))
    if unsure:
        message = "Of {} families it cannot be told whether their first contact was in the period."
        draft.say(message, draft.people("first contacts unsure", unsure), requirements=("HL8",))
    draft.table(
        "mean wait",
        "Mean wait from referral to first contact",
        ("Reading", "Mean", "Families"),
        [
            ("Days", (Average(_mean(days), known), known), False),
            ("Working days", (Average(_mean(working), known), known), False),
        ],
        note="The national return asks for working days on one line and for days on the next: both are told.",
    )
    found = draft.breakdown(
        "waits", "Families by days waited", "Days", counted(bands, [name for _, name in WAITS]), families
    )
    draft.adds_up(known, [one for name, one in found.items() if name != UNKNOWN])
    if not material.holidays:
        draft.caveats.append("Working days leave out weekends only: the site names no bank holidays.")


def _first_contact(case: Case, material: Material) -> Truth:
    """Whether the family's first completed encounter lies in the period: FALSE where she was surely not met."""
    if case.encounters is None:
        return Truth.UNKNOWN
    own = material.programme.id
    may = [one for one in case.encounters if one.programme in {None, own} and one.status in {None, _DONE}]
    sure = [one for one in may if one.programme == own and one.status is _DONE]
    if any(ends_of_day(one.on)[1] < material.start for one in sure):
        return Truth.FALSE
    truths = {material.within(one.on) for one in may}
    before = any(ends_of_day(one.on)[0] < material.start for one in may)
    if Truth.TRUE in {material.within(one.on) for one in sure} and not before:
        return Truth.TRUE
    return Truth.FALSE if truths <= {Truth.FALSE} else Truth.UNKNOWN


def _working_days(case: Case, wait: int, material: Material) -> int:
    """The working days after the day of referral, up to and including the day of first contact."""
    received = [one.received for one in case.referrals or () if one.programme == material.programme.id]
    referred, _ = min(map(ends_of_day, received))
    after = (referred + timedelta(days=number) for number in range(1, wait + 1))
    return sum(day.weekday() < WEEKEND and day not in material.holidays for day in after)


def _mean(values: list[int]) -> str:
    return f"{sum(values) / len(values):.1f}" if values else "-"
