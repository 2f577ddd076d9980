from dataclasses import replace
from pathlib import Path

import pytest
from tests.corpora.consent.comparing import PERMIT
from tests.corpora.consent.fhir import answers
from tests.corpora.consent.ihe_pcf import CORPUS, consents, example, folder, notes, questions

from peersupport.records.consent import ConsentStatement, ProxyAuthority, StatementKind

pytestmark = pytest.mark.corpora

CASES = 23
EXPRESSIBLE = [case for case, one in CORPUS.written.items() if one["verdict"] != "not expressible"]
INFANT, BREAK_GLASS = "ex-consent-basic-treat-infant", "ex-dissent-intermediate-break-glass"


def test_every_example_is_accounted_for(shared: Path) -> None:
    """No example is left out unseen, and none is invented."""
    profiled = [
        line
        for line in (folder(shared) / "input" / "fsh" / "consent.fsh").read_text("utf-8").splitlines()
        if line.startswith("InstanceOf:") and line.endswith("Consent")
    ]
    assert len(consents(shared)) == len(profiled) == CASES
    assert set(CORPUS.written) == set(consents(shared))


@pytest.mark.parametrize("case", CORPUS.written)
def test_each_example_comes_out_as_written_down(shared: Path, case: str) -> None:
    """Purposes, labels, focused access and break-glass are read as IHE's notes say, or differ for a reason."""
    CORPUS.check(shared, case)


@pytest.mark.parametrize("case", EXPRESSIBLE)
def test_what_is_expected_is_in_the_notes(shared: Path, case: str) -> None:
    """A token is taken from the case's own notes or from those that they refer to; no token, where they say so."""
    own = notes(shared, case)
    rows = [one for one in CORPUS.data["token"] if case in one["cases"]]
    for one in rows:
        if "notes" in one:
            assert one["notes"] == case or f"Consent-{one['notes']}.html" in own
        else:
            assert not own
    if not rows:
        assert "error response" in own


@pytest.mark.parametrize("case", [case for case in EXPRESSIBLE if case != "ex-consent-basic-reject"])
def test_something_is_permitted_and_something_is_not(shared: Path, case: str) -> None:
    """An agreement on nothing but refusals, or on nothing but permits, would say little."""
    assert {one.there for one in questions(shared, case)} == {"permit", "deny"}


def test_without_the_mothers_authority_nothing_is_permitted(shared: Path) -> None:
    """That another person gave a consent is no proof that she might: the agreement rests on what was supplied."""
    read = example(shared, INFANT)
    bare = replace(read, records=tuple(one for one in read.records if not isinstance(one, ProxyAuthority)))
    assert len(bare.records) == len(read.records) - 1
    assert PERMIT not in {here for _, here in answers(bare, questions(shared, INFANT))}


def test_break_glass_agrees_when_it_is_said_as_a_grant_alone(shared: Path) -> None:
    """The advice that goes with the difference holds: leave out the refusal, and all answers are those expected."""
    read = example(shared, BREAK_GLASS)
    kept = [one for one in read.records if getattr(one, "kind", None) is not StatementKind.REFUSAL]
    assert any(isinstance(one, ConsentStatement) for one in kept)
    alone = replace(read, records=tuple(kept))
    assert all(there == here for there, here in answers(alone, questions(shared, BREAK_GLASS)))
