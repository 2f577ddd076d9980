"""What the programmes quote stands in the source documents, and what those demand is carried by something."""

import csv
import re
import tomllib
from importlib import import_module
from pathlib import Path

import attrs
import pytest
from tests.corpora.conftest import ROOT

from peersupport.programmes.host import Host

pytestmark = pytest.mark.corpora

ELSEWHERE = tomllib.loads((Path(__file__).parent / "carried_elsewhere.toml").read_text("utf-8"))
SOURCES = sorted(ROOT.glob("plugins/*/src/*/sources/*.txt"))
NOT_OF_THE_SOURCES = {"law", "memory", "published"}
"""Marks of what no source document says."""


def plain(text: str) -> str:
    """The text with every run of white space as one space: a quotation may be wrapped elsewhere."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def requirements(shared: Path) -> dict[str, dict[str, str]]:
    """Every statement of the sources, by id."""
    with (shared / "requirements.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, str]:
    """The source documents by file name."""
    return {path.name: plain(path.read_text("utf-8")) for path in (shared / "seeds").glob("*.txt")}


def sentences(file: Path) -> list[str]:
    """The lines of a plugin's source text; those that begin with # say where it is from."""
    return [plain(line) for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


def quotations(host: Host) -> list[tuple[str, str, str, str]]:
    """Everything quoted: who quotes, the first requirement, the plugin's document, the words."""
    found = [
        (rule.name, rule.requirements[0], rule.citation.document, rule.citation.quotation)
        for rules in host.rules.values()
        for rule in rules
        if rule.citation.mark.value not in NOT_OF_THE_SOURCES
    ]
    found += [
        (one.name, one.requirement, one.citation.document, one.citation.quotation)
        for one in host.parameters.values()
        if one.citation.mark.value not in NOT_OF_THE_SOURCES and not one.name.startswith("core.")
    ]
    found += [
        (f"{programme.id} (details)", requirement, programme.source, text.partition("\n")[0])
        for programme in host.programmes.values()
        for requirement, text in programme.details
    ]
    return found


def test_quotations_stand_in_the_source_document(
    host: Host, requirements: dict[str, dict[str, str]], seeds: dict[str, str]
) -> None:
    """Nobody is refused by words that the programme never said."""
    found = quotations(host)
    assert len(found) > 80
    sources = {f"sources/{file.name}": " ".join(sentences(file)) for file in SOURCES}
    wrong = [
        f"{name}: {words}"
        for name, requirement, document, words in found
        if plain(words) not in seeds[requirements[requirement]["source"]] or plain(words) not in sources[document]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_source_texts_in_the_plugins_are_the_source_documents(seeds: dict[str, str]) -> None:
    """Each sentence that a plugin carries as its source stands in one and the same document, and all five are used."""
    assert len(SOURCES) == len(seeds)
    used = set[str]()
    for file in SOURCES:
        lines = sentences(file)
        (source,) = [name for name, text in seeds.items() if all(line in text for line in lines)]
        used.add(source)
        assert len(lines) > 5
    assert used == set(seeds)


def test_every_requirement_that_is_cited_exists(
    host: Host, shared: Path, requirements: dict[str, dict[str, str]]
) -> None:
    """A rule cites what can be looked up: a statement of a source, or a convention of dates (D1 to D13)."""
    conventions = set(re.findall(r"^\| (D\d+) \|", (shared / "requirements.md").read_text("utf-8"), re.MULTILINE))
    assert len(conventions) == 13
    cited = _carried(host) | set(ELSEWHERE)
    assert cited - requirements.keys() <= conventions


def test_every_statement_on_eligibility_and_referral_is_carried(
    host: Host, requirements: dict[str, dict[str, str]]
) -> None:
    """Each ELI, REF and MOD statement has a rule, parameter, detail, record field or measure."""
    wanted = {name for name, row in requirements.items() if {"ELI", "REF", "MOD"} & set(row["class"].split("/"))}
    carried = _carried(host)
    assert wanted - carried - set(ELSEWHERE) == set()
    assert carried & set(ELSEWHERE) == set(), "carried by a rule by now: take it out of the table"


@pytest.mark.parametrize("path", ELSEWHERE.values())
def test_what_carries_a_statement_elsewhere_is_there(path: str) -> None:
    """A field or measure that is renamed does not leave its statement behind."""
    module, _, name = path.partition(":")
    first, *rest = name.split(".")
    found: object = getattr(import_module(module), first)
    for step in rest:
        assert isinstance(found, type)
        assert step in attrs.fields_dict(found)
    assert found is not None


def _carried(host: Host) -> set[str]:
    rules = {requirement for rules in host.rules.values() for rule in rules for requirement in rule.requirements}
    details = {requirement for one in host.programmes.values() for requirement, _ in one.details}
    return rules | details | {one.requirement for one in host.parameters.values()}
