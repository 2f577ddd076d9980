"""What a service says of its questions and answers is what it takes and gives, and tools can read it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from tests.examples.services import FRAMEWORKS, Service
from tests.examples.test_services import CASE, GRANT, JOAN, QUESTION, SUSPICION, grant, set_up

from peersupport import Audience
from peersupport.web import Answers, openapi
from peersupport.web.openapi import OPERATIONS

DOCUMENT = openapi("A service", "1.0")
ACTION = {"taken_at": "2026-01-01T10:00:00Z", "by_role": "co_ordinator", "what": "called social care"}


def validator(document: Any, schema: Any) -> Draft202012Validator:
    """Checks documents against a schema within an OpenAPI document."""
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    within = json.loads(json.dumps(schema).replace('"#/', '"urn:openapi#/'))
    return Draft202012Validator(within, registry=Registry().with_resource("urn:openapi", resource))


def references(one: Any) -> Iterator[str]:
    """Every reference in a document."""
    if isinstance(one, dict):
        yield from ([one["$ref"]] if isinstance(one.get("$ref"), str) else [])
        for inner in one.values():
            yield from references(inner)
    elif isinstance(one, list):
        for inner in one:
            yield from references(inner)


def test_it_is_openapi() -> None:
    """A document that tools refuse describes nothing: its form, its schemas, and where it points."""
    OpenAPI.model_validate(DOCUMENT)
    schemas = DOCUMENT["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
        assert schema.get("description") or schema.get("anyOf") or schema.get("enum") or schema.get("type")
    pointed = {*references(DOCUMENT)}
    assert pointed <= {f"#/components/schemas/{name}" for name in schemas}
    assert {f"#/components/schemas/{name}" for name in schemas} - pointed <= {
        f"#/components/schemas/{one.takes.__name__}" for one in OPERATIONS if one.takes is not None and one.own
    }


def test_cases_and_decisions_are_described_to_the_last_field() -> None:
    """A client is generated from the schemas: an `object` that says nothing more would tell it nothing."""
    schemas = DOCUMENT["components"]["schemas"]
    assert schemas["Case"]["properties"].keys() >= {"id", "participant", "children", "referrals"}
    assert schemas["DecisionDocument"]["properties"].keys() >= {"outcome", "findings", "missing", "redirects"}
    plain = [name for name, one in schemas.items() if one.get("type") == "object" and "properties" not in one]
    assert plain == []


def test_every_answer_has_a_place_in_it() -> None:
    """A method of `Answers` that the document leaves out is one that nobody finds."""
    methods = {name for name in vars(Answers) if not name.startswith("_") and callable(getattr(Answers, name))}
    assert {one.answers for one in OPERATIONS} == methods
    one = openapi("A service", "1.0", "duties")
    assert (list(one["paths"]), "Case" in one["components"]["schemas"]) == (["/duties"], False)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_real_requests_and_answers_are_as_described(framework: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each service serves its document, and what it takes and gives, problems among them, is valid by it."""
    service = Service(framework, monkeypatch)
    set_up(service)
    grant(service)
    document = service.get("/openapi.json").json()
    OpenAPI.model_validate(document)
    about = "/participants/{participant}/"
    asked: list[tuple[str, str, Any]] = [
        ("/eligibility", "/eligibility", CASE),
        ("/eligibility", "/eligibility?on=never", CASE),
        ("/eligibility", "/eligibility?programme=nowhere", CASE),
        ("/programmes/{programme}/acts", "/programmes/community-mothers/acts", {"action": "lend_money"}),
        (f"{about}disclosures", "/participants/anna/disclosures", QUESTION),
        (f"{about}disclosures", "/participants/anna/disclosures", SUSPICION),
        (f"{about}withdrawals", "/participants/anna/withdrawals", {"id": "w1", "giver": "anna"}),
        (f"{about}statements", "/participants/anna/statements", GRANT | {"id": "g2"}),
        (f"{about}concerns", "/participants/anna/concerns", {"id": "c1", "categories": ["concern"]}),
        (f"{about}concerns/{{concern}}/actions", "/participants/anna/concerns/c1/actions", ACTION),
    ]
    seen = set()
    for audience in (Audience.CO_ORDINATOR, Audience.PARTICIPANT):
        service.log_in(JOAN, audience)
        for number, (path, sent_to, sent) in enumerate(asked):
            if path not in document["paths"]:
                continue
            operation = document["paths"][path]["post"]
            body = operation["requestBody"]["content"]["application/json"]["schema"]
            assert [*validator(document, body).iter_errors(sent)] == []
            answered = service.send(sent_to, sent, {"Idempotency-Key": f"{audience.value}-{number}"})
            response = operation["responses"][str(answered.status_code)]["content"]
            schema = response[answered.headers["content-type"].partition(";")[0]]["schema"]
            assert [*validator(document, schema).iter_errors(answered.json())] == []
            seen.add((path, answered.status_code))
    assert {status for _, status in seen} >= {200, 201, 404, 422}
    if framework == "fastapi":
        assert {status for _, status in seen} >= {403}
        schema = document["paths"]["/duties"]["get"]["responses"]["403"]["content"]["application/problem+json"]
        assert [*validator(document, schema["schema"]).iter_errors(service.get("/duties").json())] == []


def test_a_wrong_body_is_wrong_by_the_schema_too() -> None:
    """The schema is as strict as the reading: an unknown key, a coerced value, a missing id."""
    schema = DOCUMENT["paths"]["/eligibility"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    for wrong in (CASE | {"unknown": 1}, CASE | {"id": 7}, {"participant": CASE["participant"]}, [CASE]):
        assert [*validator(DOCUMENT, schema).iter_errors(wrong)]
