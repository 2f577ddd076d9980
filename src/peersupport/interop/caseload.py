"""A caseload: JSON Lines of cases, or a table with a mapping. All of it is read, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from peersupport._attrs import frozen
from peersupport.interop.faults import Faults
from peersupport.interop.left_out import LeftOut
from peersupport.interop.mapping import Mapping
from peersupport.interop.reading import Plan, Reading
from peersupport.interop.sources import Source, file_source
from peersupport.interop.texts import Stamp
from peersupport.records.case import Case

Progress = Callable[[int], None]
"""Told how many cases have been read so far."""


@frozen
class Caseload:
    """Cases that have been read once, without a fault: each iteration reads them again, one at a time.

    So a caseload of any size takes little memory, and still nothing is done with one that has a fault anywhere.
    `told` says how it was read: `format`, and `encoding` or `sheet`; `left_out` which rows were not.
    Iterating raises `InvalidDocument` where the file is not what it was, which is looked at before each case and at
    the end: never are fewer given, or more, than were counted.
    """

    source: Source
    plan: Plan
    count: int
    stamp: Stamp
    told: dict[str, str]
    left_out: LeftOut

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Case]:
        reading = Reading(self.source, self.plan, Faults("the caseload is not what it was"))
        number = 0
        for number, case in enumerate(reading.cases(), start=1):
            self._settle(reading, same=number <= self.count)
            yield case
        self._settle(reading, same=number == self.count and reading.left_out.rows == self.left_out.rows)

    def _settle(self, reading: Reading, *, same: bool) -> None:
        if not same or self.source.stamp() != self.stamp:
            reading.faults.add("file-changed", "the file was changed while it was read")
        reading.faults.settle()


def open_caseload(
    given: Path | Source,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    *,
    sheet: str = "",
    skip_faulty: bool = False,
) -> Caseload:
    """Read a caseload to its end, keeping nothing, to read its cases one by one later.

    `skip_faulty`: rows with faults are left out, and told of in `left_out`, instead of the whole being refused.
    Raises `InvalidDocument` as `read_caseload` does, also where a file's name does not say how it is written.
    """
    source, plan = _source(given), Plan(mapping=mapping, sheet=sheet, skip_faulty=skip_faulty)
    stamp = source.stamp()
    reading = Reading(source, plan, Faults("the caseload has faults"))
    count = sum(1 for _ in _counted(reading.cases(), progress))
    reading.faults.settle()
    return Caseload(source=source, plan=plan, count=count, stamp=stamp, told=reading.told, left_out=reading.left_out)


def read_caseload(
    given: Path | Source, mapping: Mapping | None = None, progress: Progress | None = None, *, sheet: str = ""
) -> tuple[Case, ...]:
    """The cases of a file, in its order: a case document on each line (`.jsonl`), or a table read by `mapping`.

    Raises `InvalidDocument` with every fault of the file, up to 100 and then saying that there are more. The path of
    each starts with `("row", n)`: the line of the file on which it starts, counted from 1 as an editor does, or the
    row of a sheet. A fault names fields and columns and never repeats what a cell holds. Two cases of one id are a
    fault.
    """
    reading = Reading(_source(given), Plan(mapping=mapping, sheet=sheet), Faults("the caseload has faults"))
    cases = tuple(_counted(reading.cases(), progress))
    reading.faults.settle()
    return cases


def _source(given: Path | Source) -> Source:
    return given if isinstance(given, Source) else file_source(given)


def _counted(cases: Iterable[Case], progress: Progress | None) -> Iterator[Case]:
    for number, case in enumerate(cases, start=1):
        if progress is not None:
            progress(number)
        yield case
