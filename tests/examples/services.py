"""The example services in their real frameworks, behind one face: a request goes in, an answer comes out."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
from django.test import Client
from fastapi.testclient import TestClient as FastAPIClient
from litestar.testing import TestClient as LitestarClient

from peersupport import Audience, Engine, Host, PersonId, memory_ledger
from peersupport.web import Answers, Caller

EXAMPLES = Path(__file__).parents[2] / "examples"
FRAMEWORKS = ("fastapi", "litestar", "django")
VERA = PersonId("vera")


@attrs.frozen
class Reply:
    """What came back, whatever the framework."""

    status_code: int
    headers: Mapping[str, str]
    text: str

    def json(self) -> Any:
        """The document."""
        return json.loads(self.text)


@cache
def module_of(framework: str) -> ModuleType:
    """The example as a module: Django's settings name it, so it is one for all tests."""
    import sys  # noqa: PLC0415

    name = f"{framework}_service"
    spec = spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@cache
def host() -> Host:
    """One host for all services: it never changes."""
    return Host.load()


class Service:
    """A running service with a ledger in memory, and somebody logged in."""

    def __init__(self, framework: str, monkeypatch: Any) -> None:
        self.framework, self.module, self._patch = framework, module_of(framework), monkeypatch
        self.engine = Engine(host(), ledger=memory_ledger())
        self._numbers = count()
        monkeypatch.setattr(self.module, "answers", lambda *_: Answers(self.engine))
        self.log_in(VERA, Audience.CO_ORDINATOR)

    def log_in(self, person: PersonId, audience: Audience) -> None:
        """Somebody else asks from now on."""
        who = Caller(person=person, audience=audience)
        self._patch.setattr(self.module, "caller", lambda _: who)

    def log_out(self) -> None:
        """Nobody asks."""
        self._patch.setattr(self.module, "caller", lambda _: None)

    def post(self, path: str, document: Any, key: str | None = None) -> Reply:
        """A POST about Anna, under a key of its own or a given one."""
        return self.send(f"/participants/anna/{path}", document, {"Idempotency-Key": key or f"k{next(self._numbers)}"})

    def send(self, path: str, document: Any, headers: Mapping[str, str] | None = None) -> Reply:
        """A POST of a document, or of bytes."""
        content = document if isinstance(document, bytes) else json.dumps(document).encode()
        return asking(self.framework)(path, content, dict(headers or {}))

    def get(self, path: str) -> Reply:
        """A GET."""
        return asking(self.framework)(path, None, {})


@cache
def asking(framework: str) -> Callable[[str, bytes | None, dict[str, str]], Reply]:
    """How to ask the service of a framework."""
    app = module_of(framework).app
    if framework == "django":
        return lambda path, content, headers: _django(Client(), path, content, headers)
    client: Any = FastAPIClient(app) if framework == "fastapi" else LitestarClient(app)

    def ask(path: str, content: bytes | None, headers: dict[str, str]) -> Reply:
        given = headers | {"Content-Type": "application/json"}
        answered = client.get(path) if content is None else client.post(path, content=content, headers=given)
        return Reply(answered.status_code, answered.headers, answered.text)

    return ask


def _django(client: Client, path: str, content: bytes | None, headers: dict[str, str]) -> Reply:
    answered = (
        client.get(path)
        if content is None
        else client.post(path, data=content, content_type="application/json", headers=headers)
    )
    return Reply(answered.status_code, {k.lower(): v for k, v in answered.items()}, answered.content.decode())
