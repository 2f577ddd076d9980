"""Whether one look at a statement tells that it has no bearing on a request: written otherwise than any engine."""

from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.near import Near
from peersupport.testing.oracle.forms import Party, Request, Statement


def prior(one: Record, request: Request) -> bool:
    """Whether a record surely was known, and recorded before the disclosure."""
    known = request.known is None or (one.position is not None and one.position <= request.known)
    return known and one.recorded is not None and one.recorded < request.at


def beside(case: Near, one: Statement) -> bool:
    """Whether one look at a grant or refusal tells that it does not apply to anything asked for."""
    request, at = case.request, case.request.at
    low = one.given[0] if one.given else one.recorded
    start = low if one.start is None else one.start
    unknown_then = (
        one.position is not None and one.position > request.known
        if request.known is not None
        else one.recorded is not None and one.recorded >= at
    )
    late = one.kind == "grant" and (
        (low is not None and low >= at) or (one.recorded is not None and one.recorded >= at)
    )
    names = [(one.categories, item.category, case.categories) for item in request.items]
    names += [(one.purposes, request.purpose, case.purposes)] * bool(names)  # type: ignore[list-item]
    return (
        one.subject != request.subject
        or unknown_then
        or late
        or (start is not None and start > at)
        or (one.end is not None and one.end <= at)
        or _apart(case, one.sender, request.sender)
        or _apart(case, one.recipient, request.recipient)
        or (bool(names) and all(_misses(one.kind, *each) for each in names[:-1]))
        or (bool(names) and _misses(one.kind, *names[-1]))
    )


def _apart(case: Near, party: Party | None, who: str | None) -> bool:
    """Whether a party surely is not, and does not hold the role of, a person."""
    if party is None or who is None:
        return False
    if party.kind == "person":
        return party.name != who
    programme = case.request.programme
    own = [one for one in case.standings if (one.kind, one.person, one.programme) == ("role", who, programme)]
    return any(prior(one, case.request) for one in own) and not any(one.on and one.role == party.name for one in own)


def _misses(kind: str, names: tuple[str, ...] | None, name: str | None, lines: dict[str, frozenset[str]]) -> bool:
    """Whether none of a statement's names surely covers (a grant) or touches (a refusal) what is asked."""
    if names == ():
        return True
    if names is None or name not in lines:
        return False
    if kind == "grant":
        return not lines[name] & {*names}
    return all(one in lines for one in names) and not any(
        name in line and one in line for line in lines.values() for one in names
    )
