"""Consent and disclosure: histories near a request, in which grants, refusals and withdrawals meet.

More than a fifth of what is drawn holds a grant and a refusal that both apply to what is asked; instants are those that
occur, or one microsecond aside. `world` is where it is drawn: the kit's plain one, or `world_of(policy, programme)`.
"""

from typing import NamedTuple

from peersupport.records.consent import ConsentRecord, ConsentStatement
from peersupport.records.disclosure import DisclosureRequest
from peersupport.testing.choices import Choices
from peersupport.testing.consent.cases import ConsentCase
from peersupport.testing.consent.drawing import draw
from peersupport.testing.consent.translation import record, request, statement
from peersupport.testing.consent.worlds import PLAIN
from peersupport.testing.oracle.forms import Statement, World
from peersupport.testing.strategies.strategy import strategy


class ConsentHistory(NamedTuple):
    """What is recorded, and a request near which it lies, as the library's records."""

    records: tuple[ConsentRecord, ...]
    request: DisclosureRequest


@strategy
def consent_cases(choices: Choices, /, *, world: World = PLAIN) -> ConsentCase:
    """A whole case as plain tuples: a history, a request, and what the programme's rules said.

    Shrinks to an ordinary request for one item, of which a supporter asks, to a few statements and no rule.
    """
    return draw(world, choices)


@strategy
def consent_histories(choices: Choices, /, *, world: World = PLAIN) -> ConsentHistory:
    """A whole case as the library's records. Shrinks as `consent_cases` does."""
    case = draw(world, choices)
    return ConsentHistory(tuple(map(record, case.records)), request(case.request))


@strategy
def disclosure_requests(choices: Choices, /, *, world: World = PLAIN) -> DisclosureRequest:
    """A request, for one of the routes that the world has. Shrinks to an ordinary one for one item."""
    return request(draw(world, choices).request)


@strategy
def consent_statements(choices: Choices, /, *, world: World = PLAIN) -> ConsentStatement:
    """A grant, refusal or withdrawal, mostly of what might be asked. Shrinks to a grant of all, given to a role."""
    while True:
        said = [one for one in draw(world, choices).records if isinstance(one, Statement)]
        if said:
            return statement(choices.pick(said))
