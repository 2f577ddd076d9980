"""What an id of a case must not be, since it stands in every decision: what says by itself who somebody is."""

import re
from contextlib import suppress
from datetime import date

from peersupport.interop.cells import nhs_number
from peersupport.interop.faults import Unreadable
from peersupport.interop.held import Cell, text_of

NHS_NUMBERS = "NHS numbers"
TELEPHONE = re.compile(r"\+\d{8,15}|0[1-37]\d{8,9}")
WORDS = re.compile(r"[^\W\d_]{2,}[\s,]+[^\W\d_]{2,}")
DATE = re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})")


def looks_like(cell: Cell) -> str:
    """What the id of a case looks like that says who somebody is, in the plural; empty where it does not."""
    if isinstance(cell, date):
        return "dates"
    try:
        text = text_of(cell).strip()
    except Unreadable:
        return ""
    with suppress(Unreadable):
        nhs_number(text)
        return NHS_NUMBERS
    if TELEPHONE.fullmatch(re.sub(r"[\s()-]", "", text)):
        return "telephone numbers"
    if "@" in text:
        return "e-mail addresses"
    letters, digits = (sum(kind(one) for one in text) for kind in (str.isalpha, str.isdigit))
    if (letters > 1 and not digits) or WORDS.search(text):
        return "names"  # so does a code of letters alone
    return "dates" if DATE.fullmatch(text) else ""
