"""The record of a learning community (MM25 to MM27), and what the programme makes of it (MM29, MM30, MM42).

Items are counted by kind. Words are printed of messages alone, and only of those that link workers decided to take
forward: whoever facilitates may bring a message, and does not decide on it.
"""

from collections import Counter

from peersupport.dates import PartialDate
from peersupport.facts.latest import ends_of_day
from peersupport.records.activity import Activity
from peersupport.records.community import ItemKind, Meeting, MeetingKind, Message, Output, OutputKind
from peersupport.records.roles import Role
from peersupport.reports.draft import Cell, Draft
from peersupport.reports.kinds.recorded import may_be_held, recorded, told
from peersupport.reports.material import Material, Tick

KIND = MeetingKind.LEARNING_COMMUNITY


def learning(material: Material, tick: Tick | None = None) -> Draft:
    """Meetings, what they explored, what goes forward; outputs and milestones."""
    del tick
    draft = Draft(
        title="Learning community", counted="Meetings, items and outputs are counted; no family and no child is."
    )
    activity = material.activity
    if activity is None:
        draft.caveats.append("Nothing is told of meetings: no activity of the site was given.")
        return draft
    _meetings(draft, material, activity)
    outputs_table(draft, material, activity)
    _milestones(draft, material, activity)
    return draft


def _meetings(draft: Draft, material: Material, activity: Activity) -> None:
    own = None if activity.meetings is None else [one for one in activity.meetings if one.kind is KIND]
    meetings = recorded(draft, material, own, "Meetings of the learning community")
    if meetings is None:
        return
    held = [one for one in meetings if _held(one)]
    may_be_held(draft, "Meetings", len(meetings) - len(held) - sum(one.cancelled is True for one in meetings))
    draft.say("Meetings of the learning community: {}.", len(held), requirements=("MM25",))
    kinds = Counter(item.kind for one in held for item in one.items or ())
    draft.table(
        "items",
        "What was explored",
        ("Kind", "Items"),
        [(kind.value.capitalize(), (kinds[kind],), False) for kind in ItemKind]
        + [("Not recorded", (kinds[None],), False)] * (kinds[None] > 0),
        note="Items are counted, not people.",
    )
    for field in ("items", "messages"):
        silent = sum(getattr(one, field) is None for one in held)
        if silent:
            draft.caveats.append(f"Meetings of which the {field} are not recorded: {silent}.")
    messages = [message for one in held for message in one.messages or ()]
    forward = [one for one in messages if taken_forward(one)]
    draft.say(
        "Messages taken forward by the link workers: {} of {}.", len(forward), len(messages), requirements=("MM26",)
    )
    for one in forward:
        draft.say("Message: “{}”", one.words, requirements=("MM26",))


def _held(one: Meeting) -> bool:
    """Whether it surely took place: it is not cancelled, or somebody came, or something came of it."""
    shown = one.attended or one.items or one.messages
    return one.cancelled is False or (one.cancelled is None and bool(shown))


def taken_forward(message: Message) -> bool:
    """Whether link workers decided that a message goes forward, and who did is recorded (MM26)."""
    return message.approved is True and message.approved_by is Role.LINK_WORKER and bool(message.decided_by)


def outputs_table(draft: Draft, material: Material, activity: Activity) -> None:
    """What the programme makes, by the kinds that its source names: done by the end of the period, or not."""
    tags = [tag for one in material.declared for tag in one.tags]
    kinds = [kind for kind in OutputKind if kind.value in tags]
    if not told(draft, activity.outputs, "Outputs"):
        return
    rows = [
        row for kind in kinds for row in _rows(kind, [o for o in activity.outputs or () if o.kind is kind], material)
    ]
    if rows:
        headings = ("Output", "Title", "Due", "Done", "Sites that use it")
        draft.table("outputs", "What the programme makes", headings, rows, note="Outputs and sites are counted.")


def _rows(kind: OutputKind, made: list[Output], material: Material) -> list[tuple[str, tuple[Cell, ...], bool]]:
    label = kind.value.replace("_", " ").capitalize()
    if not made:
        return [(label, ("-", "-", "none recorded", "-"), False)]
    return [
        (
            label,
            (
                one.title or "-",
                _shown(one.due),
                _done(one, material),
                "not recorded" if one.sites is None else len(set(one.sites)),
            ),
            False,
        )
        for one in made
    ]


def _done(one: Output, material: Material) -> str:
    if one.done is None:
        return "not recorded"
    return _shown(one.done) if ends_of_day(one.done)[1] < material.end else "not yet"


def _milestones(draft: Draft, material: Material, activity: Activity) -> None:
    """Steps by which link work becomes part of a pathway, by area (MM42)."""
    rows: list[tuple[str, tuple[Cell, ...], bool]] = [
        (one.area, (one.step, _shown(one.due), _shown(one.done) if one.done is not None else "not recorded"), False)
        for one in activity.milestones or ()
    ]
    if rows and material.carrying("MM42") is not None:
        draft.table("milestones", "Integration into pathways", ("Area", "Step", "Due", "Done"), rows)


def _shown(day: PartialDate | None) -> str:
    if day is None:
        return "-"
    first, last = ends_of_day(day)
    return str(first) if first == last else f"{first} to {last}"
