"""A decision as JSON: what it is, and how it is told of a decision that was made."""

from peersupport.documents.decision import DecisionDocument
from peersupport.documents.telling import decision_document

__all__ = ["DecisionDocument", "decision_document"]
