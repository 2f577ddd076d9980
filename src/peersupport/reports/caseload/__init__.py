"""The page of a reviewed caseload: what `peersupport review --out` writes as `report.html`."""
