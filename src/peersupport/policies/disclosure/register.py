"""One subject's statements, ready to be asked: those that bear on a question are found once, and each answer is kept
for as long as no instant passes at which it may change."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

import attrs

from peersupport.policies.disclosure.standing import Moment, StandingFile
from peersupport.policies.disclosure.statements import LAST, TICK, Question, covers, dated, names_person, touches
from peersupport.policies.disclosure.verdicts import Judge, Verdict
from peersupport.records.consent import ConsentRecord, ConsentStatement, StatementKind
from peersupport.records.identifiers import PersonId
from peersupport.records.vocabulary import CATEGORIES, PURPOSES, Hierarchy


@attrs.frozen(eq=False)
class _Answers:
    """The answers to one question: `changes` are the instants from which another may hold, `found` those in between."""

    judge: Judge
    changes: list[datetime]
    found: list[Verdict | None]


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
            answers = self._answers[key] = self._asked(Question(*key[:5]), known)
        place = bisect_right(answers.changes, at)
        verdict = answers.found[place]
        if verdict is None:
            verdict = answers.found[place] = answers.judge.verdict(Moment(at, known))
        return verdict

    def standing_file(self) -> StandingFile:
        """The roles, competence and proxies that bear on the subject."""
        if self.standing is None:
            self.standing = StandingFile.of(
                (one for one in self.records if not isinstance(one, ConsentStatement)), self.subject, self.purposes
            )
        return self.standing

    def _asked(self, question: Question, known: int | None) -> _Answers:
        near = [dated(one) for one in self.statements if self._near(one, question, known)]
        standing = self.standing_file()
        judge = Judge(
            question=question,
            grants=[one for one in near if one.statement.kind is StatementKind.GRANT],
            refusals=[one for one in near if one.statement.kind is StatementKind.REFUSAL],
            withdrawals=[one for one in near if one.statement.kind is StatementKind.WITHDRAWAL],
            standing=standing,
            categories=self.categories,
            purposes=self.purposes,
        )
        instants = {when for one in near for when in one.instants()}
        givers = (one.statement.giver for one in near)
        instants |= standing.instants((question.sender, question.recipient), question.programme, givers)
        # What needs a strictly earlier instant changes a microsecond after it.
        changes = sorted(instants | {when + TICK for when in instants if when != LAST})
        return _Answers(judge=judge, changes=changes, found=[None] * (len(changes) + 1))

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
