"""Where somebody stands on a pathway on a day, told only when it is sure."""

from collections.abc import Iterable
from datetime import date

from peersupport._attrs import record
from peersupport.dates import PartialDate
from peersupport.facts.latest import agreed, ends_of_day
from peersupport.records.case import Case
from peersupport.records.enrolments import Enrolment
from peersupport.records.supporters import StageSpell, Supporter
from peersupport.rules.facts import AskedOf, Fact, fact
from peersupport.rules.once import made_once
from peersupport.rules.pathways import OUTSIDE, Pathway
from peersupport.truth import Truth


@record
class Standing:
    """The stage at which somebody stands, `OUTSIDE` for none, None when it cannot be told; whether she rests there."""

    stage: str | None
    paused: bool | None = None


def spells_of(subject: Case | Supporter, programme: str, pathway: Pathway) -> tuple[StageSpell, ...] | None:
    """The times that she spent on a pathway; those of a case are its enrolments. None: not recorded."""
    if isinstance(subject, Supporter):
        return subject.stages and tuple([one for one in subject.stages if one.pathway == pathway.id])
    if subject.enrolments is None:
        return None
    only = pathway.stages[0].id if len(pathway.stages) == 1 else ""
    names = {one.id for one in pathway.stages}
    return tuple(
        [
            StageSpell(pathway=pathway.id, stage=one.stage or only, start=one.start, end=one.end, paused=one.paused)
            for one in subject.enrolments
            if one.programme == programme and (one.stage is None or one.stage in names)
        ]
    )


def standing(spells: Iterable[StageSpell] | None, day: date) -> Standing:
    """Where these spells put her on a day: somewhere only if one surely covers it, and no other may."""
    if spells is None:
        return Standing(stage=None)
    covering = [(one, _covers(one, day)) for one in spells]
    here = [one for one, truth in covering if truth is not Truth.FALSE]
    if not here:
        return Standing(stage=OUTSIDE)
    stage = agreed([one.stage for one in here])
    if not stage or any(truth is Truth.UNKNOWN for _, truth in covering):
        return Standing(stage=None)
    return Standing(stage=stage, paused=agreed([one.paused for one in here]))


def serves(supporter: Supporter, day: date) -> Truth:
    """Whether her own file has her with the programme on a day. Without a start, since whenever her stages say."""
    start = (date.min, date.min) if supporter.start is None else ends_of_day(supporter.start)
    end = (date.max, date.max) if supporter.end is None else ends_of_day(supporter.end)
    if start[0] > day or (supporter.end is not None and end[1] <= day):
        return Truth.FALSE
    return Truth.TRUE if start[1] <= day and (supporter.end is None or end[0] > day) else Truth.UNKNOWN


def stands(subject: Case | Supporter, programme: str, pathway: Pathway, day: date) -> Standing:
    """Where she stands on a pathway: nowhere once she has left, and untold at a stage that the pathway has not."""
    found = standing(spells_of(subject, programme, pathway), day)
    served = serves(subject, day) if isinstance(subject, Supporter) else Truth.TRUE
    if served is Truth.FALSE or found.stage == OUTSIDE:
        return Standing(stage=OUTSIDE)
    known = served is Truth.TRUE and any(one.id == found.stage for one in pathway.stages)
    return found if known else Standing(stage=None)


def _covers(spell: StageSpell | Enrolment, day: date) -> Truth:
    """Whether a spell covers a day. No end: it goes on."""
    start = ends_of_day(spell.start)
    end = (date.max, date.max) if spell.end is None else ends_of_day(spell.end)
    if start[0] > day or (spell.end is not None and end[1] <= day):
        return Truth.FALSE
    return Truth.TRUE if start[1] <= day and (spell.end is None or end[0] > day) else Truth.UNKNOWN


def _any_begun(starts: Iterable[PartialDate | None], day: date) -> bool | None:
    """Whether something had begun by a day; None where a start that is not known for certain may have come by then."""
    given = [ends_of_day(one) for one in starts]
    return True if any(last <= day for _, last in given) else None if any(first <= day for first, _ in given) else False


@made_once
def active_at(pathway: str, stage: str) -> Fact:
    """A yes-or-no fact: the supporter stands at the stage on the day, does not rest, and has not left."""

    @fact(
        f"core.active_at_{pathway}_{stage}",
        meaning=f"she is active at the stage {stage} of {pathway}",
        question="At which stage is she now, since when, and is she taking a pause?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def active(supporter: Supporter, day: date) -> bool | None:
        spells, served = supporter.stages, serves(supporter, day)
        if served is Truth.FALSE:
            return False
        found = standing(None if spells is None else [one for one in spells if one.pathway == pathway], day)
        if found.stage is None or (found.stage == stage and found.paused is None):
            return None
        here = found.stage == stage and not found.paused
        return None if here and served is Truth.UNKNOWN else here

    return active


@made_once
def enrolled_before(programme: str) -> Fact:
    """A yes-or-no fact of a case: the family took part in the programme before, or does so now (HL7)."""

    @fact(
        f"core.enrolled_before_{programme}",
        meaning="the family took part before",
        question="Did the family take part before, and from when?",
        asked_of=AskedOf.SERVICE,
    )
    def before(case: Case, day: date) -> bool | None:
        if case.enrolments is None:
            return None
        return _any_begun([one.start for one in case.enrolments if one.programme == programme], day)

    return before


@made_once
def one_supporter(programme: str) -> Fact:
    """A yes-or-no fact of a case: the family has one supporter of the programme, known by name (MM11)."""

    @fact(
        f"core.one_supporter_{programme}",
        meaning="the family has one supporter, known by name",
        question="Who supports this family by name?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def one(case: Case, day: date) -> bool | None:
        if case.enrolments is None:
            return None
        own = [(one, _covers(one, day)) for one in case.enrolments if one.programme == programme]
        given = [one.supporter for one, truth in own if truth is not Truth.FALSE]
        if not given or None in given or any(truth is Truth.UNKNOWN for _, truth in own):
            return None if given else False
        return len(set(given)) == 1

    return one


@made_once
def held_stage(pathway: str, stage: str) -> Fact:
    """A yes-or-no fact: the supporter stands, or once stood, at the stage."""

    @fact(
        f"core.held_{pathway}_{stage}",
        meaning=f"she has been at the stage {stage} of {pathway}",
        question="At which stages has she been, and since when?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def held(supporter: Supporter, day: date) -> bool | None:
        if supporter.stages is None:
            return None
        return _any_begun([one.start for one in supporter.stages if (one.pathway, one.stage) == (pathway, stage)], day)

    return held
