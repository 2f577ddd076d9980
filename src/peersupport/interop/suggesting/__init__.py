"""A first mapping for a table: by the names of its columns, and by what their cells look like. No cell is shown."""
