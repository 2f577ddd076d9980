"""The answers of a service as an OpenAPI 3.1 document, from the classes by which its documents are read and written."""

from collections.abc import Mapping
from typing import Any

from peersupport._attrs import frozen
from peersupport.policies.boundaries.document import BoundaryDecisionDocument
from peersupport.records.acts import Act
from peersupport.records.case import Case
from peersupport.records.codec.form import Json, Schema, is_array, is_object
from peersupport.records.codec.schema import schema_of
from peersupport.records.consent import ConsentStatement
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.web.answer import STATUS
from peersupport.web.answers import Answers
from peersupport.web.caller import LONGEST_KEY
from peersupport.web.documents import (
    DisclosureAnswer,
    DisclosureQuestion,
    DutiesAnswer,
    DutyAnswer,
    EligibilityAnswer,
    Problem,
    RecordedAnswer,
)


@frozen
class Operation:
    """A question over HTTP: the method of `Answers` that answers it, what is sent and what comes back."""

    answers: str
    path: str
    gives: type[Any]
    takes: type[Any] | None = None
    own: tuple[str, ...] = ()
    """What the service knows better than the body, which therefore need not say it."""
    method: str = "post"
    status: int = 200
    key: bool = False
    query: Mapping[str, Schema] = {}


_PROGRAMMES: Schema = {"type": "array", "items": {"type": "string"}}
_DAY: Schema = {"type": "string", "format": "date"}
_ABOUT = "/participants/{participant}"
OPERATIONS = (
    Operation(
        answers="eligibility",
        path="/eligibility",
        takes=Case,
        gives=EligibilityAnswer,
        query={"programme": _PROGRAMMES, "on": _DAY},
    ),
    Operation(
        answers="boundaries",
        path="/programmes/{programme}/acts",
        takes=Act,
        own=("by",),
        gives=BoundaryDecisionDocument,
    ),
    Operation(
        answers="record",
        path=f"{_ABOUT}/statements",
        takes=ConsentStatement,
        own=("subject",),
        gives=RecordedAnswer,
        status=201,
        key=True,
    ),
    Operation(
        answers="withdraw",
        path=f"{_ABOUT}/withdrawals",
        takes=ConsentStatement,
        own=("subject", "kind"),
        gives=RecordedAnswer,
        status=201,
        key=True,
    ),
    Operation(
        answers="disclose",
        path=f"{_ABOUT}/disclosures",
        takes=DisclosureQuestion,
        gives=DisclosureAnswer,
        key=True,
    ),
    Operation(
        answers="raise_concern",
        path=f"{_ABOUT}/concerns",
        takes=Concern,
        own=("subject", "raised_by"),
        gives=DutyAnswer,
        status=201,
        key=True,
    ),
    Operation(
        answers="act",
        path=f"{_ABOUT}/concerns/{{concern}}/actions",
        takes=ProfessionalAction,
        own=("by",),
        gives=DutyAnswer,
        status=201,
        key=True,
    ),
    Operation(
        answers="duties",
        path="/duties",
        method="get",
        gives=DutiesAnswer,
        query={"participant": {"type": "string"}},
    ),
)
"""Every question that `Answers` answers, at the path where the examples answer it."""


def openapi(title: str, version: str, *answered: str) -> Schema:
    """The document of a service that answers some questions, by the names of the methods of `Answers`; else all.

    A service with paths of its own adds this document's `paths` and `components.schemas` to those that it has.
    """
    components: Schema = {}
    paths: Schema = {}
    for one in OPERATIONS:
        if not answered or one.answers in answered:
            paths.setdefault(one.path, {})[one.method] = _operation(one, components)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {"schemas": dict(sorted(components.items()))},
    }


def _operation(one: Operation, components: Schema) -> Schema:
    summary, _, description = (getattr(Answers, one.answers).__doc__ or "").partition("\n\n")
    operation: Schema = {
        "operationId": one.answers,
        "summary": summary,
        "description": " ".join(description.split()),
        "parameters": list(_parameters(one)),
        "responses": {
            str(one.status): _content("answered", "application/json", _schema(one.gives, components)),
            **{
                str(status): _content("a problem", "application/problem+json", _schema(Problem, components))
                for status in sorted({*STATUS.values(), 500})
            },
        },
    }
    if one.takes is not None:
        body = _schema(one.takes, components, one.own)
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


def _content(description: str, media_type: str, schema: Schema) -> Schema:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _parameters(one: Operation) -> list[Schema]:
    steps = [step[1:-1] for step in one.path.split("/") if step.startswith("{")]
    found: list[Schema] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in steps
    ]
    found += [{"name": name, "in": "query", "schema": dict(schema)} for name, schema in one.query.items()]
    if one.key:
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
        found.append({"name": "Idempotency-Key", "in": "header", "required": True, "schema": key})
    return found


def _schema(kind: type[Any], components: Schema, own: tuple[str, ...] = ()) -> Schema:
    """A reference to the schema of a class, which is put with all that it refers to among the components."""
    components |= {name: _moved(one) for name, one in schema_of(kind)["$defs"].items()}
    name = kind.__name__
    if own:
        whole = components[name]
        needed = [each for each in whole.get("required", ()) if each not in own]
        name = f"{name}Without{''.join(each.title().replace('_', '') for each in own)}"
        components[name] = {**whole, "required": needed}
    return {"$ref": f"#/components/schemas/{name}"}


def _moved(schema: Json) -> Json:
    """The same schema with its definitions where OpenAPI has them."""
    if is_object(schema):
        return {name: _moved(one) for name, one in schema.items()}
    if is_array(schema):
        return [_moved(one) for one in schema]
    return schema.replace("#/$defs/", "#/components/schemas/") if isinstance(schema, str) else schema
