"""`peersupport concern`: what somebody fears for a child, whom to tell of it, and what was done."""
