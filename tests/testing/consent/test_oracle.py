"""The executable specification stands apart from the engine."""

import ast
from pathlib import Path

import pytest

from peersupport.testing import laws, oracle
from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.worlds import PLAIN
from peersupport.testing.laws.disclosure import DisclosureLaw
from peersupport.testing.oracle import Answer, Request, World

HERE = Path(oracle.__file__).parent
OWN = "peersupport.testing.oracle."


@pytest.mark.parametrize("name", ["clauses", "forms", "standing"])
def test_it_imports_nothing_of_the_engine(name: str) -> None:
    """What it took from the engine it could not find wrong there."""
    tree = ast.parse((HERE / f"{name}.py").read_text("utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert modules
    assert not [one for one in modules if one.startswith("peersupport") and not one.startswith(OWN)]


class Specification:
    """The specification as a service: it takes worlds, and offers nothing else."""

    def __init__(self, world: World = PLAIN) -> None:
        self.world = world

    def decide(self, records: "list[Record]", request: Request) -> Answer:
        """By the clauses."""
        return oracle.decide(records, request, self.world)

    def in_world(self, world: World) -> "Specification":
        """The same in another world."""
        return Specification(world)


ASKED = [law for law in laws.DISCLOSURE if law.applies_to(Specification())]


@pytest.mark.parametrize("law", ASKED, ids=str)
def test_it_keeps_the_laws_itself(law: DisclosureLaw) -> None:
    """A law that the specification breaks would ask more than the semantics do."""
    law(Specification(), cases=60)


def test_most_laws_need_but_one_method() -> None:
    """Whoever has a service that only decides is asked most of them."""
    assert len(ASKED) >= 38
