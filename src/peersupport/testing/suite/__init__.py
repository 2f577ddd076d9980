"""The conformance suite: a plugin's test file needs one import.

    from peersupport.testing.suite import *

That makes a test of every check. The plugin is that of the nearest folder above with a `pyproject.toml` that has an
entry point of the group `peersupport`. Where a default does not fit, the file says so:

    class Requirements(SuiteRequirements):
        plugin = "toddler-together"
        scenarios = off("they are in the embedding service's own tests")

A check that is switched off is skipped with its reason, and the plugin does not reach its level.
"""

from peersupport.testing.suite.requirements import SuiteRequirements, off
from peersupport.testing.suite.tests import peersupport_plugin, test_conformance

__all__ = ["SuiteRequirements", "off", "peersupport_plugin", "test_conformance"]
