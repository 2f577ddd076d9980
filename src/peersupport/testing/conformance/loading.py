"""Checks of the level `loads`: the host takes the plugin, and its metadata says what it is."""

import re
from collections.abc import Iterator
from importlib.metadata import version

from peersupport.programmes.discovery import in_file
from peersupport.testing.conformance.candidate import Candidate
from peersupport.testing.conformance.check import Inapplicable, Level, Problem, check
from peersupport.testing.conformance.metadata import Metadata

RELEASE = re.compile(r"\d+(\.\d+)*\S*")
REQUIREMENT = re.compile(r"peersupport\b(?!-)")


@check(Level.LOADS, "host")
def the_host_takes_it(candidate: Candidate) -> Iterator[Problem]:
    """The host takes the plugin, alone or beside those that it builds on, without a fault."""
    for fault in candidate.status.faults:
        yield Problem(where=candidate.name, what=f"{fault.message} [{fault.code}]", do=fault.help or "mend it")


@check(Level.LOADS, "metadata")
def its_metadata_names_what_it_touches(candidate: Candidate) -> Iterator[Problem]:
    """The programmes that the plugin touches can be read without importing it, and are just those of its rules."""
    touched = {one.id for one in candidate.programmes} | {rule.programme for _, rule in candidate.rules}
    named = set(_touches(candidate))
    where = 'the entry points of the group "peersupport.touches"' if candidate.metadata else "TOUCHES = (...)"
    for one in sorted(touched - named):
        do = f"name it in {where}: should the plugin fail, just its programmes answer nothing"
        yield Problem(where=candidate.name, what=f"`{one}` is touched and not named", do=do)
    for one in sorted(named - touched):
        what = f"`{one}` is named, and no rule or programme of the plugin is about it"
        yield Problem(where=candidate.name, what=what, do=f"take it out of {where}")


@check(Level.LOADS, "metadata")
def its_metadata_says_what_it_is(candidate: Candidate) -> Iterator[Problem]:
    """The distribution has a name, a version, a summary, a licence, and needs a peersupport that is here."""
    given = _metadata(candidate)
    where = "pyproject.toml, [project]"
    if not RELEASE.fullmatch(given.version):
        yield Problem(where=where, what="there is no version", do='version = "0.1.0"; decisions record it')
    if not given.summary.strip():
        yield Problem(where=where, what="there is no summary", do='description = "..." in one sentence')
    if not given.licence.strip():
        yield Problem(where=where, what="there is no licence", do='license = "Apache-2.0", or another SPDX name')
    if not any(REQUIREMENT.match(one) for one in given.requires):
        own = version("peersupport")
        yield Problem(where=where, what="it does not need peersupport", do=f'dependencies = ["peersupport>={own}"]')


def _touches(candidate: Candidate) -> tuple[str, ...]:
    if candidate.metadata is not None:
        return candidate.metadata.touches

    return in_file(candidate.module).touches or ()


def _metadata(candidate: Candidate) -> Metadata:
    if candidate.metadata is None:
        raise Inapplicable("a plugin of one file has no metadata; its version is its fingerprint")
    return candidate.metadata
