"""Mutated documents of every kind, and that a run of them finds what must not be."""

from collections.abc import Iterator

import pytest
from tests.records.documents import judging
from tests.records.documents.__main__ import part

from peersupport.errors import Fault, Path
from peersupport.records.codec import gathered as telling

FEW = 600


def wrong(documents: int = FEW) -> str:
    """What a run finds."""
    return "\n".join(part((0, documents, 20261126)).wrong)


def test_each_is_taken_and_comes_back_or_is_refused_with_places() -> None:
    """Whatever is handed in, nothing but faults with places comes of it, and no fault repeats it."""
    assert wrong(2_000) == ""


def test_a_fault_that_repeats_the_document_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, an unknown key is told."""
    monkeypatch.setattr(telling, "did_you_mean", lambda name, _: f"there is no `{name}`")
    assert "repeats what the document says" in wrong()


def test_another_error_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, telling the faults fails."""
    monkeypatch.setattr(telling, "_single", lambda *_: 1 / 0)
    assert "raised ZeroDivisionError" in wrong()


def test_a_path_that_leads_nowhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, every fault is told at a place further in, which is not there."""

    def further(_: BaseException, path: Path) -> Iterator[Fault]:
        yield Fault(code="value-type", message="wrong", path=(*path, 99))

    monkeypatch.setattr(telling, "_single", further)
    assert "leads nowhere" in wrong()


def test_what_does_not_come_back_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, a document is written without one of its keys."""
    written = judging.document_of
    monkeypatch.setattr(judging, "document_of", lambda value: dict(list(written(value).items())[1:]))
    assert "was taken, and then raised" in wrong() or "does not come back" in wrong()


def test_what_takes_too_long_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, no document may take any time."""
    monkeypatch.setattr(judging, "LONGEST", 0.0)
    assert "took" in wrong(50)
