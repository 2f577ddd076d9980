"""Why tests cannot be run, in one line of what pytest or Python said."""

import re

_ERROR = re.compile(r"^(?:E|ERROR:|INTERNALERROR>|\S+: error:)\s+(?=\S)", re.MULTILINE)


def reason(said: str) -> str:
    """The last line that names an error; without one the last line at all."""
    lines = [line for line in said.splitlines() if line.strip()]
    errors = [_ERROR.sub("", line) for line in lines if _ERROR.match(line)]
    return (errors or lines or ["pytest said nothing"])[-1].strip()
