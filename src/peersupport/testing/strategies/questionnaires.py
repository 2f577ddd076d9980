"""Questionnaires that were filled in: each item with a value that it has, or left out."""

from datetime import date

from peersupport.outcomes.built_in import BUILT_IN
from peersupport.outcomes.instruments import Instrument
from peersupport.records.assessments import Assessment
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.fields import Setting, record_of
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.records import TEXTS
from peersupport.testing.strategies.strategy import strategy


@strategy
def assessments(
    choices: Choices,
    /,
    *,
    instrument: Instrument | None = None,
    on: date = DAY,
    blank: float = 0.1,
    total: float = 0.1,
    **fields: object,
) -> Assessment:
    """A questionnaire as it was filled in: the given one, or any that the core brings.

    Shrinks to the first value of every item, dated `on`. As many items as `blank` says were left out; as often as
    `total` says only the total is recorded, the lowest or highest that there is, one outside it, or any.
    """
    one = choices.pick(BUILT_IN) if instrument is None else instrument
    highest = sum(max(item.values) for item in one.items)
    lowest = sum(min(item.values) for item in one.items)
    given: dict[str, object] = {"instrument": one.id, "items": None, "total": None}
    if not one.items or choices.chance(total):
        given["total"] = choices.pick((lowest, highest, lowest - 1, highest + 1, choices.number(lowest, highest)))
    else:
        given["items"] = tuple(None if choices.chance(blank) else choices.pick(item.values) for item in one.items)
    return record_of(choices, Assessment, Setting(on=on, texts=TEXTS), given | fields)
