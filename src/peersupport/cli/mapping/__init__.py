"""Mappings of tables: checked and suggested."""
