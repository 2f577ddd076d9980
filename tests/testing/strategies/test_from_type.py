"""`from_type` draws every public class, and importing Hypothesis stays light for those who do not ask for one."""

import pkgutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from _peersupport_hypothesis import PUBLIC, RECORDS, WHOLE, public_classes
from peersupport import records
from peersupport.records.codec import document_of, structured
from peersupport.testing.strategies.every_type import strategy_of

ROOT = Path(__file__).parents[3]
NOT_FROM_JSON = {
    "calendar": "a site's calendar is read from a calendar file",
    "sites": "a site is read from a file of its own",
    "vocabulary": "a hierarchy has a document of its own",
    "allocations": "it may hold a site",
    "disclosure": "what is proposed is worked out, and never read",
}
"""The modules of records that no JSON of a record holds, and why."""


def classes() -> Iterator[type[Any]]:
    """Every public class of the library that is no enum."""
    for one in pkgutil.iter_modules(records.__path__):
        import_module(f"{RECORDS}{one.name}")
    for name in sorted({*PUBLIC, *WHOLE, *(one for one in sys.modules if one.startswith(RECORDS))}):
        yield from public_classes(import_module(name))


CLASSES = {f"{one.__module__}.{one.__name__}": one for one in classes()}


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_class_is_drawn(name: str) -> None:
    """A tester writes `from_type(Anything)`; a record comes back from JSON, equal."""
    kind = CLASSES[name]
    module = name.split(".")[-2]
    readable = name.startswith(RECORDS) and module not in NOT_FROM_JSON

    @settings(max_examples=5, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_type(kind))
    def drawn(one: object) -> None:
        assert isinstance(one, kind)
        if readable:
            assert structured(document_of(one), kind) == one

    drawn()


def test_there_are_many_public_classes() -> None:
    """The search above finds what it looks for."""
    assert len(CLASSES) > 120
    assert {"peersupport.decisions.Decision", "peersupport.rules.rule.Rule", "peersupport.engine.engine.Engine"} <= set(
        CLASSES
    )


def test_a_class_that_cannot_be_drawn_says_so() -> None:
    """No guess where the kit knows no way."""
    with pytest.raises(TypeError, match="no strategy for"):
        strategy_of(object).seeded(0)


LIGHT = """
import sys
import hypothesis
import _peersupport_hypothesis
_peersupport_hypothesis.register()
assert not [name for name in sys.modules if name.startswith("peersupport")], "it is imported with Hypothesis"
import peersupport
from hypothesis.strategies import from_type
assert not [name for name in sys.modules if name.startswith("peersupport.testing")], "the kit is imported unasked"
hypothesis.find(from_type(peersupport.Case), lambda case: case.children is None)
"""


def test_importing_hypothesis_imports_nothing_of_ours() -> None:
    """Every run of Hypothesis on the machine calls us: classes are told of once imported, the kit once drawn from."""
    environment = {"PATH": "", "PYTHONPATH": ":".join(sys.path), "HYPOTHESIS_NO_PLUGINS": "1"}
    subprocess.run([sys.executable, "-c", LIGHT], check=True, env=environment)
    entries = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    assert entries["hypothesis"] == {"peersupport": "_peersupport_hypothesis:register"}
