"""Scenarios read from their files: every fault with file, line and path, and nothing of a file that has one."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from peersupport.errors import Fault, InvalidDocument, Path
from peersupport.records.codec import Json
from peersupport.testing.scenarios.document import Document, read_document
from peersupport.testing.scenarios.forms import ANYTHING, TEXT, Fields, Form, MapOf, OneOf, Plain
from peersupport.testing.scenarios.questions import QUESTIONS
from peersupport.testing.scenarios.scenario import Scenario

DAY = Plain(kind=date, expected="a day, as 2025-01-31")


MAPPING = MapOf(form=ANYTHING)
KEYS: Mapping[str, Form] = {
    "scenario": TEXT,
    "ask": OneOf(names=tuple(QUESTIONS)),
    "programme": TEXT,
    "to": TEXT,
    "on": DAY,
    "rules_as_of": DAY,
    "site": TEXT,
    "parameters": MAPPING,
    "given": MAPPING,
    "recorded": DAY,
    "expect": MAPPING,
}
"""Every key of a scenario, with the form of what stands there."""
FOLDER = "scenarios"
"""The folder of a plugin that holds nothing else."""
NEEDED = ("scenario", "programme", "on", "given")


def load_scenarios(path: FilePath, *, complete: bool = True) -> list[Scenario]:
    """The scenarios of a YAML file, or of all files of a folder.

    Unless `complete`, one that says nothing yet of what is expected is taken too. Raises `InvalidDocument` with every
    fault of every file, each with file, line and path.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    found: list[Scenario] = []
    faults = list(_passed_over(path)) if path.name == FOLDER else []
    for file in files:
        try:
            found += scenarios_of(read_document(file), complete=complete)
        except InvalidDocument as error:
            faults += error.faults
    if faults:
        raise InvalidDocument("scenarios are wrongly written", faults)
    return found


def _passed_over(folder: FilePath) -> Iterator[Fault]:
    """A fault for each file of a plugin's folder that would be taken for scenarios, and is not among them."""
    for one in sorted((*folder.rglob("*.yml"), *folder.glob("*/**/*.yaml"))):
        help = f"name it *.yaml, and put it into `{FOLDER}` itself"
        yield Fault(code="scenario-file", message="nobody reads this file", path=(str(one),), help=help)


def scenarios_of(document: Document, *, complete: bool = True) -> list[Scenario]:
    """The scenarios of a document. Raises `InvalidDocument` with every fault."""
    entries: Json = [] if document.value is None else document.value
    if not isinstance(entries, list):
        fault = Fault(code="value-type", message="expected a list of scenarios", path=document.place(()))
        raise InvalidDocument("scenarios are wrongly written", [fault])
    faults = [fault for place, entry in enumerate(entries) for fault in _faults(document, entry, place, complete)]
    faults += _repeated(document, entries)
    if faults:
        raise InvalidDocument("scenarios are wrongly written", faults)
    return [_scenario(document, entry, place) for place, entry in enumerate(entries)]


def _scenario(document: Document, entry: Any, place: int) -> Scenario:
    rest: dict[str, Any] = {
        key: value for key, value in entry.items() if key not in {"scenario", "expect", "parameters"}
    }
    return Scenario(
        sentence=entry["scenario"],
        expect=entry.get("expect"),
        parameters=entry.get("parameters", {}),
        document=document,
        place=place,
        **rest,
    )


def _faults(document: Document, entry: Json, place: int, complete: bool) -> Iterator[Fault]:
    path: Path = (place,)
    found = list(Fields(forms=KEYS).faults(entry, path))
    if isinstance(entry, dict) and entry:
        needed = (*NEEDED, "expect") if complete else NEEDED
        found += [
            Fault(code="key-missing", message=f"`{key}` is missing", path=path) for key in needed if key not in entry
        ]
        question = QUESTIONS.get(str(entry.get("ask", "eligibility")))
        if question is not None and "expect" in entry:
            expected = question.expected(stepping="to" in entry)
            found += Fields(forms=expected).faults(entry["expect"], (*path, "expect"))
            found += _nothing_said(entry["expect"], (*path, "expect"))
        if question is not None and "to" in entry and question.name != "progression":
            help = "only `ask: progression` asks for one stage"
            found.append(Fault(code="key-unknown", message="`to` says nothing here", path=(*path, "to"), help=help))
    for fault in found:
        yield Fault(code=fault.code, message=fault.message, path=document.place(fault.path), help=fault.help)


def _nothing_said(expected: Json, path: Path) -> Iterator[Fault]:
    """A fault where nothing would be compared: of a mapping only what is named is."""
    if isinstance(expected, dict) and expected and all(one == {} for one in expected.values()):
        message = "nothing is expected here: any answer would do"
        yield Fault(code="value-option", message=message, path=path, help="say what the answer must be")


def _repeated(document: Document, entries: list[Json]) -> Iterator[Fault]:
    """A sentence is the name of its test: it stands once in a file."""
    seen: set[str] = set()
    for place, entry in enumerate(entries):
        sentence = entry.get("scenario") if isinstance(entry, dict) else None
        if isinstance(sentence, str) and sentence in seen:
            at = document.place((place, "scenario"))
            yield Fault(code="scenario-duplicate", message="the sentence stands in this file twice", path=at)
        seen.add(str(sentence))
