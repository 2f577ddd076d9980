"""Outcomes for which the source names no measure: answers to a matter before and after, and feedback."""

from collections import Counter
from collections.abc import Iterable

from peersupport._attrs import frozen
from peersupport.errors import PeerSupportError
from peersupport.facts.latest import agreed, possibly_latest
from peersupport.outcomes.measures import Measure
from peersupport.records.answers import Answer, AnswerValue
from peersupport.records.case import Case
from peersupport.records.feedback import Feedback
from peersupport.rules.facts import Audience

Counts = tuple[tuple[str, int], ...]


@frozen
class Answered:
    """One matter over a caseload: the first and the last answer of those who answered twice, on different days.

    `became` turned from no to yes, `ceased` from yes to no. `not_counted` are the other families.
    """

    matter: str
    people: int
    first: Counts
    last: Counts
    became: int
    ceased: int
    not_counted: int


@frozen
class Said:
    """One matter of feedback: each participant once, by her last word, and each word of a professional."""

    matter: str
    agree: int
    disagree: int
    not_told: int


def answered(measure: Measure, cases: Iterable[Case], audience: Audience) -> tuple[Answered, ...]:
    """The answers to a measure's matters. Raises `PeerSupportError` where the reader may not see them (HL14)."""
    _check(measure, audience)
    given = tuple(cases)
    return tuple(_answered(matter, [_ends(matter, case.answers or ()) for case in given]) for matter in measure.matters)


def said(
    measure: Measure, cases: Iterable[Case], professionals: Iterable[Feedback] = (), *, audience: Audience
) -> tuple[Said, ...]:
    """The feedback on a measure's matters (TC59, HL11, MM19, MM45, MM46, YP30, YP31). Raises as `answered` does."""
    _check(measure, audience)
    given, theirs = tuple(cases), tuple(professionals)
    found: list[Said] = []
    for matter in measure.matters:
        words = [_last(matter, case.feedback or ()) for case in given]
        words += [one.agrees for one in theirs if one.matter == matter]
        counts = Counter(words)
        found.append(Said(matter=matter, agree=counts[True], disagree=counts[False], not_told=counts[None]))
    return tuple(found)


def _check(measure: Measure, audience: Audience) -> None:
    if not measure.shown_to(audience):
        message = f"what was recorded for `{measure.name}` is not for this reader"
        raise PeerSupportError(message, code="measure-hidden")


def _ends(matter: str, answers: Iterable[Answer]) -> tuple[AnswerValue, AnswerValue] | None:
    """The first and the last answer, where each is sure."""
    own = [one for one in answers if one.matter == matter]
    days = sorted({one.given_on for one in own if one.given_on is not None})
    if len(days) < 2 or any(one.given_on is None for one in own):
        return None
    first = {one.value for one in own if one.given_on == days[0]}
    last = {one.value for one in own if one.given_on == days[-1]}
    if len(first) != 1 or len(last) != 1:
        return None
    before, after = first.pop(), last.pop()
    return None if before is None or after is None else (before, after)


def _answered(matter: str, ends: list[tuple[AnswerValue, AnswerValue] | None]) -> Answered:
    pairs = [one for one in ends if one is not None]
    return Answered(
        matter=matter,
        people=len(pairs),
        first=_counts(before for before, _ in pairs),
        last=_counts(after for _, after in pairs),
        became=sum(before is False and after is True for before, after in pairs),
        ceased=sum(before is True and after is False for before, after in pairs),
        not_counted=len(ends) - len(pairs),
    )


def _counts(values: Iterable[AnswerValue]) -> Counts:
    words = {True: "yes", False: "no"}
    return tuple(sorted(Counter(words.get(one, "") if isinstance(one, bool) else str(one) for one in values).items()))


def _last(matter: str, feedback: Iterable[Feedback]) -> bool | None:
    own = [one for one in feedback if one.matter == matter]
    return agreed([one.agrees for one in possibly_latest(own, lambda one: one.on)])
