"""One subject's statements, ready to be asked: those that bear on a question are found once, and each answer is kept
for as long as no instant passes at which it may change."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from peersupport.policies.disclosure.standing import Moment, StandingFile
from peersupport.policies.disclosure.statements import LAST, TICK, Dated, Question, covers, dated, names_person, touches
from peersupport.policies.disclosure.verdicts import Judge, Near, Verdict
from peersupport.records.consent import ConsentRecord, ConsentStatement, StatementKind
from peersupport.records.identifiers import PersonId
from peersupport.records.vocabulary import CATEGORIES, PURPOSES, Hierarchy


class _Answers:
    """The answers to one question. `changes` are the instants from which another may hold, `found` those in between;
    both are worked out when a second instant is asked for."""

    __slots__ = ("asked_at", "changes", "first", "found", "near")

    def __init__(self, near: Near, at: datetime, known: int | None) -> None:
        self.near = near
        self.asked_at = at
        self.first = Judge(near, Moment(at, known)).verdict()
        self.changes: list[datetime] = []
        self.found: list[Verdict | None] = []

    def verdict(self, at: datetime, known: int | None) -> Verdict:
        if not self.found:
            self.changes = _changes(self.near)
            self.found = [None] * (len(self.changes) + 1)
        place = bisect_right(self.changes, at)
        verdict = self.found[place]
        if verdict is None:
            verdict = self.found[place] = Judge(self.near, Moment(at, known)).verdict()
        return verdict


def _changes(near: Near) -> list[datetime]:
    """The instants at which the answer to a question may change."""
    statements = (*near.grants, *near.refusals, *near.withdrawals)
    instants = {when for one in statements for when in one.instants()}
    question = near.question
    givers = (one.statement.giver for one in statements)
    instants |= near.standing.instants((question.sender, question.recipient), question.programme, givers)
    # What needs a strictly earlier instant changes a microsecond after it.
    return sorted(instants | {when + TICK for when in instants if when != LAST})


class Register:
    """The statements of one subject and the standing of all parties. Immutable; build it with `register`.

    Records of other subjects are left out (properties 8 and 17). Repeated and differently ordered records make the same
    register (property 4).
    """

    __slots__ = ("_answers", "categories", "purposes", "records", "standing", "statements",
                 "subject")  # fmt: skip

    def __init__(
        self, records: Iterable[ConsentRecord], subject: str, categories: Hierarchy, purposes: Hierarchy
    ) -> None:
        self.records = tuple(records)
        self.subject = subject
        self.categories = categories
        self.purposes = purposes
        self.statements = [one for one in self.records if isinstance(one, ConsentStatement) and one.subject == subject]
        self.standing: StandingFile | None = None
        self._answers: dict[tuple[str | None, str | None, str, str | None, str, int | None], _Answers] = {}

    def __repr__(self) -> str:
        return f"<Register of {len(self.statements)} statements>"

    def verdict(
        self,
        sender: str | None,
        recipient: str | None,
        programme: str,
        purpose: str | None,
        category: str,
        at: datetime,
        known: int | None = None,
    ) -> Verdict:
        """What the statements say of telling one category of thing, at an instant (UTC), as known at a position."""
        key = (sender, recipient, programme, purpose, category, known)
        answers = self._answers.get(key)
        if answers is None:
            answers = self._answers[key] = _Answers(self._near_to(Question(*key[:5]), known), at, known)
        return answers.first if answers.asked_at == at else answers.verdict(at, known)

    def standing_file(self) -> StandingFile:
        """The roles, competence and proxies that bear on the subject."""
        if self.standing is None:
            self.standing = StandingFile.of(
                (one for one in self.records if not isinstance(one, ConsentStatement)), self.subject, self.purposes
            )
        return self.standing

    def _near_to(self, question: Question, known: int | None) -> Near:
        grants: list[Dated] = []
        refusals: list[Dated] = []
        withdrawals: list[Dated] = []
        of_kind = {StatementKind.GRANT: grants, StatementKind.REFUSAL: refusals, StatementKind.WITHDRAWAL: withdrawals}
        for one in self.statements:
            if self._near(one, question, known):
                of_kind[one.kind].append(dated(one))
        standing, categories, purposes = self.standing_file(), self.categories, self.purposes
        return Near(question, grants, refusals, withdrawals, standing, categories, purposes)

    def _near(self, one: ConsentStatement, question: Question, known: int | None) -> bool:
        """Whether a statement may bear on a question at some instant: cheap, and never wrong by a no."""
        if known is not None and one.position is not None and one.position > known:
            return False
        if (
            names_person(one.sender, question.sender) is False
            or names_person(one.recipient, question.recipient) is False
        ):
            return False
        if one.kind is StatementKind.GRANT:
            return (
                covers(one.purposes, question.purpose, self.purposes, None) is not False
                and covers(one.categories, question.category, self.categories, None) is not False
            )
        return (
            touches(one.purposes, question.purpose, self.purposes) is not False
            and touches(one.categories, question.category, self.categories) is not False
        )


def register(
    records: Iterable[ConsentRecord],
    subject: PersonId | str,
    *,
    categories: Hierarchy = CATEGORIES,
    purposes: Hierarchy = PURPOSES,
) -> Register:
    """The register of one subject's statements, with the roles, competence and proxies that they rest on."""
    return Register(records, subject, categories, purposes)
