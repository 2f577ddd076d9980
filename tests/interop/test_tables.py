"""What a row becomes: values, missing codes, collections that a file lists in part."""

from datetime import date

import pytest
from tests.interop.conftest import Read

from peersupport import Case
from peersupport.dates import DateRange, LeapDay, month_range, year_range
from peersupport.facts import any_child, child_age_years, count_children, every_child, pregnant, referrer_role
from peersupport.interop.births import born_in_years
from peersupport.records.people import Child, HealthVisitingLevel, ParentRole
from peersupport.records.referrals import Severity
from peersupport.records.roles import Role
from peersupport.rules.criteria import Criterion
from peersupport.rules.evaluate import evaluate
from peersupport.rules.values import RecordValues
from peersupport.truth import Truth

HEAD = 'case_id = "id"\non = 2025-06-01\nmissing = [" ", "99"]\n'
ON = date(2025, 6, 1)


def field(to: str, rest: str) -> str:
    """One field of a mapping."""
    return f'[[fields]]\nto = "{to}"\n{rest}\n'


def judged(case: Case, criterion: Criterion) -> Truth:
    """What a criterion comes to."""
    return evaluate(criterion, RecordValues(case, ON, {"core.leap_day": LeapDay.MARCH_1})).truth


def test_every_kind_of_cell(read: Read) -> None:
    """Each kind gives its field a value of the right type, from the right column."""
    mapping = HEAD + "".join(
        [
            field("participant.names", 'from = ["first", "last"]'),
            field("participant.birth_date", 'from = {year = "y", month = "m", day = "d"}'),
            field("participant.parent_role", 'from = "role"\nvalues = {1 = "mother", 2 = "father"}'),
            field("participant.single_parent", 'from = "alone"\nvalues = {ja = true, nein = false}'),
            field("participant.health_visiting_level", 'from = "level"'),
            field("participant.planning_pregnancy", 'from = "plans"'),
            field("children[0].birth_date", 'from = "born"\nkind = "date"\nformat = "%b%Y"'),
            field("children[1].birth_date", 'from = "age"\nkind = "age_years"'),
            field("referrals[0].referrer_role", 'value = "gp"'),
            field("referrals[0].received", 'from = "sent"\nkind = "date"\nformat = "%d/%m/%Y"'),
            field("referrals[0].severity", 'from = "needs"\nvalues = {m = "mild"}'),
            field("assessments[epds].items", 'from = ["e1", "e2", "e3"]'),
            field("assessments[epds].on", "value = {first = 2025-05-01, last = 2025-05-31}"),
            field("answers[link-workers.poverty].value", 'from = "poor"\nkind = "truth"'),
            field("answers[x.number].value", 'from = "count"\nkind = "number"'),
            field("answers[x.day].value", 'from = "sent"\nkind = "date"\nformat = "%d/%m/%Y"'),
            field("residences[0].local_authority", 'value = "E06000018"'),
        ]
    )
    header = "id,first,last,y,m,d,role,alone,level,plans,born,age,sent,needs,e1,e2,e3,poor,count"
    row = 'a1,"Ann ""Annie""",Ö,1999,12,31,1,ja,universal,false,Dec2020,3,05/01/2025,m,0,99,3,true,2.5'
    (case,) = read(mapping, f"{header}\n{row}\n")
    assert case.id == "a1"
    assert case.participant.names == ('Ann "Annie"', "Ö")
    assert case.participant.birth_date == date(1999, 12, 31)
    assert case.participant.parent_role is ParentRole.MOTHER
    assert case.participant.single_parent is True
    assert case.participant.planning_pregnancy is False
    assert case.participant.health_visiting_level is HealthVisitingLevel.UNIVERSAL
    assert case.children is not None
    assert [one.birth_date for one in case.children] == [month_range(2020, 12), born_in_years(3, 4, ON), None]
    assert case.referrals is not None
    referral = case.referrals[0]
    assert (referral.referrer_role, referral.severity) == (Role.GP, Severity.MILD)
    assert referral.received == date(2025, 1, 5)
    assert case.assessments is not None
    assert case.assessments[0].instrument == "epds"
    assert case.assessments[0].items == (0, None, 3)
    assert case.assessments[0].on == DateRange(first=date(2025, 5, 1), last=date(2025, 5, 31))
    assert case.answers is not None
    answers = {one.matter: one.value for one in case.answers}
    assert answers == {"link-workers.poverty": True, "x.number": 2.5, "x.day": date(2025, 1, 5)}
    assert case.residences is not None
    assert [one.local_authority for one in case.residences] == ["E06000018"]


def test_what_is_blank_is_not_recorded_and_never_none_at_all(read: Read) -> None:
    """Empty cells and missing codes leave fields and collections None; only what the mapping itself says stands."""
    mapping = HEAD + "".join(
        [
            field("participant.birth_date", 'from = "age"\nkind = "age_years"'),
            field("participant.names", 'from = ["first", "last"]'),
            field("children[0].birth_date", 'from = "born"\nkind = "date"'),
            field("referrals[0].referrer_role", 'value = "gp"'),
            field("referrals[0].received", 'from = "sent"\nkind = "date"'),
            field("assessments[epds].items", 'from = ["e1", "e2"]'),
            field("assessments[epds].on", "value = 2025-05-01"),
            field("answers[x].value", 'from = "e1"\nkind = "whole"'),
        ]
    )
    (case,) = read(mapping, "id,age,first,last,born,sent,e1,e2\n1,99,, ,, ,99,\n")
    assert case == Case(id=case.id, participant=type(case.participant)(id=case.participant.id))


def test_only_the_named_missing_codes_are_missing(read: Read) -> None:
    """A code that means "not recorded" in one column is a number in another."""
    mapping = 'case_id = "id"\n' + "".join(
        [
            field("assessments[epds].total", 'from = "a"\nmissing = ["99"]'),
            field("assessments[gad].total", 'from = "b"'),
        ]
    )
    (case,) = read(mapping, "id,a,b\n1,99,99\n")
    assert case.assessments is not None
    assert [(one.instrument, one.total) for one in case.assessments] == [("gad", 99)]


def test_the_first_known_column_counts(read: Read) -> None:
    """Several columns to one field, or several fields of the mapping: the order is the mapping's."""
    mapping = HEAD + field("participant.email", 'from = ["a", "b"]') + field("participant.email", 'from = "c"')
    cases = read(mapping, "id,a,b,c\n1,x,y,z\n2,,y,z\n3,,,z\n4,,,\n")
    assert [case.participant.email for case in cases] == ["x", "y", "z", None]


def test_a_field_can_be_limited_to_some_rows(read: Read) -> None:
    """The second twin exists only where the pregnancy was one of twins."""
    mapping = HEAD + "".join(
        [
            field("children[0].birth_date", 'from = "born"\nkind = "date"'),
            field("children[1].birth_date", 'from = "born"\nkind = "date"\nwhen = {twins = ["2", "yes"]}'),
            '[[collections]]\nname = "children"\nothers = "none"\n',
        ]
    )
    cases = read(mapping, "id,born,twins\n1,2025-01-01,1\n2,2025-01-01,2\n3,2025-01-01,yes\n4,2025-01-01,\n5,,2\n")
    assert [None if case.children is None else len(case.children) for case in cases] == [1, 2, 2, 1, None]


CHILD = field("children[0].birth_date", 'from = "born"\nkind = "date"')
UNDER_FIVE = any_child(child_age_years < 5)


def test_a_file_with_one_child_a_row_does_not_say_that_there_are_no_others(read: Read) -> None:
    """Nobody is refused, or let in, for a child that the file would not have listed."""
    young, old, blank = read(HEAD + CHILD, "id,born\n1,2024-01-01\n2,2015-01-01\n3,\n")
    assert young.children is not None
    assert young.children[1] == Child(id=young.children[1].id)
    assert judged(young, UNDER_FIVE) is Truth.TRUE
    assert judged(old, UNDER_FIVE) is Truth.UNKNOWN
    assert judged(blank, UNDER_FIVE) is Truth.UNKNOWN
    assert judged(young, every_child(child_age_years < 5)) is Truth.UNKNOWN
    assert judged(old, every_child(child_age_years < 5)) is Truth.FALSE
    assert judged(young, count_children(child_age_years < 5) <= 1) is Truth.UNKNOWN


def test_others_none_closes_the_collection(read: Read) -> None:
    """A file that lists every child can answer no."""
    closed = '[[collections]]\nname = "children"\nothers = "none"\n'
    young, old, blank = read(HEAD + CHILD + closed, "id,born\n1,2024-01-01\n2,2015-01-01\n3,\n")
    assert [judged(case, UNDER_FIVE) for case in (young, old, blank)] == [Truth.TRUE, Truth.FALSE, Truth.UNKNOWN]


def test_a_count_of_members_closes_the_collection(read: Read) -> None:
    """Zero is "recorded: none"; more than the row lists are members of whom nothing is known; blank leaves it open."""
    counted = (
        '[[collections]]\nname = "children"\ncount_from = "n"\nvalues = {no = 0, one = 1, two = 2}\nmissing = ["?"]\n'
    )
    rows = "1,,no\n2,2015-01-01,one\n3,2015-01-01,two\n4,2015-01-01,?\n5,,two\n6,,\n"
    cases = read(HEAD + CHILD + counted, f"id,born,n\n{rows}")
    assert [case.children and len(case.children) for case in cases] == [(), 1, 2, 2, 2, None]
    unknown, no = Truth.UNKNOWN, Truth.FALSE
    assert [judged(case, UNDER_FIVE) for case in cases] == [no, no, unknown, unknown, unknown, unknown]


def test_pregnancies_and_referrals_stay_open_too(read: Read) -> None:
    """An ended pregnancy does not say that there is none now; a referral elsewhere, that there is none here."""
    mapping = HEAD + "".join(
        [
            field("pregnancies[0].ended", 'from = "ended"\nkind = "date"'),
            field("pregnancies[0].outcome", 'value = "live_birth"'),
            field("referrals[0].programme", 'from = "to"'),
            field("referrals[0].referrer_role", 'value = "gp"'),
        ]
    )
    table = "id,ended,to\n1,2025-01-01,crafty-mummies\n"
    (case,) = read(mapping, table)
    assert judged(case, pregnant.is_true()) is Truth.UNKNOWN
    assert judged(case, referrer_role.is_(Role.GP)) is Truth.UNKNOWN
    closed = "".join(f'[[collections]]\nname = "{name}"\nothers = "none"\n' for name in ("pregnancies", "referrals"))
    (case,) = read(mapping + closed, table)
    assert judged(case, pregnant.is_true()) is Truth.FALSE
    assert judged(case, referrer_role.is_(Role.GP)) is Truth.TRUE


def test_a_year_alone_is_a_whole_year(read: Read) -> None:
    """A birth date in parts is as exact as the parts that are known."""
    mapping = HEAD + field("participant.birth_date", 'from = {year = "y", month = "m"}')
    cases = read(mapping, "id,y,m\n1,1999,\n2,1999,2\n3,,2\n")
    assert [case.participant.birth_date for case in cases] == [year_range(1999), month_range(1999, 2), None]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("latin-1", ","), ("utf-8", ";"), ("utf-8-sig", "\t"), ("utf-16", "|"), ("cp1252", ",")]
)
def test_the_named_encoding_and_delimiter_are_used(read: Read, encoding: str, delimiter: str) -> None:
    """The same letters arrive from every encoding that the mapping names."""
    mapping = f'case_id = "id"\nencoding = "{encoding}"\ndelimiter = {delimiter!r}\n'.replace("'", '"')
    table = delimiter.join(["id", "mél"]) + "\r\n" + delimiter.join(["1", "ann@école"]) + "\r\n"
    (case,) = read(mapping + field("participant.email", 'from = "mél"'), table.encode(encoding))
    assert case.participant.email == "ann@école"


def test_a_table_without_rows_is_an_empty_caseload(read: Read) -> None:
    """Nothing went wrong, and there is nobody."""
    assert read(HEAD, "id,age\n") == ()
