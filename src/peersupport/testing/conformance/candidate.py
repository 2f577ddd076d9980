"""The plugin that is being checked: found by name or path, loaded alone, with its scenarios and what they led to."""

from datetime import date
from functools import cache
from pathlib import Path

import attrs

from peersupport.errors import PeerSupportError
from peersupport.findings import Finding
from peersupport.programmes.assembly import PluginStatus
from peersupport.programmes.host import Host
from peersupport.programmes.programme import Programme
from peersupport.rules.document import Json, digest, value_document
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import rule_parameters
from peersupport.testing.conformance.metadata import Metadata
from peersupport.testing.scenarios import Scenario, load_scenarios
from peersupport.testing.scenarios.checking import answer_to


@attrs.frozen(eq=False, repr=False)
class Candidate:
    """A plugin and all that checks ask of it. `address` finds it again in another process."""

    address: str
    name: str
    host: Host
    folder: Path
    """Where its sources, parameters and scenarios lie: its package, or the folder of its one file."""
    module: Path
    """Its package's `__init__.py`, or its one file."""
    metadata: Metadata | None
    """None for a plugin of one file."""
    foundations: tuple[Path, ...] = ()
    """The packages of the plugins that it builds on: what it inherits is quoted from there."""

    @property
    def title(self) -> str:
        """What people call it: its entry point, also where its module was handed over from a project's folder."""
        names = [] if self.metadata is None else [name for name, _ in self.metadata.plugins]
        return self.name if self.name in names or not names else names[0]

    @property
    def status(self) -> PluginStatus:
        """What the host made of it."""
        return next(one for one in self.host.plugins if one.name == self.name)

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes that it brings."""
        return tuple(one for name, one in self.host.programmes.items() if self.host.owners[name] == self.name)

    @property
    def rules(self) -> tuple[tuple[str, Rule], ...]:
        """The rules that it wrote itself, each with its hook; what it inherits is another plugin's to test."""
        return tuple(
            (hook, rule)
            for hook, rules in sorted(self.host.rules.items())
            for rule in rules
            if rule.plugin == self.name and not rule.inherited_from
        )

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters that it declares: those under the name of one of its programmes, and what its rules read."""
        prefixes = tuple(f"{one.id}." for one in self.programmes)
        named = {name: one for name, one in self.host.parameters.items() if name.startswith(prefixes)}
        read = {
            one.name: one
            for one in rule_parameters(rule for _, rule in self.rules)
            if not one.name.startswith("core.") and one.citation.document in {"", *self.documents}
        }
        return tuple(one for _, one in sorted({**read, **named}.items()))

    @property
    def documents(self) -> frozenset[str]:
        """The source texts that its programmes and rules name."""
        return frozenset({one.source for one in self.programmes} | {rule.citation.document for _, rule in self.rules})

    @property
    def sources(self) -> tuple[Path, ...]:
        """The source texts in it."""
        found = [source_in(self.folder, one) for one in self.documents]
        return tuple(sorted(one for one in found if one is not None))

    @property
    def scenario_path(self) -> Path:
        """Its folder of scenarios; beside a plugin of one file, the file of the same name."""
        return self.module.with_suffix(".yaml") if self.metadata is None else self.folder / "scenarios"

    @property
    def code(self) -> tuple[Path, ...]:
        """Its Python files."""
        return (self.module,) if self.metadata is None else tuple(sorted(self.folder.rglob("*.py")))


def source_in(folder: Path, document: str) -> Path | None:
    """Where a source text lies in a folder; None where it is not there, or elsewhere: no wheel would bring it."""
    path = folder / document
    return path if path.is_file() and path.resolve().is_relative_to(folder.resolve()) else None


@attrs.frozen(eq=False, repr=False)
class Exercise:
    """One scenario, what was answered, and the findings behind it; `error` is the code of what failed instead."""

    scenario: Scenario
    answer: str = ""
    """A digest of the answer: two are the same when the answers are."""
    findings: tuple[Finding, ...] = ()
    day: date | None = None
    """The day whose rules were applied."""
    error: str = ""


@cache
def exercises(candidate: Candidate) -> tuple[Exercise, ...]:
    """Every scenario of a plugin, put to its host. Raises `InvalidDocument` for scenarios that are wrongly written."""
    path = candidate.scenario_path
    return tuple(exercise(candidate, one) for one in (load_scenarios(path) if path.exists() else ()))


def answered(candidate: Candidate) -> tuple[Exercise, ...]:
    """The scenarios that have an answer; none where they are wrongly written: a check of its own says so."""
    try:
        return tuple(one for one in exercises(candidate) if not one.error)
    except PeerSupportError:
        return ()


def exercise(candidate: Candidate, scenario: Scenario) -> Exercise:
    """Put one scenario to the plugin's host."""
    try:
        answer = answer_to(candidate.host, scenario)
    except PeerSupportError as error:
        return Exercise(scenario=scenario, error=error.code)
    findings = tuple(answer.findings.values())
    read: list[Json] = [[fact.name, value_document(value)] for one in findings for fact, value in one.inputs]
    return Exercise(
        scenario=scenario,
        answer=digest([dict(answer.values), read]),
        findings=findings,
        day=scenario.rules_as_of or scenario.on,
    )
