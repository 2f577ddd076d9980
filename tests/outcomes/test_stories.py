"""Stories: published by a grant that stands, and attributed no further than was agreed."""

from datetime import UTC, date, datetime

import pytest
from tests.outcomes.families import ANNA

from peersupport.outcomes.stories import attributed, publishable
from peersupport.records.consent import ConsentStatement, Party, StatementKind
from peersupport.records.feedback import Attribution, Story, StoryKind
from peersupport.records.identifiers import PersonId, StatementId
from peersupport.records.roles import Role

AT = datetime(2026, 1, 1, tzinfo=UTC)
QUOTE = Story(kind=StoryKind.QUOTATION, words="...", group="Mum from a group", consent=StatementId("g"))
NAMES = ("Anna", "Example")


def statement(kind: StatementKind, name: str = "g", **given: object) -> ConsentStatement:
    """A statement about her words and quotations, unless told otherwise."""
    scope: dict[str, object] = {"categories": ("words",), "purposes": ("quotation",), "given_at": date(2025, 1, 1)}
    day = given.get("given_at", date(2025, 1, 1))
    assert isinstance(day, date)
    scope["recorded_at"] = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    if kind is StatementKind.GRANT:
        scope |= {"sender": Party(role=Role.FACILITATOR), "recipient": Party(role=Role.CO_ORDINATOR)}
    return ConsentStatement(id=StatementId(name), kind=kind, subject=ANNA, giver=ANNA, **{**scope, **given})  # type: ignore[arg-type]


GRANT = statement(StatementKind.GRANT)
WITHDRAWAL, REFUSAL = StatementKind.WITHDRAWAL, StatementKind.REFUSAL


@pytest.mark.parametrize(
    ("statements", "may"),
    [
        ([GRANT], True),
        ([statement(StatementKind.GRANT, purposes=("publication",))], True),
        ([], False),
        ([statement(StatementKind.GRANT, "another")], False),
        ([statement(StatementKind.GRANT, purposes=("case_study",))], False),
        ([statement(StatementKind.GRANT, purposes=("evaluation",))], False),
        ([statement(StatementKind.GRANT, categories=("images",))], False),
        ([statement(StatementKind.GRANT, purposes=None)], False),
        ([statement(StatementKind.GRANT, given_at=date(2026, 2, 1))], False),
        ([statement(StatementKind.GRANT, end=date(2025, 6, 1))], False),
        ([statement(StatementKind.GRANT, recorded_at=None)], False),
        ([GRANT, statement(WITHDRAWAL, "w", categories=None, purposes=None)], False),
        ([GRANT, statement(WITHDRAWAL, "w", categories=None, purposes=("publication",))], False),
        ([GRANT, statement(WITHDRAWAL, "w", categories=None, purposes=("supervision",))], True),
        ([GRANT, statement(WITHDRAWAL, "w", given_at=date(2026, 2, 1))], True),
        ([GRANT, statement(WITHDRAWAL, "w", given_at=date(2024, 2, 1))], True),
        ([GRANT, statement(REFUSAL, "r", purposes=("publication",))], False),
        ([GRANT, statement(REFUSAL, "r", categories=("images",))], True),
    ],
)
def test_only_a_grant_that_stands_publishes(statements: list[ConsentStatement], may: bool) -> None:
    """What is not known, not begun, over, withdrawn or refused in part bars it."""
    assert publishable(QUOTE, statements, ANNA, AT) is may
    assert not publishable(QUOTE, statements, PersonId("somebody else"), AT)


@pytest.mark.parametrize(
    ("level", "names", "shown"),
    [
        (None, NAMES, ""),
        (Attribution.ANONYMOUS, NAMES, ""),
        (Attribution.GROUP, NAMES, "Mum from a group"),
        (Attribution.FIRST_NAME, NAMES, "Anna"),
        (Attribution.FULL_NAME, NAMES, "Anna Example"),
        (Attribution.FULL_NAME, None, "Mum from a group"),
    ],
)
def test_no_more_of_her_than_she_agreed_to(
    level: Attribution | None, names: tuple[str, ...] | None, shown: str
) -> None:
    """A level that is not recorded is none."""
    story = Story(kind=StoryKind.QUOTATION, group="Mum from a group", attribution=level)
    assert attributed(story, names) == shown
