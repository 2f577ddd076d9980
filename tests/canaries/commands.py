"""Every command with a canary in each of its options and arguments, and over files that are full of them."""

import json
import shlex
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
from tests.docs.test_documented import every
from tests.durability.listening import Words
from tests.durability.provoked_documents import Provocation, case_document, spoilt

from peersupport import Host
from peersupport.cli.main import commands, main

DENIED = 3
SOUND = {
    "action": "visit",
    "audience": "participant",
    "categories": "health",
    "category": "health",
    "given_at": "2026-01-01",
    "item": "health",
    "items": "health",
    "kind": "term",
    "period": "2026-Q3",
    "programme": "community-mothers",
    "programmes": "community-mothers",
    "purpose": "care",
    "purposes": "care",
    "receiver": "person:b",
    "recipient": "person:b",
    "role": "gp",
    "sender": "person:c",
}
"""What an option takes, by the name of its parameter; elsewhere a plain id does."""
LONG = {"conformance", "mutate", "scenario cover"}
"""Commands that start others, or search for long: they are about plugins, and read nothing of a person."""


LOAD = Host.load


@cache
def _installed() -> Host:
    return LOAD()


def _load(_: type[Host], **given: Any) -> Host:
    """Every command checks the installed plugins, which takes longer than all that it does here: once is enough."""
    return LOAD(**given) if any(given.values()) else _installed()


def said(*arguments: str) -> int:
    """Run a command; its exit code. What it prints counts unless it did what it was asked for."""
    printed = StringIO()
    code: Any = 0
    with redirect_stdout(printed), patch.object(Host, "load", classmethod(_load)):
        try:
            main(arguments)
        except SystemExit as stopped:
            code = stopped.code
    if code not in (0, DENIED):
        print(printed.getvalue())
    return int(code)


def with_options(folder: Path) -> Iterator[tuple[str, Provocation]]:
    """By command and parameter: a canary there, once with all else in order and once with canaries everywhere."""
    (folder / "activity.json").write_text('{"programme": "community-mothers"}', "utf-8")
    for name, command in every(commands):
        if name.removeprefix("peersupport ") in LONG:
            continue
        for one in command.params:
            if isinstance(one.type, click.Path) or getattr(one, "is_flag", False) or one.name in {"place", "keys"}:
                continue  # the name of a file is the user's own
            for everywhere in (False, True):

                def given(
                    words: Words,
                    command: click.Command = command,
                    one: Any = one,
                    name: str = name,
                    all_: bool = everywhere,
                ) -> object:
                    path = folder / "cases.jsonl"
                    path.write_text(json.dumps({**case_document(words), "consent": []}), "utf-8")
                    parameters = [each for each in command.params if each.required or each is one]
                    values: dict[str | None, str] = {
                        each.name: _value(each, words, folder, all_ or each is one) for each in parameters
                    }
                    debug = ["--debug"] if words.random.random() < 0.5 else []
                    return said(*name.split()[1:], *_arguments(parameters, values), *_kept(command, folder), *debug)

                yield f"command: {name} {one.opts[-1]}{', all' if everywhere else ''}", given


def _value(one: click.Parameter, words: Words, folder: Path, planted: bool) -> str:
    if isinstance(one.type, click.Path):
        return str(folder / ("activity.json" if one.name == "activity" else "cases.jsonl"))
    return words.word("option") if planted else SOUND.get(str(one.name), "a")


def _arguments(parameters: list[click.Parameter], values: Mapping[str | None, str]) -> Iterator[str]:
    for one in parameters:
        if isinstance(one, click.Option):
            yield one.opts[-1]
        yield values[one.name]


def _kept(command: click.Command, folder: Path) -> list[str]:
    names = {one.name for one in command.params}
    return ["--ledger", str(folder / "commands.sqlite")] if "place" in names else []


def over_files(folder: Path) -> Iterator[tuple[str, Provocation]]:
    """Commands that read a caseload with faults, and errors that nobody foresaw, with and without `--debug`."""
    commands_ = {
        "review": "review {0} --json",
        "review, the faulty left out": "review {0} --skip-faulty --out {1}",
        "explain": "explain {0} --case 1 --programme crafty-mummies",
        "due": "due {0} --programme community-mothers",
        "score": "score {0}",
        "report": "report term {0} --programme community-mothers --period 2026-Q3",
        "next": "next {0} --programme crafty-mummies",
    }
    for name, line in commands_.items():

        def faulty(words: Words, line: str = line) -> object:
            path = folder / "faulty.jsonl"
            documents = [case_document(words), *(spoilt(case_document(words), words) for _ in range(5))]
            path.write_text("\n".join(map(json.dumps, documents)), "utf-8")
            debug = ["--debug"] if words.random.random() < 0.5 else []
            return said(*shlex.split(line.format(path, folder / "out")), *debug)

        yield f"command over faults: {name}", faulty
    for error in (KeyError, ValueError, OSError, UnicodeError, RuntimeError, MemoryError):

        def unforeseen(words: Words, error: type[Exception] = error) -> object:
            def breaks(*_: object, **__: object) -> None:
                try:
                    raise ExceptionGroup(words.word("group"), [error(words.word("inner"))])
                except ExceptionGroup as caught:
                    raise error(words.word("error")) from caught

            (folder / "good.jsonl").write_text('{"id": "1", "participant": {"id": "p"}}', "utf-8")
            debug = ["--debug"] if words.random.random() < 0.5 else []
            with patch("peersupport.cli.review.open_input", breaks):
                return said("review", str(folder / "good.jsonl"), *debug)

        yield f"command, unforeseen: {error.__name__}", unforeseen
