"""Licensed instruments from files: read whole, or refused with every fault and its place."""

from itertools import product
from pathlib import Path

import pytest

from peersupport.errors import InvalidDocument
from peersupport.interop.instruments import COLUMNS, read_instruments, read_value_set
from peersupport.outcomes.instruments import Direction
from peersupport.outcomes.licensed import DOMAINS

STAR = """
[[stars]]
id = "parent-and-baby-star"
title = "Star"
source = "our licence"
licence = "licensed"
scales = ["one", "two", "three"]
"""
OWN = """
[[instruments]]
id = "mors-sf"
title = "MORS-SF"
source = { text = "the manual", mark = "published" }
licence = "registered"
items = [{ values = [0, 1, 2] }, { values = [0, 1, 2], printed_reversed = true }]

[[instruments.scales]]
id = "warmth"
items = [1, 2]
direction = "higher"
case = [{ at = 1, name = "low", source = { text = "ours", mark = "default" } }]
"""
ROWS = [f"27-months,25,16,28,16,{domain},25.17,38.5" for domain in DOMAINS]


def written(folder: Path, name: str, *lines: str) -> Path:
    """A file of these lines."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def faults(path: Path) -> list[tuple[str, tuple[str | int, ...]]]:
    """The faults of a file of instruments."""
    with pytest.raises(InvalidDocument) as raised:
        read_instruments(path)
    return [(one.code, one.path) for one in raised.value.faults]


def test_a_star_and_an_instrument_from_toml(tmp_path: Path) -> None:
    """The user's names of scales, from 1 to 10, and whatever else an instrument declares."""
    own, star = read_instruments(written(tmp_path, "ours.toml", OWN, STAR))
    assert [one.id for one in star.scales] == ["one", "two", "three"]
    assert {(one.values[0], one.values[-1]) for one in star.items} == {(1, 10)}
    assert {one.direction for one in star.scales} == {Direction.HIGHER}
    assert own.scales[0].case[0].at == 1
    assert own.items[1].printed_reversed


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (OWN.replace("items = [1, 2]", "items = [1, 3]"), ("instrument-scale", ("instruments", 0))),
        (STAR.replace('"licensed"', '""'), ("instrument-uncited", ("stars", 0))),
        (STAR + STAR, ("instrument-duplicate", ())),
        (OWN.replace('"higher"', '"up"'), ("value-option", ("instruments", 0, "scales", 0, "direction"))),
        (OWN.replace("[0, 1, 2]", '["Jane Doe"]', 1), ("value-type", ("instruments", 0, "items", 0, "values", 0))),
        (OWN.replace("licence", "license"), ("key-unknown", ("instruments", 0))),
        ("[[star]]", ("key-unknown", ())),
        ("x = ", ("toml-syntax", ())),
    ],
)
def test_a_wrong_file_is_refused_by_its_place(
    tmp_path: Path, text: str, fault: tuple[str, tuple[str | int, ...]]
) -> None:
    """The fault is told where it stands, and what stands there is not repeated."""
    path = written(tmp_path, "ours.toml", text)
    assert fault in faults(path)
    with pytest.raises(InvalidDocument) as raised:
        read_instruments(path)
    assert "Jane" not in str(raised.value)


def test_the_cut_offs_of_the_asq_3(tmp_path: Path) -> None:
    """One instrument an interval: five domains of 0 to 60, each with its referral and its monitoring zone."""
    later = [row.replace("27-months,25,16,28,16", "30-months,28,16,31,16") for row in reversed(ROWS)]
    found = read_instruments(written(tmp_path, "asq.csv", ",".join(COLUMNS), *ROWS, *later))
    assert [one.id for one in found] == ["asq-3/27-months", "asq-3/30-months"]
    for one in found:
        assert [scale.id for scale in one.scales] == list(DOMAINS)
        assert {one.ends(scale) for scale in one.scales} == {(0, 60)}
        assert {(scale.case[0].at, scale.screens[0].at, scale.prorated) for scale in one.scales} == {(25.17, 38.5, 2)}


@pytest.mark.parametrize(
    ("rows", "code", "path"),
    [
        ([*ROWS[:4]], "asq-cut-offs", ("row", 2)),
        ([*ROWS, ROWS[0]], "asq-cut-offs", ("row", 2)),
        ([*ROWS[:4], ROWS[4].replace("personal-social", "social")], "asq-cut-offs", ("row", 6, "domain")),
        ([*ROWS[:4], ROWS[4].replace("38.5", "25")], "asq-cut-offs", ("row", 2)),
        ([*ROWS[:4], ROWS[4].replace("38.5", "61")], "asq-cut-offs", ("row", 2)),
        ([*ROWS[:4], ROWS[4].replace("38.5", "nan")], "asq-cut-offs", ("row", 6)),
        ([*ROWS[:4], ROWS[4].replace("38.5", "1e1")], "asq-cut-offs", ("row", 6)),
        ([*ROWS[:4], ROWS[4].replace("25,16", "25,x")], "asq-cut-offs", ("row", 6)),
        ([*ROWS, "27-months"], "row-length", ("row", 7)),
    ],
)
def test_a_table_without_each_domain_once_is_refused(
    tmp_path: Path, rows: list[str], code: str, path: tuple[str | int, ...]
) -> None:
    """A domain without a cut-off would call every child well."""
    assert (code, path) in faults(written(tmp_path, "asq.csv", ",".join(COLUMNS), *rows))


def test_another_header_is_refused(tmp_path: Path) -> None:
    """Columns in another order would be read as each other."""
    assert faults(written(tmp_path, "asq.csv", ",".join(reversed(COLUMNS)), *ROWS)) == [("column-missing", ("row", 1))]


PROFILES = ["".join(one) for one in product("123", repeat=5)]


def values(folder: Path, *rows: str) -> Path:
    """A value set of these rows."""
    return written(folder, "values.csv", "profile,value", *rows)


def test_a_value_set_has_every_profile(tmp_path: Path) -> None:
    """243 profiles of three levels, each once, below zero too."""
    rows = [f"{profile},{'-0.594' if profile == '33333' else '1'}" for profile in PROFILES]
    found = read_value_set(values(tmp_path, *rows), id="ours", source="bought", levels=3)
    assert (len(found.values), found.utility((3,) * 5), found.utility((1,) * 5)) == (243, -0.594, 1)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda rows: rows[:-1], ()),
        (lambda rows: [*rows, rows[0]], ("row", 245, "profile")),
        (lambda rows: [*rows, "11114,0.5"], ("row", 245, "profile")),
        (lambda rows: ["11111,1.01", *rows[1:]], ("row", 2, "value")),
        (lambda rows: ["11111,inf", *rows[1:]], ("row", 2, "value")),
    ],
)
def test_a_value_set_with_a_gap_is_refused(tmp_path: Path, change: object, path: tuple[str | int, ...]) -> None:
    """A missing profile would drop those who are worst."""
    rows = change([f"{profile},0.5" for profile in PROFILES])  # type: ignore[operator]
    with pytest.raises(InvalidDocument) as raised:
        read_value_set(values(tmp_path, *rows), id="ours", source="bought", levels=3)
    assert [(one.code, one.path) for one in raised.value.faults] == [("value-set", path)]
