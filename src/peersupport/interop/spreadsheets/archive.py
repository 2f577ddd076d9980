"""The parts of a spreadsheet's file, unpacked within bounds, and packed again: what was looked at is what is read."""

from io import BytesIO
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812

from peersupport.errors import Fault, InvalidDocument

Parts = dict[str, bytes]
"""The parts that hold text, by name; pictures and macros are left out."""
TEXTS = (".xml", ".rels")
LARGEST = 256 * 2**20
"""Bytes of all parts together, unpacked."""
MOST_PARTS = 2_000
ENCRYPTED = 0x1
BROKEN = (BadZipFile, DeflateError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, LookupError)
"""What the standard library raises on an archive that is none, or is damaged."""


def refused(code: str, message: str, help: str = "") -> InvalidDocument:
    """The error of a spreadsheet that is not read at all."""
    return InvalidDocument("a spreadsheet cannot be read", [Fault(code=code, message=message, help=help)])


def unpacked(file: BinaryIO) -> Parts:
    """The parts of the archive. Raises `InvalidDocument` where it is none, is damaged, or is more than the bounds."""
    try:
        with ZipFile(file) as archive:
            return _parts(archive)
    except InvalidDocument:
        raise
    except BROKEN:
        pass
    raise refused(
        "spreadsheet-syntax",
        "this is no spreadsheet of the format that its name or `--format` says, or it is damaged or has a password",
        "open it in a spreadsheet program, and save it as `.xlsx`, `.ods` or CSV without a password",
    )


def repacked(parts: Parts) -> BytesIO:
    """An archive of just these parts."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def _parts(archive: ZipFile) -> Parts:
    listed = [one for one in archive.infolist() if one.filename.lower().endswith(TEXTS) or one.filename == "mimetype"]
    names = {one.filename for one in listed}
    if len(names) < len(listed) or any(one.flag_bits & ENCRYPTED for one in listed):
        raise BadZipFile
    # The directory may lie about sizes: the reading is bounded too, and a part that is longer fails its checksum.
    if len(listed) > MOST_PARTS or sum(one.file_size for one in listed) > LARGEST:
        raise refused(
            "spreadsheet-size",
            f"the spreadsheet is larger than {LARGEST // 2**20} MiB unpacked, or of more than {MOST_PARTS} parts",
            "save the sheet by itself, or as CSV, which may be of any size",
        )
    return {one.filename: _content(archive, one) for one in listed}


def _content(archive: ZipFile, one: ZipInfo) -> bytes:
    with archive.open(one) as part:
        return part.read(one.file_size + 1)
