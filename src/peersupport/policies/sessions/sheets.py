"""The information sheets that a visit shares: known by version and source, in date, and of use to the parent."""

from collections.abc import Iterator, Mapping

from peersupport.dates import DateRange, PartialDate
from peersupport.policies.sessions.remarks import Remark, told
from peersupport.records.encounters import Encounter
from peersupport.records.sessions import InformationSheet
from peersupport.rules.session_plans import PlannedPart


def shared(
    part: PlannedPart, visit: Encounter, known: Mapping[str, InformationSheet] | None, read: tuple[str, ...] | None
) -> Iterator[Remark]:
    """What is to be said of the sheets of one visit (TC10 to TC12, TC70); `read` are the languages that she reads."""
    none = None if visit.sheets is None else not visit.sheets
    yield from told(part, none, "no information sheet was shared", "which sheets were shared?")
    for name in visit.sheets or ():
        sheet = None if known is None else known.get(name)
        if sheet is None:
            yield from told(part, None, "", "which sheet was shared? It is not among the programme's")
        else:
            yield from _sheet(part, sheet, visit.on, read)


def _sheet(
    part: PlannedPart, sheet: InformationSheet, on: PartialDate | None, read: tuple[str, ...] | None
) -> Iterator[Remark]:
    yield from told(part, _late(sheet, on), "a sheet was past its day of review", "was a sheet past its day of review?")
    if not (sheet.version and sheet.source):
        yield from told(part, None, "", "which version of the sheet is it, and what does it rest on?")
    elsewhere = None if not sheet.topic else not part.topics_open and sheet.topic not in part.topics
    yield from told(part, elsewhere, f"a sheet on none of: {', '.join(part.topics)}", "what is the sheet about?")
    if not (sheet.languages and sheet.cultures):
        yield from told(part, None, "", "in which languages is the sheet, and for which cultures was it made?")
    if sheet.languages and read is not None and not set(read) & set(sheet.languages):
        yield from told(part, True, "a sheet in no language that the parent reads", "")


def _late(sheet: InformationSheet, on: PartialDate | None) -> bool | None:
    """Whether the day of review had passed; the day itself is still in date (TC12)."""
    if sheet.review_by is None or on is None:
        return None
    first, last = (on.first, on.last) if isinstance(on, DateRange) else (on, on)
    return True if first > sheet.review_by else False if last <= sheet.review_by else None
