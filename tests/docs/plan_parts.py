"""What a programme plans, on its page: the ways through it, what is due, its sessions, what it wants to achieve."""

from collections.abc import Iterable, Iterator
from datetime import date

from tests.docs.markdown import code, joined, plain, points, quoted, sentence, table

from peersupport.programmes.programme import Programme
from peersupport.rules.pathways import OUTSIDE, Pathway
from peersupport.rules.render import shown
from peersupport.rules.schedules import Schedule
from peersupport.rules.session_plans import SessionPlan


def pathways(programme: Programme) -> Iterator[str]:
    """Each pathway with its picture, and what the programme promised never to limit."""
    for one in programme.pathways:
        yield from _pathway(programme.id, one)
    for promise in programme.promises:
        yield joined([f"Promised: no limit of {promise.never.value}.", quoted(promise.citation)])


def _pathway(programme: str, one: Pathway) -> Iterator[str]:
    yield f"### {plain(one.title)}"
    yield quoted(one.citation)
    yield f"![{plain(one.title)}: a diagram of the moves below](../../diagrams/{programme}.svg)"
    where = {OUTSIDE: "outside", **{stage.id: stage.title for stage in one.stages}}
    yield table(
        ["From", "To", "Words of the source"],
        (
            [
                plain(" or ".join(where.get(source, source) for source in moves.sources)),
                plain(" or ".join(where.get(target, target) for target in moves.targets)),
                f"“{plain(moves.citation.quotation)}”",
            ]
            for moves in one.moves
        ),
    )
    yield "Whoever is on it may leave at any time; no rule stands before that."
    for ending in one.endings:
        yield joined(
            [f"It may also end by {code(reason.value for reason in ending.reasons)}.", quoted(ending.citation)]
        )


def schedules(given: Iterable[Schedule]) -> str:
    """What is due, of whom, in which rhythm."""
    parts = [joined([f"### {one.id}", quoted(one.citation), _due(one)]) for one in given]
    return joined(["## What is due", *parts]) if parts else ""


def _due(one: Schedule) -> str:
    values = (f"`{each.name}` ({shown(each.on(date.max), each.unit)})" for _, each in one.parameters)
    rhythm = ", ".join([f"`{type(one.rhythm).__name__}`", *values])
    return points(
        [
            sentence(f"{plain(one.what)}, counted from: *{one.anchor.value}*"),
            f"Rhythm: {rhythm}.",
            f"Of the offer `{one.offer}` only." if one.offer else "",
            f"Of {code(role.value for role in one.roles)} only." if one.roles else "",
            "That it was offered is enough." if one.offered else "",
            "It moves past the days on which the site is closed." if one.closes else "",
        ]
    )


def session_plans(programme: Programme) -> str:
    """How sessions and visits are meant to go, and which kinds of support there are."""
    parts = [_plan(one) for one in programme.session_plans]
    kinds = table(
        ["Support", "Words of the source"],
        ([plain(one.title), f"“{plain(one.citation.quotation)}”"] for one in programme.support_kinds),
    )
    return joined(["## Sessions and visits", *parts, kinds]) if parts or kinds else ""


def _plan(one: SessionPlan) -> str:
    venue = f"Held at: {plain(one.venue.kind)}, with {code(one.venue.provides)}." if one.venue else ""
    staff = [
        f"{each.count} {plain(shown(each.role))}{f' in {each.part}' if each.part else ''}" for each in one.staffing
    ]
    crowd = one.attendance
    return joined(
        [
            f"### {plain(one.title.capitalize())}",
            quoted(one.citation),
            table(
                ["Part", "Minutes", "Words of the source"],
                (
                    [plain(part.title), str(part.minutes or ""), f"“{plain(part.citation.quotation)}”"]
                    for part in one.parts
                ),
            ),
            points(
                [
                    f"It takes {one.minutes} minutes." if one.minutes else "",
                    f"Staffed by {', '.join(staff)}." if staff else "",
                    f"Usually {crowd.low} to {crowd.high} come." if crowd else "",
                    venue,
                    f"Blocks, in any order: {', '.join(plain(each.title) for each in one.blocks)}."
                    if one.blocks
                    else "",
                ]
            ),
        ]
    )


def measures(programme: Programme) -> str:
    """What it wants to achieve, and how that is seen."""
    rows = (
        [
            plain(one.title),
            f"“{plain(one.citation.quotation)}”",
            plain(one.method.value) + ("" if one.named else " **[default]**"),
            code(one.instruments) if one.instruments else "",
        ]
        for one in programme.measures
    )
    said = [quoted(one.citation) for one in programme.caveats]
    head = ["Outcome", "Words of the source", "Seen in", "Instruments"]
    return joined(["## What it wants to achieve", table(head, rows), *said]) if programme.measures else ""
