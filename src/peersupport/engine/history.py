"""What a ledger holds of one participant, folded back into records. Decisions feed nothing; statements do."""

from collections.abc import Iterable, Sequence

from peersupport._attrs import evolve, record
from peersupport.engine.logged import LoggedDisclosure, logged
from peersupport.engine.payloads import ACTION, CONCERN, DISCLOSURE, ActionTaken, document, read, record_of
from peersupport.ledger.entries import Entry
from peersupport.policies.disclosure.decision import DisclosureEffect
from peersupport.records.consent import ConsentRecord
from peersupport.records.safeguarding import Concern


@record
class History:
    """One participant's records: consent and standing, concerns with what was done, and disclosures decided.

    `erased` counts entries whose keys were erased, `last` is the greatest place of an entry read.
    """

    consent: tuple[ConsentRecord, ...]
    concerns: tuple[Concern, ...]
    disclosures: tuple[LoggedDisclosure, ...]
    erased: int
    last: int

    def told_at(self, concern: Concern) -> LoggedDisclosure | None:
        """The first disclosure by duty in its programme since a concern was recorded: that it must be told was said."""
        return next(
            (
                one
                for one in self.disclosures
                if one.sequence > (concern.position or 0)
                and one.effect is DisclosureEffect.REQUIRED
                and concern.programme in {None, one.request.programme}
            ),
            None,
        )


@record
class ConsentKnown:
    """The consent and standing among some entries, and the greatest place of an entry read."""

    records: tuple[ConsentRecord, ...]
    last: int


def consent_known(entries: Iterable[Entry]) -> ConsentKnown:
    """What a decision on disclosure is made from, without what was decided before: quick, since a lock may be held.

    Raises `LedgerDamaged` for an entry that cannot be read.
    """
    given = tuple(entries)
    records = tuple(made for one in given if (made := record_of(one)) is not None)
    return ConsentKnown(records=records, last=max((one.sequence for one in given), default=0))


def history(entries: Iterable[Entry]) -> History:
    """Fold entries, in order of their places. Raises `LedgerDamaged` for one that cannot be read."""
    ordered = sorted(entries, key=lambda one: one.sequence)
    actions = [
        (entry, read(entry, ActionTaken)) for entry in ordered if entry.kind == ACTION and entry.payload is not None
    ]
    return History(
        consent=tuple(one for one in map(record_of, ordered) if one is not None),
        concerns=tuple(_concern(one, actions) for one in ordered if one.kind == CONCERN and one.payload is not None),
        disclosures=tuple(
            logged(one, document(one)) for one in ordered if one.kind == DISCLOSURE and one.payload is not None
        ),
        erased=sum(one.payload is None for one in ordered),
        last=max((one.sequence for one in ordered), default=0),
    )


def _concern(entry: Entry, actions: Sequence[tuple[Entry, ActionTaken]]) -> Concern:
    """A concern with what was done about it since: what was done before is about another of its id."""
    concern: Concern = read(entry, Concern)
    taken = tuple(
        evolve(one.action, recorded_at=at.recorded_at)
        for at, one in actions
        if one.concern == concern.id and at.sequence > entry.sequence
    )
    return evolve(concern, actions=taken, recorded_at=entry.recorded_at, position=entry.sequence)
