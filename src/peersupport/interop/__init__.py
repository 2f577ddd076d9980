"""The edge where files come in: caseloads, mappings, tables of areas, sites. All of a file is taken, or nothing."""
