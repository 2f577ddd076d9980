"""What is told, kept word for word beside its test: who changes a word, or an answer, sees it and shows it to a reader.

`PEERSUPPORT_WORDING=write python -m pytest tests/wording` writes what is told now.
"""

import os
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

WRITING = os.environ.get("PEERSUPPORT_WORDING") == "write"


def same_words(name: str, told: Iterable[str]) -> None:
    """Raise `AssertionError` with the difference where what is told is not what is kept under a name."""
    kept = Path(__file__).with_name(f"{name}.txt")
    text = "\n".join(told) + "\n"
    if WRITING:
        kept.write_text(text, encoding="utf-8")
    before = kept.read_text(encoding="utf-8")
    if before != text:
        lines = unified_diff(before.splitlines(), text.splitlines(), "kept", "told now", lineterm="", n=1)
        raise AssertionError("\n".join(list(lines)[:60]))
