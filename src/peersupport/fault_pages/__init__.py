"""What each fault means: a page for every code, kept as data beside this file, for the command line and the docs."""

from peersupport.fault_pages.page import FaultPage, fault_page, fault_pages

__all__ = ["FaultPage", "fault_page", "fault_pages"]
