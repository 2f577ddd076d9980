"""What the link workers' page reports and wants, asked of the host, and seen in the records of families."""

from datetime import UTC, date, datetime

import pytest

import peersupport_link_workers as plugin
from peersupport import Case, Host, Participant
from peersupport.outcomes.answers import answered, said
from peersupport.outcomes.before_after import pairs
from peersupport.outcomes.change import Change, reliable_change
from peersupport.outcomes.economics import cost_per_participant
from peersupport.outcomes.licensed import outcome_star
from peersupport.outcomes.recovery import recovery, recovery_rate
from peersupport.outcomes.service_use import contacts_before_and_after
from peersupport.outcomes.stories import attributed, publishable
from peersupport.plugin import Measure, Method, Subject, since
from peersupport.records.activity import Activity, Cost
from peersupport.records.answers import Answer
from peersupport.records.assessments import Assessment
from peersupport.records.community import MeetingKind
from peersupport.records.feedback import Attribution, Feedback, Story, StoryKind
from peersupport.records.identifiers import AssessmentId, CaseId, PersonId, ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport.records.service_use import ServiceUse
from peersupport.rules.bounds import Bounds
from peersupport.rules.facts import Audience

STAR = outcome_star(
    id="parent-and-baby-star", title="Star", scales=("one", "two"), source="the site's licence", licence="licensed"
)
PROGRAMME = "link-workers"
HOST = Host.load(plugins=[plugin], discover=False, instruments=[STAR])
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 1)
AT = datetime(2026, 1, 1, tzinfo=UTC)


def measure(name: str) -> Measure:
    """A measure of the programme; fails where it is gone."""
    return {one.id: one for one in HOST.programmes[PROGRAMME].measures}[name]


def family(**given: object) -> Case:
    """A mother whom a link worker supports."""
    return Case(id=CaseId("c"), participant=Participant(id=PersonId("anna")), **given)  # type: ignore[arg-type]


def assessed(instrument: str, on: date, **given: object) -> Assessment:
    """An assessment on a day."""
    return Assessment(id=AssessmentId(f"{instrument}-{on}"), instrument=instrument, on=on, **given)  # type: ignore[arg-type]


@pytest.mark.requirement("MM16")
def test_star_readings_at_the_start_and_at_a_review() -> None:
    """Scales that the user names, from 1 to 10, each by itself; nothing is added up."""
    one = measure("star")
    assert (one.named, one.instruments) == (True, ("parent-and-baby-star",))
    star = HOST.instruments[one.instruments[0]]
    case = family(assessments=(assessed(star.id, FIRST, items=(3, 8)), assessed(star.id, LAST, items=(6, 7))))
    (pair,) = pairs([case], star)
    assert star.total is None
    measured = [pair.measured(scale) for scale in star.scales]
    changes = [reliable_change(one.before, one.after, one.scale, one.scale.important) for one in measured]
    assert changes == [Change.IMPROVED, Change.DETERIORATED]


@pytest.mark.requirement("MM17", "MM40")
@pytest.mark.parametrize(("name", "kind"), [("stories", StoryKind.INTERVIEW), ("testimonials", StoryKind.QUOTATION)])
def test_stories_of_families_and_professionals_need_a_consent(name: str, kind: StoryKind) -> None:
    """No consent, no publication; and no name that was not agreed to."""
    one = measure(name)
    assert (one.method, one.subjects) == (Method.STORIES, (Subject.FAMILY, Subject.PROFESSIONAL))
    story = Story(kind=kind, words="...", attribution=Attribution.ANONYMOUS, consent=StatementId("not there"))
    assert not publishable(story, (), PersonId("anna"), AT)
    assert attributed(story, ("Anna",)) == ""
    assert Activity(programme=ProgrammeId(PROGRAMME), stories=(story,)).stories == (story,)


@pytest.mark.requirement("MM18")
def test_demand_is_a_weak_claim_in_equal_times() -> None:
    """The source says that it appears so, and the measure says that it does."""
    one = measure("demand")
    assert (one.method, one.subjects) == (Method.CONTACTS, (Subject.SYSTEM,))
    assert "weak claim" in one.citation.note
    unseen = ServiceUse(observed_from=FIRST, observed_to=LAST, contacts=())
    assert contacts_before_and_after(unseen, FIRST, days=90) is None


@pytest.mark.requirement("MM19")
def test_benefits_have_three_subjects() -> None:
    """Mum, infant and the wider family, each asked by itself."""
    one = measure("benefits")
    assert one.subjects == (Subject.MOTHER, Subject.INFANT, Subject.FAMILY)
    words = (Feedback(matter=one.matters[1], agrees=True),)
    found = said(one, [family(feedback=words)], audience=Audience.CO_ORDINATOR)
    assert [each.agree for each in found] == [0, 1, 0]


@pytest.mark.requirement("MM20")
def test_engagement_with_early_help() -> None:
    """Asked before and after."""
    one = measure("early-help")
    given = [Answer(matter=one.matters[0], value=value, given_on=on) for value, on in ((False, FIRST), (True, LAST))]
    (found,) = answered(one, [family(answers=tuple(given))], Audience.SUPPORTER)
    assert (found.matter, found.became) == ("link-workers.engages_with_early_help", 1)


@pytest.mark.requirement("MM21")
def test_a_low_baseline_never_reads_as_no_need() -> None:
    """Every result that is not a sure case carries the caveat of the source; a case carries none."""
    caveats = HOST.programmes[PROGRAMME].caveats
    assert [one.requirements for one in caveats] == [("MM21",)]
    cases = [family(assessments=(assessed("phq-9", FIRST, total=total),)) for total in (0, 9, 10)]
    starts = [one.start for one in pairs(cases, HOST.instruments["phq-9"], caveats)]
    assert [len(one.caveats) for one in starts if one is not None] == [1, 1, 0]
    assert "not a sign of no need" in caveats[0].text


@pytest.mark.requirement("MM31")
def test_the_evaluation_group_and_the_log_of_rules() -> None:
    """The group is a kind of meeting; what is learnt is a rule from a day on, beside the old one."""
    details = " ".join(text for name, text in HOST.programmes[PROGRAMME].details if name == "MM31")
    assert "An evaluation sub-group of academics" in details
    assert "test and learn approach" in details
    assert MeetingKind.EVALUATION_GROUP.value == "evaluation_group"
    assert all(rule.in_force is not None and rule.in_force.start for each in HOST.rules.values() for rule in each)


@pytest.mark.requirement("MM36")
def test_cost_per_participant() -> None:
    """What was spent in a period, by those who took part in it."""
    assert measure("cost").method is Method.WORTH
    year = since("2025-04-01", "2026-04-01")
    costs = [Cost(what="salaries", pounds=30000, start=date(2025, 4, 1), end=date(2026, 3, 31))]
    assert cost_per_participant(costs, 40, year) == Bounds(low=750, high=750)


@pytest.mark.requirement("MM43")
def test_recovery_on_both_scales() -> None:
    """A case on one scale at the start, on none at the end: by instruments of our choice."""
    one = measure("recovery")
    assert (one.instruments, one.named) == (("phq-9", "gad-7"), False)

    def mother(phq: tuple[int, int], gad: tuple[int, int]) -> Case:
        totals = {"phq-9": phq, "gad-7": gad}
        given = [
            assessed(name, on, total=total)
            for name in one.instruments
            for on, total in zip((FIRST, LAST), totals[name], strict=True)
        ]
        return family(assessments=tuple(given))

    people = []
    for case in (mother((15, 6), (10, 5)), mother((15, 6), (10, 9)), mother((4, 4), (3, 3))):
        own = [pair for name in one.instruments for pair in pairs([case], HOST.instruments[name])]
        people.append(recovery([pair.measured(pair.instrument.scales[0]) for pair in own]))
    rate = recovery_rate(people, reliable=True)
    assert (rate.numerator, rate.denominator) == (1, 2)


@pytest.mark.requirement("MM45", "MM46")
@pytest.mark.parametrize(
    ("name", "matters"), [("assets", ("knows_local_assets",)), ("flexibility", ("flexible", "responsive"))]
)
def test_what_clinicians_say(name: str, matters: tuple[str, ...]) -> None:
    """An outcome of professionals: each word of theirs counts, and it stands in the site's own records."""
    one = measure(name)
    assert one.subjects == (Subject.PROFESSIONAL,)
    assert one.matters == tuple(f"{PROGRAMME}.{matter}" for matter in matters)
    words = tuple(Feedback(matter=matter, role=Role.MIDWIFE, agrees=True) for matter in one.matters)
    activity = Activity(programme=ProgrammeId(PROGRAMME), feedback=words)
    found = said(one, [], activity.feedback or (), audience=Audience.AUDITOR)
    assert [each.agree for each in found] == [1] * len(matters)
