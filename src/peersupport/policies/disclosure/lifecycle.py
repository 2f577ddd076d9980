"""Where a consent stands in its life at an instant, in the terms of W3C DPV: for receipts, lists and exports."""

from datetime import datetime

from peersupport.policies.disclosure.register import Register
from peersupport.policies.disclosure.standing import Moment, StandingFile
from peersupport.policies.disclosure.statements import Dated, dated
from peersupport.records.consent import ConsentStatement, ConsentStatus, StatementKind


def status(asked: Register, statement_id: str, at: datetime, known: int | None = None) -> ConsentStatus:
    """The status of a grant or refusal at an instant (UTC), as known at a position.

    A grant is GIVEN, or RENEWED where an earlier one for the same parties, things and purposes had ended; EXPIRED from
    its end on; WITHDRAWN where the subject ended it in full, REVOKED where somebody else did, unless she surely had no
    authority. A withdrawal for some recipients or purposes only leaves it GIVEN: a decision on one request may still be
    DENY. What is not known, not begun, or another subject's is UNKNOWN; so is a refusal that was lifted or has ended.
    """
    moment = Moment(at, known)
    own = [dated(one) for one in asked.statements if moment.knows(one) is True and dated(one).given_high < at]
    found = next((one for one in own if one.statement.id == statement_id), None)
    if found is None or found.start_high > at:
        return ConsentStatus.UNKNOWN
    if found.statement.kind is StatementKind.REFUSAL:
        givers = {asked.subject, found.statement.giver}
        lifted = any(_names(one, found) and one.begins_high <= at and one.statement.giver in givers for one in own)
        return ConsentStatus.UNKNOWN if lifted or _over(found, at) else ConsentStatus.REFUSED
    if found.statement.kind is StatementKind.WITHDRAWAL:
        return ConsentStatus.UNKNOWN
    standing = asked.standing_file()
    counting = [one for one in own if _counts(one, found, standing, moment)]
    ended = _ended_by(found, counting, at)
    if ended is not None:
        own_word = ended.statement.giver == asked.subject
        return ConsentStatus.WITHDRAWN if own_word else ConsentStatus.REVOKED
    if _over(found, at):
        return ConsentStatus.EXPIRED
    renewed = any(
        _same_scope(one.statement, found.statement)
        and one.given_high < found.given_low
        and (_over(one, found.given_low) or _ended_by(one, counting, found.given_low) is not None)
        for one in own
        if one.statement.kind is StatementKind.GRANT
    )
    return ConsentStatus.RENEWED if renewed else ConsentStatus.GIVEN


def _over(one: Dated, at: datetime) -> bool:
    return one.end is not None and one.end <= at


def _names(one: Dated, other: Dated) -> bool:
    return one.statement.kind is StatementKind.WITHDRAWAL and one.statement.target == other.statement.id


def _counts(one: Dated, grant: Dated, standing: StandingFile, moment: Moment) -> bool:
    """Whether a statement may end a grant for all its purposes: not one by somebody who surely might not decide."""
    giver, low, high = one.statement.giver, one.given_low, one.given_high
    return giver == standing.subject or all(
        standing.decides_for(giver, purpose, low, high, moment) is not False
        for purpose in grant.statement.purposes or (None,)
    )


def _ended_by(grant: Dated, own: list[Dated], at: datetime) -> Dated | None:
    """The withdrawal of the whole of a grant: one that names it or nothing, and nobody and nothing in particular."""
    return next(
        (
            one
            for one in own
            if one.statement.kind is StatementKind.WITHDRAWAL
            and one.statement.target in {None, grant.statement.id}
            and (one.statement.sender, one.statement.recipient) == (None, None)
            and (one.statement.categories, one.statement.purposes) == (None, None)
            and one.begins_low <= at
            and grant.given_low <= one.begins_high
        ),
        None,
    )


def _same_scope(one: ConsentStatement, other: ConsentStatement) -> bool:
    return (one.sender, one.recipient, one.categories, one.purposes) == (
        other.sender,
        other.recipient,
        other.categories,
        other.purposes,
    )
