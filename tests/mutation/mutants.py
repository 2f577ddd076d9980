"""What mutmut makes and remembers: the mutants of a tree, what came of each, and the change that each is."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mutmut import __main__ as mutmut
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key
from tests.mutation.survivors import Change

TREE = Path("mutants")
"""Where mutmut keeps the mutated copy of the tree; everything in it can be made again."""


def generate(jobs: int) -> None:
    """Copy the tree and write the mutants of each function; what is known of unchanged functions stays."""
    os.makedirs(TREE, exist_ok=True)
    set_mutant_under_test("mutant_generation")
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.create_mutants(jobs)
    set_mutant_under_test("")


def files() -> Iterator[SourceFileMutationData]:
    """Each file that has mutants, with what is known of them."""
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        if data.exit_code_by_key:
            yield data


def status(code: int | None) -> str:
    """What mutmut calls an exit code: `killed`, `survived`, `timeout`, `no tests`, `not checked`, ..."""
    return status_by_exit_code[code]


def record(verdicts: Iterable[dict[str, object]]) -> None:
    """Remember verdicts where `mutmut results`, `mutmut show` and `mutmut browse` look."""
    by_name = {str(one["mutant"]): one for one in verdicts}
    for data in files():
        for mutant in by_name.keys() & data.exit_code_by_key.keys():
            data.exit_code_by_key[mutant] = int(str(by_name[mutant]["verdict"]))
            data.durations_by_key[mutant] = float(str(by_name[mutant]["seconds"]))
        data.save()


def change(mutant: str, path: Path | str) -> Change:
    """What a mutant changes: the lines taken away and put in their place."""
    function, class_name = orig_function_and_class_names_from_key(mutant)
    body = get_diff_for_mutant(mutant, path=path).split("\n")[2:]
    lines = tuple(line[0] + line[1:].strip() for line in body if line[:1] in ("-", "+"))
    return Change(str(path), f"{class_name}.{function}" if class_name else function, lines)
