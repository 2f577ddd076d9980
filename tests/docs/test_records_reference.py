"""The reference of records is the code: every record with every field, every category with every value."""

from enum import Enum

import attrs
from tests.docs.records_page import PAGE, classes, modules


def test_every_record_and_field_and_every_value_stands_there() -> None:
    """Whatever the page is made by."""
    written = PAGE.read_text("utf-8")
    found = [one for module in modules() for one in classes(module)]
    assert len(found) > 50
    for one in found:
        section = written.partition(f"### `{one.__name__}`\n")[2].partition("\n#")[0]
        names = [str(member.value) for member in one] if issubclass(one, Enum) else [f.name for f in attrs.fields(one)]
        assert [name for name in names if f"`{name}`" not in section] == [], one
