"""Random tables of counts with all their totals, full of zeros and small numbers."""

from itertools import product
from random import Random
from typing import NamedTuple

SIZES = (0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 23, 40, 118)


class Drawn(NamedTuple):
    """Counts by name, and which add up to which: (total, parts)."""

    shape: str
    values: dict[str, int]
    sums: list[tuple[str, tuple[str, ...]]]
    leaves: tuple[str, ...]


def draw(random: Random) -> Drawn:
    """One table, or several that are linked by a total."""
    return random.choice((_line, _grid, _tree, _linked, _cube))(random)


def one_more(random: Random, table: Drawn) -> Drawn:
    """The same table with one person more: a leaf, and all that it is counted in; of linked tables, a leaf of each."""
    values = dict(table.values)
    raised = {random.choice([leaf for leaf in table.leaves if leaf.startswith(half)]) for half in _halves(table)}
    grown = True
    while grown:
        above = {total for total, parts in table.sums if raised & set(parts)} - raised
        raised, grown = raised | above, bool(above)
    for name in raised:
        values[name] += 1
    return table._replace(values=values)


def _halves(table: Drawn) -> tuple[str, ...]:
    return ("left", "right") if table.shape == "linked" else ("",)


def _line(random: Random) -> Drawn:
    leaves = tuple(f"line {number}" for number in range(random.randint(2, 9)))
    values = {leaf: random.choice(SIZES) for leaf in leaves}
    values["total"] = sum(values.values())
    return Drawn("line", values, [("total", leaves)], leaves)


def _grid(random: Random) -> Drawn:
    rows, columns = range(random.randint(2, 5)), range(random.randint(2, 5))
    values = {f"{row},{column}": random.choice(SIZES) for row, column in product(rows, columns)}
    leaves = tuple(values)
    sums = [(f"{row},all", tuple(f"{row},{column}" for column in columns)) for row in rows]
    sums += [(f"all,{column}", tuple(f"{row},{column}" for row in rows)) for column in columns]
    sums += [("all", tuple(f"{row},all" for row in rows)), ("all", tuple(f"all,{column}" for column in columns))]
    return Drawn("grid", _added(values, sums), sums, leaves)


def _tree(random: Random) -> Drawn:
    groups = range(random.randint(2, 4))
    inner = {f"group {group}": [f"{group}.{one}" for one in range(random.randint(1, 4))] for group in groups}
    leaves = tuple(leaf for members in inner.values() for leaf in members)
    sums = [(group, tuple(members)) for group, members in inner.items()] + [("total", tuple(inner))]
    return Drawn("tree", _added({leaf: random.choice(SIZES) for leaf in leaves}, sums), sums, leaves)


def _linked(random: Random) -> Drawn:
    """Two breakdowns of the same people, perhaps into different numbers of groups."""
    left = {f"left {number}": random.choice(SIZES) for number in range(random.randint(2, 6))}
    total = sum(left.values())
    right = {f"right {number}": 0 for number in range(random.randint(2, 6))}
    for _ in range(total):
        right[random.choice(list(right)[: random.randint(1, len(right))])] += 1
    sums = [("total", tuple(left)), ("total", tuple(right))]
    return Drawn("linked", {**left, **right, "total": total}, sums, (*left, *right))


def _cube(random: Random) -> Drawn:
    """Three ways of counting, of which only the two-way margins are printed: not a network, so harder than a grid."""
    axes = "abc"
    cells = {"".join(key): random.choice(SIZES) for key in product("01", repeat=3)}
    values: dict[str, int] = {}
    for first, second in (("a", "b"), ("a", "c"), ("b", "c")):
        for one, other in product("01", repeat=2):
            places = ((axes.index(first), one), (axes.index(second), other))
            name = f"{first}{one}{second}{other}"
            values[name] = sum(count for key, count in cells.items() if all(key[at] == is_ for at, is_ in places))
    sums = []
    for axis in axes:
        for one in "01":
            for other in (each for each in axes if each != axis):
                parts = tuple(name for name in values if f"{axis}{one}" in name and other in name)
                sums.append((f"{axis}{one}", parts))
    sums += [("all", (f"{axis}0", f"{axis}1")) for axis in axes]
    return Drawn("cube", _added(values, sums), sums, ())


def _added(values: dict[str, int], sums: list[tuple[str, tuple[str, ...]]]) -> dict[str, int]:
    made = dict(values)
    for total, parts in sums:
        made[total] = sum(made[part] for part in parts)
    return made
