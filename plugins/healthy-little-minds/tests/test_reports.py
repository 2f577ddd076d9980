"""Whom the programme reaches, how long they wait, what changed, and how many to plan for."""

from datetime import date, timedelta

import pytest

from peersupport._attrs import evolve
from peersupport.programmes.host import Host
from peersupport.records.areas import Area, Residence
from peersupport.records.assessments import Assessment
from peersupport.records.case import Case
from peersupport.records.encounters import Encounter, EncounterStatus
from peersupport.records.identifiers import (
    AssessmentId,
    CaseId,
    EncounterId,
    PersonId,
    ProgrammeId,
    ReferralId,
    SiteId,
)
from peersupport.records.people import Participant
from peersupport.records.referrals import Referral
from peersupport.records.sites import Site
from peersupport.reports.making import make_report
from peersupport.reports.model import Report
from peersupport.rules.reporting import ReportKind

HERE = ProgrammeId("healthy-little-minds")
START, END = date(2026, 7, 1), date(2026, 10, 1)
AREAS = {
    code: (Area(code=code, local_authority="E06000018", imd_decile=decile),) for code, decile in (("A", 1), ("B", 6))
}


def family(number: int, area: str = "A", wait: int = 10, before: int = 16, after: int = 10) -> Case:
    """A family that was referred on 1 July and met in the quarter, with two scores."""
    person = PersonId(f"p{number}")
    scores = ((START, before), (date(2026, 9, 1), after))
    return Case(
        id=CaseId(str(number)),
        participant=Participant(id=person),
        residences=(Residence(lsoa=area),),
        referrals=(Referral(id=ReferralId(str(number)), programme=HERE, received=START),),
        encounters=(
            Encounter(
                id=EncounterId(str(number)),
                programme=HERE,
                status=EncounterStatus.COMPLETED,
                on=START + timedelta(days=wait),
            ),
        ),
        assessments=tuple(
            Assessment(id=AssessmentId(f"{number}-{on}"), instrument="gad-7", about=person, on=on, total=total)
            for on, total in scores
        ),
    )


def made(kind: ReportKind, cases: list[Case], births: int | None = None) -> Report:
    """A report at a site with a table of areas."""
    host = Host.load(sites=[Site(id=SiteId("nottingham"), programme=HERE, areas=AREAS)])
    return make_report(host, kind, HERE, START, END, cases, births=births)


@pytest.mark.requirement("HL2", "HL1")
@pytest.mark.parametrize(
    ("deprived", "others", "verdict"), [(15, 5, "it holds"), (10, 10, "it does not hold"), (11, 9, "it holds")]
)
def test_most_is_more_than_half_of_all_families(deprived: int, others: int, verdict: str) -> None:
    """By the areas of the site's table, deciles 1 to 2; the parameter of HL1 says which count as most deprived."""
    cases = [family(number, "A" if number < deprived else "B") for number in range(deprived + others)]
    report = made(ReportKind.REACH, cases)
    assert [one.text for one in report.said if one.requirements == ("HL2",)] == [
        f"{deprived} of 20 families ({5 * deprived}%) live in deciles 1 to 2.",
        f"That most of them live in the most deprived areas: {verdict}.",
    ]


@pytest.mark.requirement("HL2")
def test_families_of_unknown_areas_leave_it_open() -> None:
    """Eight of twenty for certain, and five of whom nothing is known: it cannot be told."""
    areas = ["A"] * 8 + ["B"] * 7 + ["?"] * 5
    report = made(ReportKind.REACH, [family(number, area) for number, area in enumerate(areas)])
    assert any("it cannot be told" in one.text for one in report.said if one.requirements == ("HL2",))


@pytest.mark.requirement("HL2")
@pytest.mark.parametrize(("met", "unsure"), [(15, 20), (0, 20), (0, 0)])
def test_families_that_may_have_been_met_leave_it_open(met: int, unsure: int) -> None:
    """Fifteen in the most deprived areas and twenty who may be elsewhere; and of nobody at all nothing can be told."""
    cases = [family(number) for number in range(met)]
    cases += [evolve(family(number, "B"), encounters=None) for number in range(100, 100 + unsure)]
    report = made(ReportKind.REACH, cases)
    told = [one.text for one in report.said if one.requirements == ("HL2",)]
    assert told[1] == "That most of them live in the most deprived areas: it cannot be told."
    assert all(any(bar.value != 0 for bar in one.bars) for one in report.figures)


@pytest.mark.requirement("HL20")
@pytest.mark.parametrize(
    ("kind", "words"), [(ReportKind.REACH, "reduce inequalities"), (ReportKind.VALUE, "wider public value")]
)
def test_inequality_and_value_are_what_the_source_asks_for(kind: ReportKind, words: str) -> None:
    """The equity breakdowns and the costs quote the words that ask for them."""
    report = made(kind, [family(number) for number in range(6)])
    assert any(words in one.quotation for one in report.answers if one.requirements == ("HL20",))


@pytest.mark.requirement("HL8")
def test_the_mean_wait_in_days_and_in_working_days_with_one_decimal() -> None:
    """From Wednesday 1 July ten days lead to Saturday the 11th: seven working days; nine to Friday: seven too."""
    waits = [family(number, wait=10 if number < 5 else 9) for number in range(10)]
    report = made(ReportKind.WAITING, waits)
    mean = next(one for one in report.tables if one.id == "mean wait")
    assert [(row.label, row.cells) for row in mean.rows] == [("Days", ("9.5", "10")), ("Working days", ("7.0", "10"))]
    assert "no target" in " ".join(one.note for one in report.answers)


@pytest.mark.requirement("HL9")
def test_the_same_mothers_before_and_after() -> None:
    """Mean change of the pairs; a missing second score is no zero, and is told."""
    cases = [family(number, before=12 + number % 4, after=6 + number % 3) for number in range(24)]
    unpaired = [family(number) for number in range(100, 106)]
    unpaired = [evolve(one, assessments=(one.assessments or ())[1:]) for one in unpaired]
    report = made(ReportKind.EVALUATION, [*cases, *unpaired])
    row = report.tables[0].rows[0]
    assert row.cells[:3] == ("13.5", "7.0", "-6.5")
    assert row.cells[-1] == "24"
    assert any(one.text.startswith("Of 6 people with a score") for one in report.said)
    assert "significant reductions in anxiety" in report.answers[0].quotation


@pytest.mark.requirement("HL17")
def test_one_birth_in_five_is_planned_for() -> None:
    """3,900 births: 780; the share is the source's."""
    report = made(ReportKind.PLANNING, [family(number) for number in range(6)], births=3900)
    assert report.said[0].text.startswith("Of 3,900 births, 780 women can be expected")
    assert report.said[0].requirements == ("HL17",)
