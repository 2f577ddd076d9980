"""A share of the error paths in the everyday run, and that a leak that is put in on purpose is found."""

import pytest
from tests.canaries.__main__ import watched
from tests.canaries.birds import HINTS, SIZE, flock
from tests.canaries.leaks import LEAKS, leaking


def test_the_canaries_are_five_hundred_of_ten_kinds_and_each_is_found() -> None:
    """None is another one, and none is overlooked for want of a hint."""
    birds = flock()
    assert (len(birds), len({bird.text for bird in birds}), len({bird.kind for bird in birds})) == (SIZE, SIZE, 10)
    assert all(HINTS.search(form) for bird in birds for form in bird.forms)


def test_no_canary_comes_out() -> None:
    """`nox -s canaries` goes down every path, many times; here, every fifteenth of them, with a hundred canaries."""
    watch = watched(100, 1, 1, share=1 / 15)
    assert watch.leaks == []
    assert (len(watch.paths) > 50, watch.errors.total() > 5) == (True, True)


@pytest.mark.parametrize("name", ["a misspelt key is repeated", "a record shows what it holds"])
def test_a_leak_is_found(name: str) -> None:
    """A search that finds nothing must be able to find something."""
    with leaking(name):
        assert watched(50, 1, 1, LEAKS[name].only, share=0.5).leaks
