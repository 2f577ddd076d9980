"""Statements as Cedar policies: what both languages can express must come to the same.

The fragment: one subject, who gives every statement, and one item a request; exact instants; hierarchies as old as time
and all requested names in them; persons whose roles are recorded, and judgements of competence for all purposes, each
recorded before any statement, no two changes at one instant; sender and recipient recorded; no route.

Cedar knows neither time nor knowledge: what was known, in its window, and given by a competent subject is sliced at the
request's instant before policies are written, and the roles of that instant are the entities' parents. Cedar judges the
rest: parties, hierarchies, covering and touching, the scopes of withdrawals (an `unless` of the policies they reach),
that a refusal beats a grant, that nothing permits by default, and which statements decided. It cannot tell which
withdrawal ended the last grant: `comparable` leaves withdrawals out. A grant with a part that is not recorded makes no
policy; a refusal with such a part has no condition there.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from cedarpy import Decision, Entities, PolicySet, is_authorized_batch

from peersupport.testing.oracle.forms import Answer, Bar, Party, Request, Standing, Statement, Term, World

Case = tuple[Sequence[Statement | Standing], Request, World, Sequence[Bar]]
Decided = tuple[str, frozenset[str]]
# What Cedar is told


def _literal(kind: str, name: str) -> str:
    return f"{kind}::{json.dumps(name)}"


@lru_cache(1_000)
def below(terms: tuple[Term, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """All names that lie under one of these."""
    found = set(names)
    while more := {term.name for term in terms if found.intersection(term.parents)} - found:
        found |= more
    return tuple(sorted(found))


def _party(what: str, party: Party | None) -> str:
    if party is None:
        return "true"
    return f"{what} {'==' if party.kind == 'person' else 'in'} {_literal(party.kind.title(), party.name)}"


def _covered(what: str, kind: str, names: tuple[str, ...] | None) -> str:
    if names is None:
        return "true"
    return f"{what} in [{', '.join(_literal(kind, name) for name in names)}]"


def _touched(what: str, kind: str, terms: tuple[Term, ...], names: tuple[str, ...] | None) -> str:
    """Something lies under both: one of what lies under the names is in what is asked."""
    if names is None:
        return "true"
    return "(" + " || ".join([f"{_literal(kind, name)} in {what}" for name in below(terms, names)] or ["false"]) + ")"


def _scope(one: Statement, world: World, covering: bool) -> str:
    parts = [_party("principal", one.sender), _party("context.recipient", one.recipient)]
    if covering:
        parts += [
            _covered("resource", "Category", one.categories),
            _covered("context.purpose", "Purpose", one.purposes),
        ]
    else:
        parts.append(_touched("resource", "Category", world.categories, one.categories))
        parts.append(_touched("context.purpose", "Purpose", world.purposes, one.purposes))
    return " && ".join(parts)


def _policy(one: Statement, world: World, exceptions: Sequence[str]) -> str:
    effect, covering = ("permit", True) if one.kind == "grant" else ("forbid", False)
    unless = "".join(f" unless {{ {exception} }}" for exception in exceptions)
    when = f"when {{ {_scope(one, world, covering)} }}"
    return f"@id({json.dumps(one.id)}) {effect}(principal, action, resource) {when}{unless};"


# What is sliced beforehand


def _last(changes: Sequence[Standing], at: int) -> bool:
    """What the last of some changes made it, none of which happened at the same instant."""
    past = [one for one in changes if one.start <= at]
    return bool(past) and max(past, key=lambda one: one.start).on


def _exact(one: Statement) -> int:
    assert one.given is not None
    assert one.given[0] == one.given[1]
    return one.given[0]


def _known(one: Statement, request: Request) -> bool:
    assert one.recorded is not None
    assert one.position is not None
    return one.recorded < request.at if request.known is None else one.position <= request.known


def policies(records: Sequence[Statement | Standing], request: Request, world: World, bars: Sequence[Bar]) -> str:
    """The policies of what is known, counts and lasts at the request's instant."""
    at = request.at
    statements = [one for one in records if isinstance(one, Statement) and _known(one, request)]
    judgements = [one for one in records if isinstance(one, Standing) and one.kind == "competence"]

    def earlier(one: Statement) -> bool:
        return one.recorded is not None and one.recorded < at and _exact(one) < at and _last(judgements, _exact(one))

    def begins(one: Statement) -> int:
        return _exact(one) if one.start is None else max(_exact(one), one.start)

    withdrawals = [one for one in statements if one.kind == "withdrawal" and begins(one) <= at]
    written: list[str] = []
    for one in statements:
        lasts = (one.start is None or one.start <= at) and (one.end is None or at < one.end)
        recorded = None not in (one.sender, one.recipient, one.categories, one.purposes)
        if one.kind == "grant" and lasts and recorded and earlier(one):
            ending = [each for each in withdrawals if each.target in (None, one.id) and _exact(one) <= begins(each)]
            written.append(_policy(one, world, [_scope(each, world, covering=False) for each in ending]))
        elif one.kind == "refusal" and lasts and (one.start is not None or _exact(one) <= at):
            naming = [each for each in withdrawals if each.target == one.id and earlier(each)]
            lifting = [each for each in naming if _exact(one) <= begins(each)]
            written.append(_policy(one, world, [_scope(each, world, covering=True) for each in lifting]))
    written += [
        f"@id({json.dumps(bar.rule)}) forbid(principal, action, resource == {_literal('Category', bar.category)});"
        for bar in bars
        if bar.fired is not False
    ]
    return "\n".join(written)


# The batch


@lru_cache(100)
def _terms(world: World) -> Entities:
    return Entities.from_json_str(
        json.dumps(
            [
                {"uid": _uid(kind, one.name), "attrs": {}, "parents": [_uid(kind, parent) for parent in one.parents]}
                for kind, terms in (("Category", world.categories), ("Purpose", world.purposes))
                for one in terms
            ]
        )
    )


def _uid(kind: str, name: str) -> dict[str, str]:
    return {"type": kind, "id": name}


def _persons(records: Sequence[Statement | Standing], request: Request) -> list[dict[str, object]]:
    changes: dict[str, dict[str, list[Standing]]] = {}
    for one in records:
        if isinstance(one, Standing) and one.kind == "role" and one.programme == request.programme:
            changes.setdefault(one.person, {}).setdefault(one.role, []).append(one)
    return [
        {
            "uid": _uid("Person", person),
            "attrs": {},
            "parents": [_uid("Role", role) for role, own in roles.items() if _last(own, request.at)],
        }
        for person, roles in changes.items()
    ]


@lru_cache(10_000)
def _asked(sender: str, recipient: str, category: str, purpose: str) -> dict[str, object]:
    context = {"recipient": {"__entity": _uid("Person", recipient)}, "purpose": {"__entity": _uid("Purpose", purpose)}}
    principal, resource = _uid("Person", sender), _uid("Category", category)
    return {"principal": principal, "action": _uid("Action", "tell"), "resource": resource, "context": context}


def decide_batch(cases: Sequence[Case]) -> list[Decided]:
    """What Cedar decides in each case, and by which policies: neighbours share those of one history at one instant."""
    decided: list[Decided] = []
    for _, group in groupby(cases, key=lambda case: (id(case[0]), case[1].at, case[1].known, id(case[3]))):
        shared = list(group)
        records, request, world, bars = shared[0]
        entities = _terms(world).with_added_json_str(json.dumps(_persons(records, request)))
        asked = [
            _asked(one.sender or "", one.recipient or "", one.items[0].category, one.purpose or "")
            for _, one, *_ in shared
        ]
        written = PolicySet.from_str(policies(records, request, world, bars))
        for result in is_authorized_batch(asked, written, entities):
            # Cedar skips a policy that fails; here none may.
            assert not result.diagnostics.errors, result.diagnostics.errors
            effect = "PERMIT" if result.decision is Decision.Allow else "DENY"
            decided.append((effect, frozenset(result.diagnostics.id_annotations_by_reason.values())))
    return decided


def comparable(case: Case, answer: Answer) -> Decided:
    """An answer as Cedar can give it: without the withdrawals that ended the last grant."""
    withdrawals = {one.id for one in case[0] if isinstance(one, Statement) and one.kind == "withdrawal"}
    return answer.effect, answer.determining - withdrawals
