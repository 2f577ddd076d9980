"""The kinds of reports: each a fold over a caseload and a site's activity, into a draft."""
