"""Wrong documents, wrong records and files with faults, all of them full of canaries."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.durability.listening import BORN, NHS_NUMBER, TELEPHONE, Words

from peersupport import Case, Concern, ConsentStatement, DisclosureRequest, Item, Participant, Party, PersonId, Role
from peersupport.dates import DateRange, parse_date
from peersupport.instants import parse_instant
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping
from peersupport.records.codec import case_from, parse_json, structured
from peersupport.records.consent import Competence, RoleHeld, StatementKind
from peersupport.records.identifiers import CaseId, ConcernId, ProgrammeId, StatementId

Provocation = Callable[[Words], object]
_NAIVE = datetime(1871, 3, 17, 10, 30)  # noqa: DTZ001 - naive on purpose
_BORN = date(1871, 3, 17)
_CSV = """
case_id = "id"
on = 2025-06-01
[[fields]]
to = "participant.birth_date"
from = "born"
kind = "date"
[[fields]]
to = "participant.parent_role"
from = "role"
[[fields]]
to = "referrals[0].severity"
from = "severity"
"""


def case_document(words: Words) -> dict[str, Any]:
    """A case with a canary in every field that takes words."""
    return {
        "id": words.word("case"),
        "participant": {
            "id": words.word("id"),
            "names": [words.word("name"), words.word("name")],
            "birth_date": BORN,
            "parent_role": "mother",
            "nhs_number": NHS_NUMBER,
            "telephone": TELEPHONE,
            "email": words.email(),
            "languages": [words.word("language")],
            "ethnicity": words.word("ethnicity"),
        },
        "children": [{"id": words.word("child"), "names": [words.word("name")], "birth_date": BORN}],
        "family": [{"id": words.word("member"), "names": [words.word("name")], "relation": words.word("relation")}],
        "referrals": [
            {"id": words.word("referral"), "reason": words.word("reason"), "vetting_reason": words.word("v")}
        ],
        "concerns": [concern_document(words)],
        "consent": [statement_document(words)],
        "answers": [{"matter": "x.y", "value": words.word("answer"), "given_on": BORN}],
    }


def statement_document(words: Words) -> dict[str, Any]:
    """A statement."""
    return {
        "id": words.word("statement"),
        "kind": "grant",
        "subject": words.word("id"),
        "giver": words.word("id"),
        "given_at": f"{BORN}T10:30:00Z",
        "sender": {"person": words.word("id")},
        "categories": ["health", words.word("category")],
        "purposes": [words.word("purpose")],
        "obligations": [words.word("obligation")],
        "evidence": words.word("evidence"),
    }


def concern_document(words: Words) -> dict[str, Any]:
    """A concern."""
    return {
        "id": words.word("concern"),
        "subject": words.word("id"),
        "about": words.word("child"),
        "note": f"{words.word('note')} {NHS_NUMBER}",
        "raised_at": f"{BORN}T10:30:00Z",
        "categories": [words.word("category")],
    }


def request_document(words: Words) -> dict[str, Any]:
    """A request."""
    return {
        "subject": words.word("id"),
        "sender": words.word("id"),
        "recipient": words.word("id"),
        "items": [{"category": words.word("category"), "content": words.word("content")}],
        "purpose": words.word("purpose"),
        "known_names": [words.word("name")],
    }


def _places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for step, one in inner:
        yield from _places(one, (*path, step))


def spoilt(document: Any, words: Words) -> Any:
    """The document with one to three things wrong somewhere."""
    document = deepcopy(document)
    for _ in range(words.random.randint(1, 3)):
        path = words.random.choice(list(_places(document))[1:])
        holder = document
        for step in path[:-1]:
            holder = holder[step]
        match words.random.randrange(5):
            case 0:
                wrong = (
                    {"is": words.word("wrong")}, [words.word("wrong")], 7, True, 1e300, 2**70, words.word("wrong"),
                    words.word("a") + "\ud800", f"{BORN}T10:30:00", {"start": BORN, "end": words.word("end")},
                )  # fmt: skip
                holder[path[-1]] = words.random.choice(wrong)
            case 1 if isinstance(holder, dict):
                holder["unknown"] = words.word("unknown")
            case 2 if isinstance(holder, dict):
                holder[words.word("key")] = "unknown"
            case 3:
                del holder[path[-1]]
            case _:
                holder[path[-1]] = None
        document = json.loads(json.dumps(document))
    return document


def _text(words: Words) -> object:
    """JSON that is none."""
    text = json.dumps(case_document(words), ensure_ascii=False)
    match words.random.randrange(5):
        case 0:
            return parse_json(text[: words.random.randrange(1, len(text) - 1)])
        case 1:
            return parse_json(text.encode("utf-16"))
        case 2:
            return parse_json(text[:-1] + f', "{words.word("key")}": NaN}}')
        case 3:
            return parse_json(text[:-1] + ', "id": 1}')
        case _:
            return parse_json('{"' + words.word("key") + '":' + "[" * 100_000)


def _record(words: Words) -> object:
    """Records that cannot be."""
    who = PersonId(words.word("id"))
    makers: tuple[Callable[[], object], ...] = (
        lambda: ConsentStatement(
            id=StatementId(words.word("s")), kind=StatementKind.GRANT, subject=who, giver=who, given_at=_NAIVE
        ),
        lambda: DisclosureRequest(
            subject=who, sender=who, recipient=who, items=(Item(category=words.word("c")),), purpose=None, at=_NAIVE
        ),
        lambda: Competence(subject=who, purposes=(words.word("p"),), on=True, start=_NAIVE),
        lambda: RoleHeld(person=who, role=Role.GP, programme=ProgrammeId("p"), on=True, start=_NAIVE),
        lambda: Party(person=who, role=Role.GP),
        lambda: ConsentStatement(
            id=StatementId(words.word("s")), kind=StatementKind.GRANT, subject=who, giver=who,
            given_at=datetime(1871, 3, 17, tzinfo=UTC), recorded_at=datetime(1870, 1, 1, tzinfo=UTC),
        ),
        lambda: Case(id=CaseId(words.word("case")), participant=Participant(id=who), children=[who]),  # type: ignore[arg-type]
        lambda: DateRange(start=date(1872, 1, 1), end=_BORN),
        lambda: parse_date(words.word("date")),
        lambda: parse_date(f"{BORN} {words.word('date')}"),
        lambda: parse_instant(words.word("instant")),
        lambda: parse_instant(f"{BORN}T10:30:00"),
        lambda: Concern(ConcernId(words.word("c")), who, words.word("p"), note=words.word("n"), notes=words.word("n")),  # type: ignore[call-arg,arg-type]
    )  # fmt: skip
    return words.random.choice(makers)()


def documents(folder: Path) -> dict[str, Provocation]:
    """The provocations, by name; files are made in the folder."""
    mapping = folder / "mapping.toml"
    mapping.write_text(_CSV, encoding="utf-8")

    def table(words: Words) -> object:
        path = folder / "cases.csv"
        good = f"{words.word('case')},2000-01-01,mother,mild"
        bad = f"{words.word('case')},{words.word('born')},{words.word('role')},{BORN}"
        path.write_text(f"id,born,role,severity\n{good}\n{bad}\n{good}\n", encoding="utf-8")
        return read_caseload(path, read_mapping(mapping))

    def lines(words: Words) -> object:
        path = folder / "cases.jsonl"
        document = case_document(words)
        path.write_text("\n".join(json.dumps(one) for one in (document, spoilt(document, words))), encoding="utf-8")
        return read_caseload(path)

    return {
        "document: case": lambda words: case_from(spoilt(case_document(words), words)),
        "document: statement": lambda words: structured(spoilt(statement_document(words), words), ConsentStatement),
        "document: concern": lambda words: structured(spoilt(concern_document(words), words), Concern),
        "document: request": lambda words: structured(spoilt(request_document(words), words), DisclosureRequest),
        "document: text": _text,
        "record": _record,
        "caseload: table": table,
        "caseload: lines": lines,
    }
