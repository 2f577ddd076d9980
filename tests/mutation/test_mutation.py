"""How mutants are tried: the forks, the order of tests, and the table of those that live."""

import os
import signal
from pathlib import Path

from tests.mutation.forks import in_forks
from tests.mutation.order import Cost, Order
from tests.mutation.states import digest_of
from tests.mutation.survivors import TABLE, Change, differences, listed, written


def test_work_comes_back_from_its_process_and_a_death_is_told() -> None:
    """An answer larger than a pipe holds, an exception and a signal: none stops the rest."""

    def work(task: str) -> str:
        if task == "raises":
            raise ValueError(task)
        if task == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        return task * 100_000

    found = {task: (code, answer) for task, code, answer in in_forks(["a", "raises", "dies", "b"], work, jobs=2)}
    assert found["a"] == (0, "a" * 100_000)
    assert found["b"] == (0, "b" * 100_000)
    assert found["raises"] == (1, None)
    assert found["dies"] == (-signal.SIGKILL, None)


COSTS = {
    "slow": Cost(failed=False, seconds=3.0, functions=["m.f", "m.g"]),
    "fast": Cost(failed=False, seconds=0.1, functions=["m.f"]),
    "middling": Cost(failed=False, seconds=1.0, functions=["m.f", "m.g"]),
    "broken": Cost(failed=True, seconds=0.0, functions=["m.f"]),
}


def test_fast_tests_come_first_and_fit_into_the_budget() -> None:
    """One test at least is run, a test that fails without a mutant never, and none of another function's."""
    order = Order(COSTS)
    assert order.of("m.f", 10) == (["fast", "middling", "slow"], 4.1)
    assert order.of("m.f", 1) == (["fast"], 0.1)
    assert order.of("m.g", 0)[0] == ["middling"]
    assert order.of("m.h", 10) == ([], 0.0)


def test_what_noticed_a_neighbour_comes_first() -> None:
    """A test that noticed a mutant of the module may well notice the next."""
    order = Order(COSTS)
    order.noticed("m.g", "slow")
    assert order.of("m.f", 10)[0] == ["slow", "fast", "middling"]
    order.noticed("m.f", "fast")
    assert order.of("m.f", 10)[0] == ["fast", "slow", "middling"]
    assert order.of("n.f", 10)[0] == []


ONE = Change("src/a.py", "f", ("-x = 1", "+x = 2"))
OTHER = Change("src/b/c.py", "C.g", ("-y(", "-1)", "+y()"))


def test_the_table_is_read_as_it_is_written() -> None:
    """Arguments stand around the changes; what lives and is not listed is told, as is what no longer lives."""
    text = f"# Table\n\n## Why\n\nBecause.\n\n{written([ONE])}\n\nAnd:\n\n{written([OTHER])}\n"
    assert list(listed(text)) == [ONE, OTHER]
    third = ONE._replace(function="g")
    assert differences([OTHER, third], text) == ([third], [ONE])


def test_no_change_is_listed_twice() -> None:
    """Each survivor has one argument."""
    found = list(listed(TABLE.read_text(encoding="utf-8")))
    assert len(set(found)) == len(found)


def test_what_was_measured_is_of_one_state_of_the_library(tmp_path: Path) -> None:
    """Where a function moved, a test that noticed nothing before may notice it now."""
    module = tmp_path / "one" / "rules.py"
    module.parent.mkdir()
    module.write_text("def f(): ...")
    before = digest_of(tmp_path)
    assert digest_of(tmp_path) == before
    module.write_text("def g(): ...")
    changed = digest_of(tmp_path)
    module.rename(tmp_path / "rules.py")
    assert len({before, changed, digest_of(tmp_path)}) == 3
