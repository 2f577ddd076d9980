"""What options about persons take: what is wrong is told, and what was written is never repeated."""

import click


class Text(click.ParamType[str]):
    """A text that can be written down: not empty, and such that UTF-8 can hold it. Never repeated in an error."""

    name = "TEXT"

    def __init__(self, longest: int | None = None) -> None:
        self.longest = longest

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself."""
        if not value.strip() or any("\ud800" <= one <= "\udfff" for one in value):
            self.fail("write some text, in UTF-8", param, ctx)
        if self.longest is not None and len(value) > self.longest:
            self.fail(f"write {self.longest} characters at most", param, ctx)
        return value


TEXT = Text()
ID = Text(150)
"""An id, or a key: what the ledger finds entries by, with a word of its own before it (`LONGEST_NAME`)."""


class Place(click.ParamType[int]):
    """The place of an entry in the ledger, counted from 1."""

    name = "N"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number."""
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit() and len(value) < 19):
            self.fail("write the place of an entry as a whole number", param, ctx)
        return int(value)
