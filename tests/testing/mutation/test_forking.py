"""Work in processes of its own: whatever it does, the parent goes on, and is told."""

import os
import time

from peersupport.testing.mutation.forking import forked

CHANGED: list[str] = []


def work(item: str) -> str:
    """What the item says."""
    if item == "raises":
        raise ValueError("no")
    if item == "loops":
        while True:
            pass
    if item == "waits":
        time.sleep(60)
    if item == "dies":
        os._exit(7)
    CHANGED.append(item)
    return item.upper()


def test_each_item_is_worked_on_apart_and_nothing_of_it_stays() -> None:
    """What one process changes, no other sees."""
    answers = {item: (one.value, one.failed) for item, one in forked(["a", "b", "c"], work, jobs=2)}
    assert answers == {"a": ("A", ""), "b": ("B", ""), "c": ("C", "")}
    assert CHANGED == []


def test_what_fails_hangs_or_dies_is_told_and_stops_nothing() -> None:
    """A threshold of zero days may loop for ever: it is stopped. Waiting is not looping: the machine may be busy."""
    answers = dict(forked(["raises", "loops", "waits", "dies", "a"], work, jobs=5, seconds=1, patience=8))
    assert "ValueError" in answers["raises"].failed
    assert answers["loops"].failed == "did not end"
    assert answers["waits"].failed == "gave no answer"
    assert answers["dies"].failed == "ended with 7"
    assert answers["a"].value == "A"
