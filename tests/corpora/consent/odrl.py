"""The ODRL test suite: assignee -> recipient, action -> purpose, target -> category, party collection -> role.

What ODRL leaves out it means for any: an action or a target is then the root of its hierarchy. An assignee that is left
out stays left out, since the engine has no word for everybody. A constraint on the time becomes a window from start up
to, not including, end; an instant is a microsecond long. A duty becomes an obligation, and is met if the state of the
world reports that very duty as fulfilled.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from tests.corpora.consent.comparing import (
    LONG_AGO,
    TICK,
    Corpus,
    NotExpressibleError,
    Question,
    Translated,
    member,
    standing,
)

from peersupport.records.consent import ConsentRecord, ConsentStatement, Party, StatementKind
from peersupport.records.identifiers import PersonId, StatementId
from peersupport.records.roles import Role

SUBJECT, HOLDER = "assigner", "holder"
"""The suite names neither whose the assets are nor who hands them over."""
ANY_ACTION, ANY_ASSET = "any action", "any asset"
ACTIONS = {
    ANY_ACTION: (),
    "use": (ANY_ACTION,),
    "transfer": (ANY_ACTION,),
    "read": ("use",),
    "write": ("use",),
    "sell": ("transfer",),
}
"""ODRL's own order of its actions, as far as the suite goes."""
COLLECTION = Role.PEER_VOLUNTEER
"""The suite has one collection of parties; any role would do."""
KINDS = {"permission": StatementKind.GRANT, "prohibition": StatementKind.REFUSAL}
GIVEN = LONG_AGO + timedelta(days=1)
RECORDED = LONG_AGO + timedelta(days=2)

Window = tuple[datetime | None, datetime | None]
ALWAYS: Window = (None, None)


@cache
def suite(shared: Path) -> Mapping[str, Any]:
    """Every test case by its number."""
    index = json.loads((folder(shared) / "index.json").read_text("utf-8"))
    return {one["test"].split("-")[1]: one for one in index}


def folder(shared: Path) -> Path:
    """Where the suite lies."""
    return shared / "data" / "consent" / "odrl-test-suite"


def question(case: Mapping[str, Any]) -> Question:
    """The request of a test case, at its current time."""
    (asked,) = case["request"]
    (action,) = asked["action"]
    return Question(
        sender=HOLDER,
        recipient=asked["assignee"],
        category=asked["target"],
        purpose=action,
        at=datetime.fromisoformat(case["sotw_time"]).astimezone(UTC),
        there=case["derived_decision_deny_overrides"],
    )


def translated(shared: Path, case: Mapping[str, Any]) -> Translated:
    """Policy and state of the world as records."""
    collections = {rule["assignee"] for rule in case["policy_rules"]}
    parties = [(one, group) for one, group in case["sotw_membership"] if group in collections]
    assets = {ANY_ASSET: (), "assetCollection": (ANY_ASSET,), "x": (ANY_ASSET,), "y": (ANY_ASSET,)}
    for asset, group in case["sotw_membership"]:
        if group not in collections:
            assets[asset] = (group,)
    duties, met = duties_of(shared, case)
    records: list[ConsentRecord] = [*standing(SUBJECT, SUBJECT, ANY_ACTION)]
    records += [member(one, COLLECTION) for one, _ in parties]
    for rule in case["policy_rules"]:
        assert len(rule["duties"]) == len(duties)
        records += statements(rule, {group for _, group in parties}, duties)
    return Translated(SUBJECT, tuple(records), assets, ACTIONS, met)


def statements(rule: Mapping[str, Any], collections: set[str], duties: tuple[str, ...]) -> Iterator[ConsentStatement]:
    """One rule as a statement for each window of time in which it holds."""
    assignee = rule["assignee"]
    recipient = None
    if assignee is not None:
        recipient = Party(role=COLLECTION) if assignee in collections else Party(person=PersonId(assignee))
    for place, (start, end) in enumerate(windows(rule["constraints"])):
        yield ConsentStatement(
            id=StatementId(f"{rule['id']}#{place}"),
            kind=KINDS[rule["type"]],
            subject=PersonId(SUBJECT),
            giver=PersonId(SUBJECT),
            given_at=GIVEN,
            start=start,
            end=end,
            sender=Party(person=PersonId(HOLDER)),
            recipient=recipient,
            categories=(rule["target"] or ANY_ASSET,),
            purposes=tuple(rule["action"]) or (ANY_ACTION,),
            obligations=duties,
            recorded_at=RECORDED,
        )


def windows(constraints: Iterable[Mapping[str, Any]]) -> list[Window]:
    """The windows in which all of some constraints hold."""
    found = [ALWAYS]
    for one in constraints:
        found = [both for mine, other in product(found, window(one)) if (both := intersection(mine, other)) is not None]
    return found


def window(constraint: Mapping[str, Any]) -> list[Window]:
    """The windows in which one constraint holds."""
    operator = constraint["op"]
    if operator == "and":
        return windows(constraint["args"])
    if operator == "or":
        return [each for one in constraint["args"] for each in window(one)]
    if constraint["left"] != "dateTime":
        raise NotExpressibleError("constraint")
    instant = datetime.fromisoformat(constraint["right"]).astimezone(UTC)
    before, after = (None, instant), (instant + TICK, None)
    return {
        "eq": [(instant, instant + TICK)],
        "neq": [before, after],
        "lt": [before],
        "lteq": [(None, instant + TICK)],
        "gt": [after],
        "gteq": [(instant, None)],
    }[operator]


def intersection(one: Window, other: Window) -> Window | None:
    """What two windows share."""
    start = max((each for each in (one[0], other[0]) if each is not None), default=None)
    end = min((each for each in (one[1], other[1]) if each is not None), default=None)
    return None if start is not None and end is not None and start >= end else (start, end)


def duties_of(shared: Path, case: Mapping[str, Any]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The duties of a case's policy, and those that its state of the world reports as fulfilled."""
    policy = (folder(shared) / case["policy_file"]).read_text("utf-8")
    world = (folder(shared) / case["sotw_file"]).read_text("utf-8")
    reports = [block for block in re.split(r"\.\s*\n", world) if "report:DutyReport" in block]
    states = {
        re.findall(r"report:rule <([^>]+)>", block)[0]: re.findall(r"report:deonticState report:(\w+)", block)[0]
        for block in reports
    }
    met = frozenset(duty for duty, state in states.items() if state == "Fulfilled")
    return tuple(re.findall(r"odrl:duty <([^>]+)>", policy)), met


def compare(shared: Path, case: str) -> Iterator[tuple[str, str]]:
    """The one question of a case."""
    given = suite(shared)[case]
    asked = question(given)
    yield asked.there, translated(shared, given).answer(asked)[0]


CORPUS = Corpus("odrl", "ODRL test suite", suite, compare)
