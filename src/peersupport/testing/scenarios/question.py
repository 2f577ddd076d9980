"""A question that a scenario can ask, and what an answer to it is: the values to compare, and the rules behind them."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import attrs

from peersupport._attrs import evolve
from peersupport.errors import Fault, InvalidDocument, PeerSupportError, UnknownName, did_you_mean
from peersupport.findings import Finding
from peersupport.interop.site_files import read_sites
from peersupport.programmes.host import Host
from peersupport.records.codec import Json, structured
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.sites import DatedValue, Site
from peersupport.rules.values import Settings
from peersupport.testing.scenarios.forms import Form
from peersupport.testing.scenarios.scenario import Scenario

T = TypeVar("T")


@attrs.frozen(eq=False)
class Answer:
    """What a programme answered.

    `values` stand by the key under which they are expected, in the form in which they are compared. `findings` are the
    rules in force, by id; `known` the ids of all that the question can speak of, in force or not.
    """

    values: Mapping[str, Json]
    findings: Mapping[str, Finding] = attrs.field(factory=dict[str, Finding])
    determining: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    settings: Settings = attrs.field(factory=dict[str, Any])


@attrs.frozen
class Question:
    """One kind of question: its name, the form of what can be expected, and how it is put to a host."""

    name: str
    forms: Mapping[str, Form]
    answer: Callable[[Host, Scenario], Answer]
    of_one_stage: Mapping[str, Form] = attrs.field(factory=dict[str, Form])
    """What can be expected besides where `to` names one stage."""

    def expected(self, *, stepping: bool) -> Mapping[str, Form]:
        """The keys that `expect:` may have, with their forms."""
        return {**self.forms, **self.of_one_stage} if stepping else self.forms


@contextmanager
def placed(scenario: Scenario, *path: str) -> Generator[None]:
    """What goes wrong inside is a fault of the scenario, told with file, line and path (`InvalidDocument`)."""
    try:
        yield
    except PeerSupportError as error:
        faults = [
            Fault(code=one.code, message=one.message, path=scenario.where((*path, *one.path)), help=one.help)
            for one in error.faults
        ]
    else:
        return
    raise InvalidDocument("a scenario does not fit what it asks", faults)


def read(scenario: Scenario, document: Json, record: type[T], *path: str) -> T:
    """A record from a part of what is given. Raises `InvalidDocument` with every fault."""
    with placed(scenario, "given", *path):
        return structured(document, record)


def host_for(host: Host, scenario: Scenario) -> Host:
    """The host with the scenario's own site alone. Raises `InvalidDocument` for one that is wrongly written."""
    programme, _, _ = scenario.programme.partition("/")
    with placed(scenario, "programme"):
        if programme not in (known := {**host.programmes, **host.unavailable}):
            raise UnknownName("there is no such programme", help=did_you_mean(programme, known))
    own = {name: (DatedValue(value=_setting(value)),) for name, value in scenario.parameters.items()}
    site = Site(id=SiteId("scenario"), programme=ProgrammeId(programme), parameters=own)
    if scenario.site is not None:
        with placed(scenario, "site"):
            (file,) = read_sites(Path(scenario.document.file).parent / scenario.site)
        site = evolve(file, parameters={**file.parameters, **own})
    with placed(scenario):
        return host.at_site(site)


def _setting(value: Json) -> Any:
    return tuple(value) if isinstance(value, list) else value


def own_id(name: str) -> str:
    """A rule's id without its programme."""
    return name.partition("/")[2]
