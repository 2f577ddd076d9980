"""A site's own records from a JSON file: supporters, sessions, evaluations, meetings. All of it is read, or nothing."""

from pathlib import Path

from peersupport.interop.texts import file_bytes
from peersupport.records.activity import Activity
from peersupport.records.codec import parse_json, structured


def read_activity(path: Path) -> Activity:
    """The activity of a JSON document. Raises `InvalidDocument` with every fault and its path, and never a value."""
    return structured(parse_json(file_bytes(path)), Activity)
