"""Roles, competence and proxy authority as dated records, read at an instant: surely on, surely off, or untold.

What widens must rest on records made before the disclosure; what narrows counts as soon as it is known (consent.md,
the one principle and properties 14, 18, 20). Truths here are `True`, `False` and `None` (untold), for speed.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import attrs

from peersupport.records.consent import Competence, ConsentRecord, ProxyAuthority, RoleHeld, Standing
from peersupport.records.roles import Role
from peersupport.records.vocabulary import Hierarchy

S = TypeVar("S", bound=Standing)


@attrs.frozen
class Moment:
    """The instant `at` of a disclosure, and the position in the ledger as known at which it is judged (None: before
    `at`)."""

    at: datetime
    known: int | None

    def knows(self, one: ConsentRecord) -> bool | None:
        """Whether the record is known; None where that is not recorded."""
        if self.known is not None:
            return None if one.position is None else one.position <= self.known
        return None if one.recorded_at is None else one.recorded_at < self.at

    def recorded_before(self, one: ConsentRecord) -> bool | None:
        """Whether the record is known, and was recorded strictly before the disclosure: what widens has to be."""
        earlier = None if one.recorded_at is None else one.recorded_at < self.at
        if self.known is None or earlier is False:
            return earlier
        known = self.knows(one)
        return False if known is False else None if known is None or earlier is None else True


@attrs.frozen(eq=False, repr=False)
class StandingFile:
    """The dated records that bear on one subject: the roles of everybody, her competence, her proxies."""

    subject: str
    roles: dict[tuple[str, str], list[RoleHeld]]
    """By person and programme."""
    competence: list[Competence]
    authority: dict[str, list[ProxyAuthority]]
    """By proxy."""
    purposes: Hierarchy

    @classmethod
    def of(cls, records: Iterable[Standing], subject: str, purposes: Hierarchy) -> "StandingFile":
        """Sort records by what they are about; those of other subjects are left out."""
        made = cls(subject=subject, roles={}, competence=[], authority={}, purposes=purposes)
        for one in records:
            if isinstance(one, RoleHeld):
                made.roles.setdefault((one.person, one.programme), []).append(one)
            elif one.subject != subject:
                continue
            elif isinstance(one, Competence):
                made.competence.append(one)
            else:
                made.authority.setdefault(one.proxy, []).append(one)
        return made

    def holds(self, person: str, programme: str, roles: Iterable[Role], moment: Moment) -> bool | None:
        """Whether a person holds one of some roles in a programme; a person of whom no role is recorded may."""
        register = self.roles.get((person, programme), ())
        at = moment.at
        untold = False
        for role in roles:
            own = [one for one in register if one.role is role]
            if not own and untold:
                continue
            if _surely(own, at, at, moment, wanted=True):
                return True
            untold = untold or not _surely_off(register, own, at, at, moment)
        return None if untold else False

    def competent(self, purpose: str | None, low: datetime, high: datetime, moment: Moment) -> bool | None:
        """Whether the subject was able to decide for a purpose at every instant from `low` to `high`."""
        if _surely(self.competence, low, high, moment, True, self._covering(purpose), self._touching(purpose)):
            return True
        off = _surely(self.competence, low, high, moment, False, self._covering(purpose), self._touching(purpose))
        return False if off else None

    def authorised(self, proxy: str, purpose: str | None, low: datetime, high: datetime, moment: Moment) -> bool | None:
        """Whether a proxy might decide for the subject at every instant from `low` to `high`."""
        register = self.authority.get(proxy, ())
        covers, touches = self._covering(purpose), self._touching(purpose)
        if _surely(register, low, high, moment, True, covers, touches):
            return True
        near = [one for one in register if touches(one)]
        return False if _surely_off(register, near, low, high, moment, covers) else None

    def decides_for(
        self, proxy: str, purpose: str | None, low: datetime, high: datetime, moment: Moment
    ) -> bool | None:
        """Whether a proxy might decide, because she was authorised and the subject could not."""
        competent = self.competent(purpose, low, high, moment)
        if competent is True:
            return False
        authorised = self.authorised(proxy, purpose, low, high, moment)
        if authorised is False:
            return False
        return True if authorised and competent is False else None

    def instants(self, persons: Iterable[str | None], programme: str, givers: Iterable[str]) -> set[datetime]:
        """Every instant at which one of these readings may change, besides that of the statements themselves."""
        records: list[Standing] = [*self.competence]
        records += [one for person in persons for one in self.roles.get((person or "", programme), ())]
        records += [one for giver in set(givers) for one in self.authority.get(giver, ())]
        return {when for one in records for when in (one.start, one.recorded_at) if when is not None}

    def _covering(self, purpose: str | None) -> Callable[[Competence | ProxyAuthority], bool]:
        return lambda one: (
            purpose is not None and any(self.purposes.covers(name, purpose) for name in one.purposes or ())
        )

    def _touching(self, purpose: str | None) -> Callable[[Competence | ProxyAuthority], bool]:
        return lambda one: (
            one.purposes is None
            or (purpose is None and bool(one.purposes))
            or any(self.purposes.touches(name, purpose or "") for name in one.purposes)
        )


def _always(_: object) -> bool:
    return True


def _surely(
    records: Sequence[S],
    low: datetime,
    high: datetime,
    moment: Moment,
    wanted: bool,
    covers: Callable[[S], bool] = _always,
    touches: Callable[[S], bool] = _always,
) -> bool:
    """Whether a record says so before the disclosure, and none that is or may be known says otherwise since."""
    if not records:
        return False
    against = [one for one in records if one.on is not wanted and moment.knows(one) is not False and touches(one)]
    return any(
        one.on is wanted
        and one.start <= low
        and moment.recorded_before(one)
        and covers(one)
        and not any(one.start <= other.start <= high for other in against)
        for one in records
    )


def _surely_off(
    register: Sequence[S],
    own: Sequence[S],
    low: datetime,
    high: datetime,
    moment: Moment,
    covers: Callable[[S], bool] = _always,
) -> bool:
    """Whether a register is kept, and each time it was taken up it was laid down again, both before the disclosure."""
    if not any(moment.recorded_before(one) for one in register):
        return False
    laid_down = [one.start for one in own if not one.on and moment.recorded_before(one) and covers(one)]
    return all(
        any(one.start < end <= low for end in laid_down)
        for one in own
        if one.on and one.start <= high and moment.knows(one) is not False
    )
