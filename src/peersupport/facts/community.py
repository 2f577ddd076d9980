"""Facts about what a programme does as a community: its meetings, what they explore, their messages, its training.

Rule authors take them from `peersupport.plugin.community`; who only asks about families never loads them.
"""

from collections.abc import Mapping
from datetime import date

from peersupport.records.community import ItemKind, LearningItem, Meeting, MeetingKind, Message, TrainingEvent
from peersupport.records.roles import Role
from peersupport.rules.facts import AskedOf, Fact, fact
from peersupport.rules.once import made_once


@fact("core.meeting_on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def meeting_on(meeting: Meeting, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact(
    "core.meeting_kind",
    meaning="the kind of meeting",
    question="What kind of meeting was it?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def meeting_kind(meeting: Meeting, day: date) -> MeetingKind:
    """What the meeting is for (TC64, MM28)."""
    return meeting.kind


@fact(
    "core.meeting_held",
    meaning="the meeting was held",
    question="Was the meeting held, or cancelled?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def meeting_held(meeting: Meeting, day: date) -> bool | None:
    """Whether it took place: not known while nobody recorded whether it was cancelled."""
    return None if meeting.cancelled is None else not meeting.cancelled


@made_once
def meeting_spoke_of(tag: str) -> Fact:
    """A yes-or-no fact: whether a matter stands on a meeting's agenda (TC50)."""

    @fact(
        f"core.meeting_spoke_of_{_name(tag)}",
        meaning=f"the meeting spoke of {tag}",
        question="What did the meeting speak of?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def spoke(meeting: Meeting, day: date) -> bool | None:
        return None if meeting.agenda is None else tag in meeting.agenda

    return spoke


@fact("core.learning_item_on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def learning_item_on(item: LearningItem, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact(
    "core.learning_item_kind",
    meaning="what was brought: a gap, a barrier or an opportunity",
    question="Is it a gap, a barrier or an opportunity?",
    asked_of=AskedOf.SUPPORTER,
)
def learning_item_kind(item: LearningItem, day: date) -> ItemKind | None:
    """What kind of matter was explored (MM25)."""
    return item.kind


@fact(
    "core.learning_item_factor",
    meaning="the factor of maternal mental health that it is about",
    question="Which factor is it about?",
    asked_of=AskedOf.SUPPORTER,
)
def learning_item_factor(item: LearningItem, day: date) -> str | None:
    """Its place among the factors (MM27)."""
    return item.factor


@fact("core.message_on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def message_on(message: Message, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact(
    "core.message_approved",
    meaning="it was decided to take the message forward",
    question="Was it decided to take the message forward?",
    asked_of=AskedOf.SUPPORTER,
)
def message_approved(message: Message, day: date) -> bool | None:
    """What was decided of the message (MM26)."""
    return message.approved


@fact(
    "core.message_approved_by",
    meaning="the role of those who decided on the message",
    question="Who decided on the message?",
    asked_of=AskedOf.SUPPORTER,
)
def message_approved_by(message: Message, day: date) -> Role | None:
    """In which role it was decided (MM26)."""
    return message.approved_by


@fact(
    "core.message_deciders_named",
    meaning="it is recorded who decided on the message",
    question="Which of you decided on the message?",
    asked_of=AskedOf.SUPPORTER,
)
def message_deciders_named(message: Message, day: date) -> bool | None:
    """Whether somebody is named (MM26)."""
    return None if message.decided_by is None else bool(message.decided_by)


@fact("core.training_on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def training_on(training: TrainingEvent, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact(
    "core.training_contributed",
    meaning="an agency contributed to the training",
    question="Which agency contributed to the training?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def training_contributed(training: TrainingEvent, day: date) -> bool | None:
    """Whether an agency is named (TC56)."""
    return None if training.contributor is None else bool(training.contributor.strip())


@made_once
def training_covered(topic: str) -> Fact:
    """A yes-or-no fact: whether a topic is among what a training covered (YP36)."""

    @fact(
        f"core.training_covered_{_name(topic)}",
        meaning=f"the training covered {topic}",
        question="What did the training cover?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def covered(training: TrainingEvent, day: date) -> bool | None:
        return None if training.content is None else topic in training.content

    return covered


def _name(words: str) -> str:
    return words.replace(" ", "_").replace("-", "_")


DAYS: Mapping[str, Fact] = {
    "LearningItem": learning_item_on,
    "Meeting": meeting_on,
    "Message": message_on,
    "TrainingEvent": training_on,
}
"""The day of the decision as a fact, by kind of subject."""
