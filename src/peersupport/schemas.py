"""The JSON Schema of every document that is handed in or given out, by its name.

Each is made from the classes by which the library reads and writes the document, so that the two cannot differ.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from peersupport._attrs import frozen
from peersupport.documents import DecisionDocument
from peersupport.documents.recorded import RecordedDecisionDocument
from peersupport.errors import UnknownName, did_you_mean
from peersupport.interop.instruments import Licensed
from peersupport.interop.mapping import Mapping as MappingFile
from peersupport.interop.mapping_schema import mapping_schema
from peersupport.interop.site_files import SiteFile
from peersupport.policies.boundaries.document import BoundaryDecisionDocument
from peersupport.policies.disclosure.document import DisclosureDecisionDocument
from peersupport.records.activity import Activity
from peersupport.records.acts import Act
from peersupport.records.case import Case
from peersupport.records.codec.fields import leading_to
from peersupport.records.codec.form import Schema
from peersupport.records.codec.schema import schema_of, summary_of
from peersupport.records.consent import Competence, ConsentStatement, ProxyAuthority, RoleHeld
from peersupport.records.disclosure import DisclosureRequest
from peersupport.rules.criterion_shape import CriterionDocument
from peersupport.rules.recorded_documents import RecordedRulesDocument, RuleSetDocument


@frozen
class Document:
    """A document: its name, the class that it is read into, what it is, and whether it only stands inside others."""

    name: str
    kind: Any
    says: str
    part: bool = False


MAIN: Mapping[str, Any] = MappingProxyType(
    {
        "case": Case,
        "activity": Activity,
        "site": SiteFile,
        "instruments": Licensed,
        "consent-statement": ConsentStatement,
        "role-held": RoleHeld,
        "competence": Competence,
        "proxy-authority": ProxyAuthority,
        "disclosure-request": DisclosureRequest,
        "act": Act,
        "decision": DecisionDocument,
        "disclosure-decision": DisclosureDecisionDocument,
        "boundary-decision": BoundaryDecisionDocument,
        "criterion": CriterionDocument,
        "recorded-rules": RecordedRulesDocument,
        "rule-set": RuleSetDocument,
        "recorded-decision": RecordedDecisionDocument,
    }
)
"""The documents that stand by themselves."""
MAPPING = "What the columns of a table mean in the records of a case: a TOML file."
CRITERION = "A criterion: an object with one key, the name of the node, and under it what the node takes."


@cache
def documents() -> Mapping[str, Document]:
    """Every document by its name: those that stand by themselves, then the records inside them."""
    found = {
        name: Document(name=name, kind=kind, says=CRITERION if kind is CriterionDocument else summary_of(kind))
        for name, kind in MAIN.items()
    }
    found["mapping"] = Document(name="mapping", kind=MappingFile, says=MAPPING)
    held = {one for one in MAIN.values() if one is not CriterionDocument}
    for kind in (part for one in MAIN.values() for part in leading_to(one) if part not in held):
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower()
        found.setdefault(name, Document(name=name, kind=kind, says=summary_of(kind), part=True))
    return MappingProxyType(found)


def schema(name: str) -> Schema:
    """The JSON Schema (draft 2020-12) of a document. Raises `UnknownName`."""
    document = documents().get(name)
    if document is None:
        help = did_you_mean(name, documents()) or "`peersupport schema` lists them"
        raise UnknownName("there is no document of this name", help=help)
    if document.kind is MappingFile:
        return {"title": document.name, **mapping_schema()}
    made = schema_of(document.kind, title=document.name)
    if document.kind is SiteFile:
        # The file may leave out an end that is open; in a record both stand.
        made["$defs"]["Period"].pop("required")
    return made
