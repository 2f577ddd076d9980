"""Answers that somebody must act on the same day. They wait for no other item, for no total, and for no fault."""

from peersupport._attrs import frozen
from peersupport.outcomes.instruments import Alert, Instrument
from peersupport.records.assessments import Assessment
from peersupport.truth import Truth


@frozen
class AlertState:
    """An alert of the instrument: TRUE must be acted on; UNKNOWN was not answered, and is asked."""

    alert: Alert
    state: Truth


def alerts(assessment: Assessment, instrument: Instrument) -> tuple[AlertState, ...]:
    """The alerts of an assessment, each from its own item alone: never an error, and never waiting for a total.

    FALSE needs the answer itself, with a score that the item can have. A total alone raises an alert that the other
    items cannot explain, and lifts none: a service may have counted a blank as nothing. A score above the item's range
    alerts too.
    """
    return tuple(AlertState(alert=one, state=_state(one, assessment, instrument)) for one in instrument.alerts)


def _state(alert: Alert, assessment: Assessment, instrument: Instrument) -> Truth:
    items, total = assessment.items or (), assessment.total
    given = items[alert.item - 1] if alert.item <= len(items) else None
    if given is not None and given >= alert.at:
        return Truth.TRUE
    others = sum(max(item.values) for place, item in enumerate(instrument.items, 1) if place != alert.item)
    if given is None and total is not None and instrument.total is not None and total - others >= alert.at:
        return Truth.TRUE
    # A form of another length may hold another question at this place.
    answered = given in instrument.items[alert.item - 1].values and len(items) == len(instrument.items)
    return Truth.FALSE if answered else Truth.UNKNOWN
