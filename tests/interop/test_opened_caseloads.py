"""A caseload that is read case by case: none is given before all were read, and the file must stay as it was."""

import json
import os
import tracemalloc
from pathlib import Path

import pytest

from peersupport.errors import InvalidDocument
from peersupport.interop.caseload import Caseload, open_caseload, read_caseload
from peersupport.interop.mapping import read_mapping
from peersupport.interop.sources import Format, Source, file_source

EXAMPLES = Path(__file__).parents[2] / "examples"


def _file(path: Path, *names: str) -> Path:
    path.write_text("".join(json.dumps({"id": name, "participant": {"id": name}}) + "\n" for name in names))
    return path


def _faults(path: Path) -> list[tuple[str, object]]:
    with pytest.raises(InvalidDocument) as caught:
        open_caseload(path)
    return [(one.code, one.path[:2]) for one in caught.value.faults]


def test_it_gives_the_same_cases_however_often_it_is_asked() -> None:
    """Opening and reading are one reading: the same cases in the same order."""
    opened = open_caseload(EXAMPLES / "caseload.jsonl")
    read = read_caseload(EXAMPLES / "caseload.jsonl")
    assert len(opened) == len(read)
    assert tuple(opened) == tuple(opened) == read


def test_a_table_is_opened_as_it_is_read(tmp_path: Path) -> None:
    """The same for CSV by a mapping."""
    (tmp_path / "mapping.toml").write_text('case_id = "id"\n')
    (tmp_path / "cases.csv").write_text("id\nb\na\n")
    mapping = read_mapping(tmp_path / "mapping.toml")
    opened = open_caseload(tmp_path / "cases.csv", mapping)
    assert tuple(opened) == read_caseload(tmp_path / "cases.csv", mapping)
    assert [one.id for one in opened] == ["b", "a"]


def test_a_fault_in_the_last_line_is_told_before_the_first_case_is_given(tmp_path: Path) -> None:
    """All or nothing, also for what does not fit into memory: opening fails, so nobody can begin."""
    file = _file(tmp_path / "cases.jsonl", "a", "b", "a")
    file.write_text(file.read_text() + "{}\n{")
    assert _faults(file) == [
        ("case-duplicate", ("row", 3)),
        ("key-missing", ("row", 4)),
        ("key-missing", ("row", 4)),
        ("json-syntax", ("row", 5)),
    ]
    assert _faults(tmp_path / "none.jsonl") == [("file-unreadable", ())]


@pytest.mark.parametrize("later", [("a", "b", "c"), ("a",), ("a", "bb"), ("a", "a")])
def test_a_file_that_changes_meanwhile_is_noticed(tmp_path: Path, later: tuple[str, ...]) -> None:
    """What was checked is not what would be given: the reader gets an error, and never believes that she had all."""
    file = _file(tmp_path / "cases.jsonl", "a", "b")
    opened = open_caseload(file)
    _file(file, *later)
    with pytest.raises(InvalidDocument) as caught:
        tuple(opened)
    assert {one.code for one in caught.value.faults} <= {"file-changed", "case-duplicate"}


def test_a_file_in_the_place_of_another_is_noticed(tmp_path: Path) -> None:
    """Of the same size and time, as copying tools set them: it is another file, or was written to since."""
    file = _file(tmp_path / "cases.jsonl", "a", "b")
    told, opened = file.stat(), open_caseload(file)
    _file(file, "a", "c")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert _given(opened) == []
    opened = open_caseload(file)
    other = _file(tmp_path / "other.jsonl", "a", "d")
    os.utime(other, ns=(told.st_atime_ns, told.st_mtime_ns))
    other.replace(file)
    assert _given(opened) == []


@pytest.mark.parametrize("later", [(), ("a",), ("a", "b", "c")])
def test_never_fewer_or_more_cases_than_were_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: tuple[str, ...]
) -> None:
    """Where the system tells of no change, the number of cases does: an empty second reading is no empty caseload."""
    file = _file(tmp_path / "cases.jsonl", "a", "b")

    def unmoved(_: Source) -> tuple[int, ...]:
        return ()

    monkeypatch.setattr(Source, "stamp", unmoved)
    opened = open_caseload(file)
    _file(file, *later)
    assert _given(opened) == list(later[:2])


def _given(opened: Caseload) -> list[str]:
    """The cases that were given before the change was told."""
    given = list[str]()
    with pytest.raises(InvalidDocument) as caught:
        given.extend(case.id for case in opened)
    assert [one.code for one in caught.value.faults] == ["file-changed"]
    return given


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pipe_is_kept(tmp_path: Path) -> None:
    """It gives its bytes once, and its cases as often as they are asked for."""
    reading, writing = os.pipe()
    with open(reading, "rb"), open(writing, "wb") as end:
        end.write(_file(tmp_path / "cases.jsonl", "a", "b").read_bytes())
        end.close()
        opened = open_caseload(file_source(Path(f"/dev/fd/{reading}"), Format.JSON_LINES))
        assert [one.id for one in opened] == [one.id for one in opened] == ["a", "b"]


def test_memory_holds_one_case_at_a_time(tmp_path: Path) -> None:
    """A file of a thousand cases and one of ten take nearly the same: their ids, not what they hold."""
    few, many = (tmp_path / f"{number}.jsonl" for number in (10, 1_000))
    for file, number in ((few, 10), (many, 1_000)):
        held = {"names": ["x" * 2_000]}
        file.write_text("".join(json.dumps({"id": str(one), "participant": {"id": "p", **held}}) + "\n"
                                for one in range(number)))  # fmt: skip
    assert _peak(many) < _peak(few) + 1_000_000


def _peak(file: Path) -> int:
    opened = open_caseload(file)
    tracemalloc.start()
    try:
        assert sum(1 for _ in opened) == len(opened)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
