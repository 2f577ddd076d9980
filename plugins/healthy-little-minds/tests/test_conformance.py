"""The plugin keeps to what the core and its users rest on: every check of the conformance suite."""

from peersupport.testing.suite import *  # noqa: F403 - the suite is one import
