"""Read-only folds over records: what happened, how long it took, what it came to. They are not decisions."""
