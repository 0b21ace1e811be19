"""Benchmarks: both sides in one run, ratios printed; started by hand, never by the tests."""
