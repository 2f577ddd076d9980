"""The command line: one command a file. Exit codes: 0 fine, 1 faults in the input (all listed), 2 usage."""

from peersupport.cli.main import main

__all__ = ["main"]
