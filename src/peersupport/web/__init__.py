"""Requests answered over HTTP, for any framework: bytes in, a document and a status out.

A service's own code is left with what is its own: who asks, which path leads where, and in which thread.
"""

from peersupport.web.answer import Answer
from peersupport.web.answers import Answers
from peersupport.web.caller import Caller
from peersupport.web.openapi import openapi

__all__ = ["Answer", "Answers", "Caller", "openapi"]
