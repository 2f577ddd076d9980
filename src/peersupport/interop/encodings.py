"""Which of the encodings that a mapping names a table is written in: the first that fits all of it."""

import codecs
from collections.abc import Sequence
from typing import BinaryIO

from peersupport.errors import Fault, InvalidDocument

BLOCK = 2**16
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""What a file that starts with a byte order mark is written in, whatever else would fit its bytes."""
FAMILIES = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}


def encoding_of(file: BinaryIO, named: Sequence[str]) -> str:
    """The first of the named encodings in which all of the file can be read; of a marked file, of those of its mark.

    Raises `InvalidDocument` where none does, with the line up to which the last of them did.
    """
    start = file.read(len(codecs.BOM_UTF8))
    mark = next((family for bom, family in MARKS.items() if start.startswith(bom)), "")
    tried = [mark] if mark in map(_family, named) else [] if mark else named
    line: int | None = 1
    for name in tried:
        file.seek(0)
        line = _misfit(file, name)
        if line is None:
            return name
    listed = " or ".join(f"`{name}`" for name in named)
    message = f"the file is not {listed} from this line on"
    if not tried:
        message = f"the file starts with a byte order mark of `{mark}`, which is not {listed}"
    help = 'name its encoding in the mapping: `encoding = "..."`, or several that are tried in their order'
    fault = Fault(code="file-encoding", message=message, path=("row", line or 1), help=help)
    raise InvalidDocument("a file is in another encoding", [fault])


def _family(name: str) -> str:
    known = codecs.lookup(name).name
    return FAMILIES.get(known, known)


def _misfit(file: BinaryIO, name: str) -> int | None:
    """The line at which the file stops to fit the encoding; None where all of it does."""
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    while True:
        block = file.read(BLOCK)
        try:
            line += decoder.decode(block, final=not block).count("\n")
        except UnicodeDecodeError as error:
            return line + error.object.count(b"\n", 0, error.start)
        except UnicodeError:  # it has no mark, and its encoding needs one
            return line
        if not block:
            return None
