"""Spreadsheets: what is looked at before a library reads them, and what their typed cells come to."""
