"""Run mutmut's mutants of policies, rules and decisions: `python -m tests.mutation`, in a tree of its own.

What is killed stays killed until its function changes; everything else is tried again. Names of mutants after the
options, with `*`, try only those.
"""

import argparse
import fnmatch
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.mutation import mutants, survivors

SELECTION = (
    *(f"tests/{folder}" for folder in ("wording", "rules", "policies", "differential", "disclosure", "schedules")),
    *(f"tests/{folder}" for folder in ("engine", "programmes", "facts", "kernel", "records", "replay", "stories")),
    *(f"tests/{folder}" for folder in ("outcomes", "interop", "web", "cli", "threads")),
)
"""The folders of tests that a mutant is tried on, beside those of the plugins."""
FIRST = (
    *("decisions", "policies/disclosure", "policies/boundaries", "policies/eligibility"),
    *("rules/evaluate", "rules/compiled", "rules/check"),
)
"""What is tried first: where a change that goes unnoticed would do most harm."""
DETECTED = ("killed", "timeout")


def main() -> int:
    """Generate, try, and tell; 1 where the table of survivors is not what the run found."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("names", nargs="*", help="mutants to try, as mutmut names them; * stands for anything")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument(
        "--budget", type=float, action="append", help="seconds of tests for a mutant; for one that lives, again"
    )
    parser.add_argument("--sample", type=int, help="try only so many, drawn at random")
    parser.add_argument("--new", action="store_true", help="only what no run has tried yet")
    parser.add_argument("--report", action="store_true", help="only tell what was found")
    arguments = parser.parse_args()
    if not arguments.report:
        mutants.generate(arguments.jobs)
        chosen = _chosen(arguments.names, new=arguments.new)
        if arguments.sample is not None:
            chosen = random.Random(len(chosen)).sample(chosen, min(arguments.sample, len(chosen)))
        _run(chosen, arguments.jobs, arguments.budget or [2.0, 60.0])
    return _tell()


def _chosen(names: list[str], *, new: bool) -> list[str]:
    wanted = []
    for data in mutants.files():
        for mutant, code in data.exit_code_by_key.items():
            if mutants.status(code) in DETECTED or (new and code is not None):
                continue
            if not names or any(fnmatch.fnmatch(mutant, name) for name in names):
                wanted.append(mutant)
    return sorted(wanted, key=_urgency)


def _urgency(mutant: str) -> int:
    path = mutant.replace(".", "/")
    return next((place for place, name in enumerate(FIRST) if f"peersupport/{name}" in path), len(FIRST))


def _run(chosen: list[str], jobs: int, budgets: list[float]) -> None:
    tree = mutants.TREE.resolve()
    shutil.rmtree(tree / "tests", ignore_errors=True)
    shutil.copytree("tests", tree / "tests")
    (tree / "tasks.json").write_text(json.dumps(chosen))
    verdicts = tree / "verdicts.jsonl"
    verdicts.unlink(missing_ok=True)
    plugins = sorted(Path("plugins").iterdir())
    sources = [str(tree / "src"), *(str(tree / plugin / "src") for plugin in plugins)]
    environment = {
        "PYTHONPATH": os.pathsep.join(sources),
        "PYTHONHASHSEED": "0",
        "PEERSUPPORT_DISCLOSURE_FAULTY": "0.2",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-p", "tests.mutation.trampolines", "-p", "tests.mutation.running"]
    command += ["--capture=no", "--pairs=300", f"--jobs={jobs}"]
    command += [*(f"--budget={budget}" for budget in budgets), *SELECTION]
    command += [str(folder) for plugin in plugins for folder in (plugin / "tests", *plugin.glob("src/*/scenarios"))]
    try:
        subprocess.run(command, cwd=tree, env={**os.environ, **environment}, check=False)
    finally:
        if verdicts.exists():
            mutants.record(map(json.loads, verdicts.read_text().splitlines()))


def _tell() -> int:
    total: Counter[str] = Counter()
    living: list[survivors.Change] = []
    for data in mutants.files():
        counted = Counter(mutants.status(code) for code in data.exit_code_by_key.values())
        total += counted
        print(f"{data.path!s:58} {_line(counted)}")
        living += [mutants.change(name, data.path) for name, code in data.exit_code_by_key.items() if _lives(code)]
    print(f"{'in all':58} {_line(total)}")
    unlisted, gone = survivors.differences(living, survivors.TABLE.read_text(encoding="utf-8"))
    if total["not checked"]:
        gone = []  # they may live
    for title, changes in {"live, and are not listed": unlisted, "are listed, and do not live": gone}.items():
        if changes:
            print(f"\nThese {len(changes)} {title} in {survivors.TABLE.name}:\n{survivors.written(changes)}")
    return bool(unlisted or gone)


def _lives(code: int | None) -> bool:
    return code is not None and mutants.status(code) not in DETECTED


def _line(counted: Counter[str]) -> str:
    tried = counted.total() - counted["not checked"]
    detected = sum(counted[name] for name in DETECTED)
    share = f"{detected / tried:6.1%}" if tried else "      "
    return f"{share} of {counted.total():5}  " + ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))


if __name__ == "__main__":
    raise SystemExit(main())
