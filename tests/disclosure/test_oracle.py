"""The engine against the other formulations of the semantics: a number for every change, nox has sessions for more."""

from tests.disclosure.differential import compare
from tests.disclosure.engine import engine
from tests.disclosure.fold import exhaustive
from tests.disclosure.premises import EXPECTED, FLOORS, RARE, shares

from peersupport.testing import oracle

HISTORIES = 5_000
SEED = 20_260_101


def test_oracle_and_engine_agree() -> None:
    """The clauses were written down twice, once for speed and once for the eye: no history may tell the two apart."""
    found = compare(HISTORIES, SEED)
    assert not found.differences, found.differences[:1]
    assert found.histories > HISTORIES * 0.9
    assert min(found.effects[effect] for effect in ("PERMIT", "DENY", "REQUIRED")) > found.histories / 50


def test_histories_hold_what_they_shall() -> None:
    """Agreement on histories in which nothing applies says nothing: grants and refusals that apply must be common."""
    held = shares(2_000)
    assert not {name for name in FLOORS if held[name] < FLOORS[name]}, held
    assert not {name for name in EXPECTED if held[name] < RARE / 2}, held


def test_fold_engine_and_oracle_agree() -> None:
    """A fold over events, which never looks back, says the same on every history of up to three events."""
    for decide in (engine, oracle.decide):
        count, differing = exhaustive(decide, 3)
        assert count == 1 + 8 + 8**2 + 8**3
        assert not differing
