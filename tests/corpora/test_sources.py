"""What the programmes quote stands in the source documents, and what those demand is carried by something."""

import csv
import re
from pathlib import Path

import pytest
from tests.corpora.conftest import ROOT
from tests.traceability.carriers import carriers

from peersupport.programmes.host import Host

pytestmark = pytest.mark.corpora

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
        (one.name, one.requirements[0], one.thing.citation.document, one.thing.citation.quotation)  # type: ignore[attr-defined]
        for one in carriers(host)
        if one.thing is not None and not one.name.startswith("core.")
        if one.thing.citation.mark.value not in NOT_OF_THE_SOURCES  # type: ignore[attr-defined]
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
