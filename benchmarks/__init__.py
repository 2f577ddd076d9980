"""The goals of performance, each against its reference in the same run: `nox -s benchmarks`."""
