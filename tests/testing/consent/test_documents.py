"""Cases as JSON: what is written is read again as it was, and what is wrong is told with its path."""

import json
from typing import Any

import pytest

from peersupport.errors import InvalidDocument, shown_path
from peersupport.testing.consent import read, written
from peersupport.testing.strategies import consent_cases


@pytest.mark.parametrize("seed", range(200))
def test_a_case_comes_back_as_it_was(seed: int) -> None:
    """Through text, too: else the smallest case that a law prints could not be tried again."""
    case = consent_cases.seeded(seed)
    assert read(json.loads(json.dumps(written(case)))) == case


def faults(document: Any) -> set[tuple[str, str, str]]:
    """The faults of a document: code, path, help."""
    with pytest.raises(InvalidDocument) as caught:
        read(document)
    return {(one.code, shown_path(one.path), one.help or "") for one in caught.value.faults}


def test_every_fault_of_a_document_is_told_with_its_path() -> None:
    """Whoever writes a case by hand learns all that is wrong with it at once."""
    document: dict[str, Any] = written(consent_cases.seeded(3))
    document["wrold"] = 1
    document["world"] = "plane"
    document["request"]["purpse"] = "care"
    document["request"]["at"] = "yesterday"
    del document["records"][0]["kind"]
    found = {path for _, path, _ in faults(document)}
    assert found == {"(document)", "world", "request", "request.at", "records[0].kind"}
    assert any("purpose" in help for _, path, help in faults(document) if path == "request")
    assert {code for code, _, _ in faults([])} == {"case-value", "world-unknown"}
