"""What is due of drawn histories, word for word: the oracle judges days and statuses, this the reasons."""

import json
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import attrs
from tests.schedules.drawing import KINDS, Draw
from tests.wording.comparing import same_words

from peersupport.policies.schedule.due import Due, due_document
from peersupport.policies.schedule.policy import by_urgency, within
from peersupport.rules.document import value_document


@attrs.frozen
class Listening:
    """A policy that keeps what it answers."""

    policy: Any
    heard: list[Due]

    def of_case(self, *asked: Any) -> tuple[Due, ...]:
        """What the policy says of a family."""
        found: tuple[Due, ...] = self.policy.of_case(*asked)
        self.heard.extend(found)
        return found

    def of_site(self, *asked: Any) -> tuple[Due, ...]:
        """What the policy says of a site."""
        found: tuple[Due, ...] = self.policy.of_site(*asked)
        self.heard.extend(found)
        return found


class Heard(Draw):
    """A history of which the answers are kept."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.heard: list[Due] = []

    def policy(self, *drawn: Any) -> Any:
        """The policy, listened to."""
        return Listening(super().policy(*drawn), self.heard)


def answers(histories: int) -> Iterator[tuple[str, Heard]]:
    """So many histories that were put to the policy."""
    for place in range(histories):
        kind = KINDS[place % len(KINDS)]
        draw = Heard(Random(7_000 + place))
        kind(draw)
        yield kind.__name__, draw


def test_reasons_and_questions_are_told_word_for_word() -> None:
    """Of every kind of schedule: why it is due, what to ask where that cannot be told, and in which order."""
    told: list[str] = []
    for name, draw in answers(90):
        told.append(f"{name} on {draw.on}")
        told += ["  " + json.dumps(due_document(one), ensure_ascii=False) for one in draw.heard]
    same_words("due", told)


def _line(one: Due) -> str:
    return f"{one.status.value} {value_document(one.earliest)} {value_document(one.due)} {one.schedule} {one.subject}"


def test_the_urgent_comes_first() -> None:
    """Of everything that is due the overdue first, then by day; what lies beyond the last day that is asked for is left
    out."""
    heard = [one for _, draw in answers(60) for one in draw.heard]
    Random(1).shuffle(heard)
    listed = [_line(one) for one in by_urgency(heard)]
    last = date(2023, 7, 1)
    near = [_line(one) for one in within(heard, last)]
    same_words("urgent", [*listed, f"within {last}", *near])
