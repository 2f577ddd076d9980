"""How a decision on disclosure is told on the command line, whether it was recorded or only asked for."""

from typing import Any

from peersupport.cli.shared import print_json, print_tree
from peersupport.engine.logged import LoggedDisclosure
from peersupport.explanations import Line
from peersupport.instants import format_instant
from peersupport.policies.disclosure import Disclosure, DisclosureDecision
from peersupport.policies.disclosure.decision import OBLIGATIONS
from peersupport.policies.disclosure.telling import ASKED
from peersupport.programmes.host import Host
from peersupport.records.codec import document_of

Decided = DisclosureDecision | LoggedDisclosure


def print_disclosure(host: Host, policy: Disclosure, decided: Decided, as_json: bool) -> None:
    """All of a decision, to staff."""
    if as_json:
        print_json(_document(host, decided))
        return
    told = policy.explain(decided)
    print_tree(f"{decided.effect.value.upper()}: {told.title}", (*_lines(decided), *told.lines, _recorded(decided)))


def _lines(decided: Decided) -> list[Line]:
    """What may be told, where the explanation does not say it by itself, and what decided."""
    items = [decided.request.items[place].category for place in decided.told_places]
    lines: list[Line] = []
    if len(items) in {0, len(decided.request.items)}:
        lines.append(Line(text=f"Told: {', '.join(items) or 'nothing'}"))
    if decided.determining:
        lines.append(Line(text=f"Decided by: {', '.join(decided.determining)}"))
    return lines


def _recorded(decided: Decided) -> Line:
    if isinstance(decided, LoggedDisclosure):
        at = format_instant(decided.recorded_at)
        return Line(text=f"Recorded at place {decided.sequence} of the ledger, {at}")
    return Line(text="Only asked: nothing was recorded")


def _document(host: Host, decided: Decided) -> dict[str, Any]:
    request = decided.request
    questions = {**{name: one.question or one.meaning for name, one in host.facts.items()}, **ASKED}
    recorded = None
    if isinstance(decided, LoggedDisclosure):
        recorded = {"sequence": decided.sequence, "at": format_instant(decided.recorded_at)}
    return {
        "effect": decided.effect.value,
        "told": [{"item": place, "category": request.items[place].category} for place in decided.told_places],
        "determining": list(decided.determining),
        "obligations": [{"name": one, "words": OBLIGATIONS.get(one, one)} for one in decided.obligations],
        "advice": list(decided.advice),
        "reasons": [
            {**document_of(one), "ask": [questions.get(name, name) for name in one.unknown]} for one in decided.reasons
        ],
        "at": format_instant(request.at),
        "known_at": request.known_at,
        "recorded": recorded,
    }
