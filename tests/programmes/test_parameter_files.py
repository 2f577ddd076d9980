"""A plugin's `parameters.toml`: what is wrong in it is told in its own words, with the file and the key."""

from pathlib import Path

import pytest

from peersupport.errors import RuleError
from peersupport.plugin import parameters_from
from peersupport.rules.criteria import Kind

CITED = 'mark = "default"\nquote = "For parents."\nquestion = "Which?"\n'


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A package whose file of parameters holds one, with the line of the test."""
    name = f"of_parameters_{abs(hash(request.node.name))}"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("")
    (tmp_path / name / "parameters.toml").write_text(f"[welcome]\n{request.param}\n{CITED}", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return name


@pytest.mark.parametrize("package", ["", "values = {}", "values = []", "values = { 2026-01-01 = [] }"], indirect=True)
def test_a_type_that_nothing_shows_is_asked_for_in_the_words_of_the_file(package: str) -> None:
    """`bool` and `str` are Python: the file wants "boolean" and "text"."""
    with pytest.raises(RuleError) as raised:
        parameters_from(package, prefix="toddlers", document="leaflet.txt")
    assert raised.value.code == "parameter-type"
    assert "`welcome` in `parameters.toml`" in str(raised.value)
    for word in ("boolean", "whole", "number", "text"):
        assert f'`type = "{word}"`' in raised.value.help


@pytest.mark.parametrize("package", ['type = "bool"', 'type = "txt"', "type = 3"], indirect=True)
def test_a_type_that_is_none_is_told_with_those_there_are(package: str) -> None:
    """A fault of the file, and no `KeyError` of the library."""
    with pytest.raises(RuleError, match=r"`welcome` in `parameters\.toml` has a `type` that is none") as raised:
        parameters_from(package, prefix="toddlers", document="leaflet.txt")
    assert raised.value.code == "parameter-type"
    assert raised.value.help


@pytest.mark.parametrize(
    "package", ['type = "boolean"', "values = true", "values = { 2026-01-01 = true }"], indirect=True
)
def test_a_type_is_named_or_shown(package: str) -> None:
    """By its word, or by any value."""
    (found,) = parameters_from(package, prefix="toddlers", document="leaflet.txt").values()
    assert (found.name, found.kind) == ("toddlers.welcome", Kind.BOOLEAN)
