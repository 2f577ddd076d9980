"""A plugin to begin with: written from the files of the template, with the names of the new programme."""

import re
from collections.abc import Iterator
from importlib.metadata import entry_points, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from peersupport._attrs import frozen
from peersupport.errors import Fault, InvalidDocument

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PREFIX = re.compile(r"[A-Z]{1,4}")
LONGEST = 60
"""How long a name may be: files, packages and modules are called by it."""
RESERVED = frozenset({"core", "peersupport", "tests"})
ENDING = ".template"


@frozen
class Names:
    """What the template calls things."""

    name: str
    module: str
    """The name as Python writes it."""
    title: str
    prefix: str
    core: str
    """The version of peersupport that the plugin is written with."""

    def filled(self, text: str) -> str:
        """The text with each `@@field@@` replaced."""
        given = {
            "name": self.name,
            "module": self.module,
            "package": f"peersupport_{self.module}",
            "title": self.title,
            "prefix": self.prefix,
            "core": self.core,
        }
        for field, value in given.items():
            text = text.replace(f"@@{field}@@", value)
        return text


def write_plugin(name: str, out: Path, prefix: str | None = None) -> Path:
    """Write a new plugin into a folder of its name under `out`, and give that folder.

    `prefix` begins the ids of its statements (TT1); without one it is made of the initials. Raises `InvalidDocument`
    with every fault: a name or prefix that cannot be used, a folder that is already there. Then nothing is written.
    """
    names = Names(
        name=name,
        module=name.replace("-", "_"),
        title=" ".join(word.capitalize() for word in name.split("-")),
        prefix=_initials(name) if prefix is None else prefix,
        core=".".join(version("peersupport").split(".")[:2]),
    )
    target = out / name
    if faults := list(_faults(names, target)):
        raise InvalidDocument("the plugin cannot be written", faults)
    with TemporaryDirectory(dir=out, prefix=".new-plugin-") as folder:
        written = Path(folder) / name
        for place, text in rendered(names):
            path = written / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        written.rename(target)
    return target


def rendered(names: Names) -> Iterator[tuple[str, str]]:
    """Every file of the new plugin: its path, and what stands in it."""
    for path, file in _files(files(__name__) / "files", ""):
        yield names.filled(path).removesuffix(ENDING), names.filled(file.read_text("utf-8"))


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        inner = f"{path}/{one.name}" if path else one.name
        if one.is_dir():
            yield from _files(one, inner)
        elif one.name.endswith(ENDING):
            yield inner, one


def _initials(name: str) -> str:
    words = name.split("-")
    letters = "".join(word[:1] for word in words) if len(words) > 1 else name[:2]
    return re.sub("[^A-Z]", "", letters.upper())[:4] or "P"


def _faults(names: Names, target: Path) -> Iterator[Fault]:
    if NAME.fullmatch(names.name) is None or names.name in RESERVED or len(names.name) > LONGEST:
        message = f"the name of a programme is at most {LONGEST} small letters and digits, with dashes between words"
        yield Fault(code="template-name", message=message, path=("NAME",), help="such as `toddler-together`")
    elif names.name in {point.name for point in entry_points(group="peersupport")}:
        message = "a plugin of this name is installed, which the new one would replace"
        yield Fault(code="template-exists", message=message, path=("NAME",), help="choose another name")
    elif target.exists():
        message = "there is something of this name already, and nothing is overwritten"
        yield Fault(code="template-exists", message=message, path=("NAME",), help="choose another name or `--out`")
    if PREFIX.fullmatch(names.prefix) is None:
        message = "the ids of statements begin with one to four capitals"
        yield Fault(code="template-prefix", message=message, path=("--requirement-prefix",), help="such as `TT`")
