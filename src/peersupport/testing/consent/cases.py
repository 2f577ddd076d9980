"""A case of disclosure: a history, a request near it, the world of both, and what a programme's rules said."""

from collections.abc import Iterator
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.testing.oracle.forms import Bar, Request, Standing, Statement, World

Record = Statement | Standing
Fields = dict[str, Any]
"""What of a tuple is otherwise."""


@frozen
class ConsentCase:
    """What is drawn, made smaller when a law breaks, and written as JSON."""

    records: tuple[Record, ...]
    request: Request
    world: World
    bars: tuple[Bar, ...] = ()
    choices: int = 0
    """The seed of what a law chooses further: which statement it adds, say."""


def smaller(case: ConsentCase) -> Iterator[ConsentCase]:
    """Cases with one thing less or plainer: a record, a bar, an item, then a field."""
    for place in range(len(case.records)):
        yield evolve(case, records=case.records[:place] + case.records[place + 1 :])
    for place in range(len(case.bars)):
        yield evolve(case, bars=case.bars[:place] + case.bars[place + 1 :])
    items = case.request.items
    if len(items) > 1:
        for place in range(len(items)):
            yield evolve(case, request=case.request._replace(items=items[:place] + items[place + 1 :]))
    for flag in ("suspicion", "anonymised", "immediate_danger"):
        if getattr(case.request, flag) is not False:
            plainer: Fields = {flag: False}
            yield evolve(case, request=case.request._replace(**plainer))
    for place, record in enumerate(case.records):
        for one in _plainer(record):
            yield evolve(case, records=(*case.records[:place], one, *case.records[place + 1 :]))


def _plainer(record: Record) -> Iterator[Record]:
    if isinstance(record, Standing):
        return
    given = record.given
    changes: tuple[Statement, ...] = (
        record._replace(end=None),
        record._replace(start=None),
        record._replace(obligations=()),
        record._replace(given=given and (given[0], given[0])),
    )
    yield from (plainer for plainer in changes if plainer != record)
