"""Pictures of pathways show what is declared, and those in the documentation are the ones of today."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from peersupport import Host
from peersupport._attrs import evolve
from peersupport.reports.pathways import WIDTH, mermaid, svg
from peersupport.rules.pathways import OUTSIDE, PAUSED, Pathway

HOST = Host.load()
WAYS = {programme.id: way for programme in HOST.programmes.values() for way in programme.pathways}
PICTURES = Path(__file__).parents[2] / "docs" / "diagrams"
SPACE = "{http://www.w3.org/2000/svg}"


def moves(way: Pathway) -> set[tuple[str, str]]:
    """The declared moves between stages."""
    return {
        (source, target)
        for one in way.moves
        for source in one.sources
        for target in one.targets
        if target not in {source, PAUSED}
    }


@pytest.mark.parametrize("name", WAYS)
def test_the_picture_in_the_documentation_is_the_one_of_today(name: str) -> None:
    """`peersupport pathway PROGRAMME --svg docs/diagrams/PROGRAMME.svg` draws it again."""
    assert (PICTURES / f"{name}.svg").read_text("utf-8") == svg(WAYS[name])


@pytest.mark.parametrize("name", WAYS)
def test_every_stage_and_every_move_is_drawn_within_the_page(name: str) -> None:
    """One box for each stage and for the start, one arrow for each move, no text or line beyond the edge."""
    root = ElementTree.fromstring(svg(WAYS[name]))
    boxes = [one for one in root.iter(f"{SPACE}rect") if one.get("class") in {"box", "out"}]
    arrows = [one for one in root.iter(f"{SPACE}path") if one.get("class") == "move"]
    assert len(boxes) == len(WAYS[name].stages) + 1
    assert len(arrows) == len(moves(WAYS[name]))
    words = " ".join(one.text or "" for one in root.iter(f"{SPACE}text"))
    assert all(stage.title in words for stage in WAYS[name].stages)
    assert all(requirement in words for one in WAYS[name].moves for requirement in one.requirements)
    for arrow in arrows:
        across = [float(x) for x in re.findall(r"[MC ](-?[\d.]+) -?[\d.]+", arrow.get("d") or "")]
        assert all(-50 <= x <= WIDTH + 50 for x in across)


@pytest.mark.parametrize("name", WAYS)
def test_mermaid_has_every_move_and_a_way_out_of_every_stage(name: str) -> None:
    """Everybody may leave from everywhere."""
    way = WAYS[name]
    names = {OUTSIDE: "[*]", **{stage.id: stage.id.replace("-", "_") for stage in way.stages}}
    drawn = set(re.findall(r"^    (\S+) --> (\S+)$", mermaid(way), re.M))
    declared = {(names[source], names[target]) for source, target in moves(way)}
    assert drawn == declared | {(names[stage.id], "[*]") for stage in way.stages}


def test_a_title_cannot_break_the_picture() -> None:
    """What a plugin writes is text, not markup."""
    way = next(iter(WAYS.values()))
    root = ElementTree.fromstring(svg(evolve(way, title="<b>& more")))
    assert (root.find(f"{SPACE}title")).text == "<b>& more"  # type: ignore[union-attr]
