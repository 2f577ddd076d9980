"""Every task of the project: `nox --list` names them, CONTRIBUTING.md says which one to use when."""

import os
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["tests"]

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
PLUGINS = sorted(project.parent for project in ROOT.glob("plugins/*/pyproject.toml"))
BUILD = ROOT / "build"

LOCK = "lock.txt"
"""What the library and its tests need."""
LOCK_TOOLS = "lock-tools.txt"
"""The same, and the tools of a developer: two lock files, so that a user downloads no compiler of types."""

OUTSIDE = {
    "a PostgreSQL server": ("postgres", "pg_ctlcluster"),
    "a browser": ("chromium", "google-chrome", "firefox"),
    "Java, for Spark": ("java",),
}
"""What integration tests may need that no package index holds, and the commands that show it is there."""


def install(session: nox.Session, lock: str = LOCK) -> None:
    """Install what the lock file names, then this tree's core and plugins over it."""
    session.install("--require-hashes", "-r", lock)
    editable = [argument for project in (ROOT, *PLUGINS) for argument in ("-e", str(project))]
    session.install("--no-deps", "--no-build-isolation", *editable)


def run_pytest(session: nox.Session, *arguments: str, env: dict[str, str] | None = None) -> None:
    """Run pytest; the report that `.ci/run` counts goes to `build/reports`."""
    session.run("pytest", f"--junitxml={BUILD}/reports/{session.name}.xml", *arguments, *session.posargs, env=env)


@nox.session
def review(session: nox.Session) -> None:
    """The main job on the example caseload, or `peersupport review` with the arguments after `--`."""
    install(session)
    example = ["examples/caseload.jsonl", "--site", "examples/sites", "--on", "2026-11-01", "--out", "build/review"]
    arguments = session.posargs or example
    session.run("peersupport", "review", *arguments)
    if not session.posargs:
        session.log("The results are in build/review: report.html to look at, decisions.jsonl and summary.json.")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests that need nothing but Python and SQLite, the examples of README and documentation among them."""
    install(session)
    # An example of a document builds on the ones before it, so a file stays with one worker.
    run_pytest(session, "--numprocesses=auto", "--dist=loadfile", "--ignore=tests/architecture")


@nox.session
def integration(session: nox.Session) -> None:
    """The wheels as a user installs them, and what needs a server, a browser or Spark."""
    session.install("--require-hashes", "-r", LOCK_TOOLS)
    wheels = BUILD / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    for project in (ROOT, *PLUGINS):
        with session.chdir(project):
            session.run("hatchling", "build", "--target", "wheel", "--directory", str(wheels))
    # In CI this tree is already there, in the same version: pip would keep it.
    session.install("--no-deps", "--force-reinstall", *(str(wheel) for wheel in sorted(wheels.glob("*.whl"))))
    for what, commands in OUTSIDE.items():
        if not any(map(shutil.which, commands)):
            session.warn(f"This machine lacks {what}: tests that need it are skipped and say so.")
    run_pytest(session, "-m", "integration", "--numprocesses=auto", "--dist=loadfile", "tests")


@nox.session
def corpora(session: nox.Session) -> None:
    """Known answers on the shared real data; PEERSUPPORT_SHARED says where it lies (default: ../shared)."""
    shared = Path(os.environ.get("PEERSUPPORT_SHARED", ROOT.parent / "shared")).resolve()
    lacking = [name for name in ("data", "seeds") if not (shared / name).is_dir()]
    if lacking:
        session.error(f"ran nothing: no {' and no '.join(lacking)} in {shared}; set PEERSUPPORT_SHARED to the folder")
    install(session, LOCK_TOOLS)
    run_pytest(session, "-m", "corpora", "tests/corpora", env={"PEERSUPPORT_SHARED": str(shared)})


@nox.session
def differential(session: nox.Session) -> None:
    """The evaluators against each other on 200,000 random pairs; `-- --pairs=1000000` for more."""
    install(session)
    run_pytest(session, "--pairs=200000", "tests/differential")


@nox.session
def documents(session: nox.Session) -> None:
    """100,000 mutated documents, each accepted or refused as it should; `-- --documents 1000000` for more."""
    install(session)
    session.run("python", "-m", "tests.records.documents", *session.posargs)


@nox.session
def schedules(session: nox.Session) -> None:
    """What is due against a day-by-day oracle on 100,000 random histories; `-- --histories 1000000` for more."""
    install(session)
    session.run("python", "-m", "tests.schedules.differential", *session.posargs)


@nox.session
def suppression(session: nox.Session) -> None:
    """A reader who solves 10,000 random tables works out nothing that is hidden; `-- --tables 300` for fewer."""
    install(session)
    session.run("python", "-m", "tests.suppression.differencing", *session.posargs)


@nox.session
def canaries(session: nox.Session) -> None:
    """500 values of persons down every error path, and none comes out; `-- --rounds 1` for fewer, `-- --leaks`."""
    install(session)
    session.run("python", "-m", "tests.canaries", *session.posargs)


@nox.session
def threads(session: nox.Session) -> None:
    """Many threads over one host and one ledger for two minutes; `-- --seconds 600 --threads 32` for more."""
    install(session)
    session.run("python", "-m", "tests.threads", *session.posargs)


@nox.session
def disclosure(session: nox.Session) -> None:
    """The oracle against the engine on 250,000 random histories; `-- --histories 10000000` for more."""
    install(session)
    session.run("python", "-m", "tests.disclosure.differential", *session.posargs)


@nox.session(reuse_venv=True)
def formulations(session: nox.Session) -> None:
    """Other formulations against the engine: `-- fold 7`, every history of 7 events; `-- cedar 1000000` requests."""
    install(session, LOCK_TOOLS)
    session.run("python", "-m", "tests.disclosure.formulations", *(session.posargs or ["fold", "5"]))


@nox.session(reuse_venv=True)
def faults(session: nox.Session) -> None:
    """Each seeded fault must break a law of the kit: `-- --only NAME` for one, `-- --write` for the page of laws."""
    install(session, LOCK_TOOLS)
    session.run("python", "-m", "tests.disclosure.faults", *session.posargs)


@nox.session
def rule_mutation(session: nox.Session) -> None:
    """Every change of the rules of the five plugins, or of those named after `--`: none may go unnoticed."""
    install(session)
    for plugin in session.posargs or [project.name for project in PLUGINS]:
        session.run("peersupport", "mutate", plugin)


@nox.session(reuse_venv=True)
def mutation(session: nox.Session) -> None:
    """mutmut's mutants of policies, rules and decisions: `-- --sample 500` of them, `-- --report` what was found."""
    install(session, LOCK_TOOLS)
    session.run("python", "-m", "tests.mutation", *session.posargs)


@nox.session
def mistakes(session: nox.Session) -> None:
    """Services with one mistake each, and the law or state machine that sees it: `-- --told` says what it tells."""
    install(session, LOCK_TOOLS)
    session.run("python", "-m", "tests.testing.faults", *session.posargs)


@nox.session
def traceability(session: nox.Session) -> None:
    """Every statement of the sources, what carries it, what shows it; `-- --delete` takes each carrier away in turn."""
    install(session, LOCK_TOOLS)
    session.run("python", "-m", "tests.traceability", *session.posargs)


@nox.session
def rules(session: nox.Session) -> None:
    """What the plugins' own tests see of their rules, as a page in build/rules; `-- plugins/link-workers` for one."""
    install(session)
    options = ("--rule-coverage", f"--rule-coverage-html={BUILD / 'rules'}")
    session.run("pytest", "-q", *(session.posargs or ["plugins"]), *options)


@nox.session(reuse_venv=True)
def durability(session: nox.Session) -> None:
    """A harness of tests/durability by its name: `-- kill --back-end postgresql`, `-- power_loss`, `-- races`, ..."""
    install(session, LOCK_TOOLS)
    harness, *arguments = session.posargs or ["kill", "--help"]
    session.run("python", "-m", f"tests.durability.{harness}", *arguments)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """The goals of performance, each against its reference in the same run."""
    install(session)
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session(reuse_venv=True)
def lint(session: nox.Session) -> None:
    """Ruff's rules and its format."""
    session.install("--require-hashes", "-r", LOCK_TOOLS)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session(reuse_venv=True)
def typing(session: nox.Session) -> None:
    """Mypy and pyright, both strict, over core and plugins."""
    install(session, LOCK_TOOLS)
    session.run("mypy")
    session.run("pyright", "--stats")


@nox.session(reuse_venv=True)
def architecture(session: nox.Session) -> None:
    """Layers, cycles, pure layers, and the length of every file."""
    install(session, LOCK_TOOLS)
    session.run("lint-imports", "--no-logo")
    run_pytest(session, "--capture=no", "tests/architecture")


@nox.session(reuse_venv=True)
def docs(session: nox.Session) -> None:
    """The documentation as HTML in build/docs; a warning is an error, nothing is fetched."""
    install(session, LOCK_TOOLS)
    session.run("sphinx-build", "--fail-on-warning", "--keep-going", "docs", str(BUILD / "docs"), *session.posargs)


@nox.session(reuse_venv=True)
def changelog(session: nox.Session) -> None:
    """The next CHANGELOG entry from changelog.d, shown; `-- --yes` writes it and removes the fragments."""
    session.install("--require-hashes", "-r", LOCK_TOOLS)
    session.run("towncrier", "build", "--version", PYPROJECT["project"]["version"], *(session.posargs or ["--draft"]))


@nox.session
def lock(session: nox.Session) -> None:
    """Write both lock files anew; `-- --upgrade` takes newer versions."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "lock"))
    compiled = ("uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes")
    compiled += ("--no-header", "--no-annotate", "--all-extras", "pyproject.toml", *session.posargs)
    session.run(*compiled, "--group=build", "--group=tests", f"--output-file={LOCK}")
    groups = (f"--group={group}" for group in PYPROJECT["dependency-groups"])
    session.run(*compiled, *groups, f"--constraints={LOCK}", f"--output-file={LOCK_TOOLS}")
