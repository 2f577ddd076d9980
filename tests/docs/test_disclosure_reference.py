"""The page on disclosure lists what the code has: names, roles, codes, obligations, states, facts and fields."""

from collections.abc import Iterable
from pathlib import Path

import attrs
import pytest

from peersupport import (
    Competence,
    Concern,
    ConsentStatement,
    ConsentStatus,
    DisclosureEffect,
    DisclosureRequest,
    Duty,
    Item,
    ProfessionalAction,
    ProxyAuthority,
    RoleHeld,
)
from peersupport import facts as core
from peersupport.engine.logged import LoggedDisclosure
from peersupport.policies.disclosure.routes import OBLIGATIONS, ROUTE_OBLIGATIONS
from peersupport.policies.disclosure.telling import ASKED, REASONS
from peersupport.policies.safeguarding import SAFEGUARDING_PARAMETERS
from peersupport.records.roles import LEADS, PROFESSIONALS, STATUTORY_PARTNERS, SUPPORTERS, Role
from peersupport.records.vocabulary import CATEGORIES, NEED_TO_KNOW, PURPOSES, Hierarchy
from peersupport.rules.facts import Fact

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "disclosure.md").read_text("utf-8")
GROUPS = {
    "supporters": SUPPORTERS,
    "professionals": PROFESSIONALS,
    "leads": LEADS,
    "statutory partners": STATUTORY_PARTNERS,
}


def code(*names: str) -> str:
    """Names as code."""
    return ", ".join(f"`{name}`" for name in names)


def terms(hierarchy: Hierarchy) -> list[str]:
    """A hierarchy's table: each name, what it lies under, what it means."""
    made = hierarchy.terms.values()
    return [f"| `{one.name}` | {code(*one.parents)} | {one.meaning} |" for one in made]


def roles(names: Iterable[Role]) -> str:
    """Roles in the order in which they are declared."""
    held = frozenset(names)
    return code(*(one.value for one in Role if one in held))


def facts() -> list[str]:
    """The facts about one item of a disclosure, by the names that a rule author writes."""
    named = sorted((name, one) for name, one in vars(core).items() if isinstance(one, Fact))
    return [
        f"| `core.{name}` | `{one.kind.value}` | {one.meaning} |"
        for name, one in named
        if one.subject == "ProposedDisclosure"
    ]


TABLES = {
    "categories": terms(CATEGORIES),
    "purposes": terms(PURPOSES),
    "roles": [f"| {name} | {roles(group)} |" for name, group in GROUPS.items()],
    "reasons": [f"| `{name}` | {meaning} |" for name, meaning in REASONS.items()],
    "unknown": [f"| `{name}` | {question} |" for name, question in ASKED.items()],
    "obligations": [f"| `{name}` | {words} |" for name, words in OBLIGATIONS.items()],
    "routes": [f"| `{one.value}` | {code(*owed)} |" for one, owed in ROUTE_OBLIGATIONS.items()],
    "states": [f"| `{one.name}` | `{one.value}` | {'yes' if one.valid else 'no'} |" for one in ConsentStatus],
    "facts": facts(),
    "effects": [f"| `{one.name}` | `{one.value}` |" for one in DisclosureEffect],
    "deadlines": [f"| `{one.name}` | {one.unit or 'dates'} | {one.meaning} |" for one in SAFEGUARDING_PARAMETERS],
}
FIELDS = (
    ConsentStatement,
    RoleHeld,
    Competence,
    ProxyAuthority,
    DisclosureRequest,
    Item,
    LoggedDisclosure,
    Concern,
    ProfessionalAction,
    Duty,
)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_stands_on_the_page(name: str) -> None:
    """A name that is not on the page does not exist for whoever writes a form, a rule or a client."""
    rows = TABLES[name]
    assert rows
    lacking = [row for row in rows if not any(line.startswith(row.removesuffix(" |")) for line in PAGE.splitlines())]
    assert not lacking, "\n".join(lacking)


@pytest.mark.parametrize("name", ["categories", "purposes", "reasons", "obligations", "routes", "facts"])
def test_no_table_lists_more_than_there_is(name: str) -> None:
    """A name that was renamed or taken out leaves the page too."""
    first = TABLES[name][0].removesuffix(" |")
    lines = PAGE.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(first))
    end = next(place for place in range(start, len(lines) + 1) if place == len(lines) or lines[place][:1] != "|")
    assert end - start == len(TABLES[name])


@pytest.mark.parametrize("record", FIELDS, ids=lambda one: one.__name__)
def test_every_field_stands_under_its_record(record: type) -> None:
    """What can be said of a statement, a request or a concern is told, field by field."""
    _, _, after = PAGE.partition(f"### `{record.__name__}`\n")
    section = after.partition("\n#")[0]
    lacking = [one.name for one in attrs.fields(record) if f"`{one.name}`" not in section]
    assert not lacking


def test_what_is_need_to_know_is_told() -> None:
    """The one list that no plugin has a say in."""
    assert f"Need-to-know is {code(*NEED_TO_KNOW)}" in PAGE
