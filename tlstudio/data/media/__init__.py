"""Readers of files: pixels at their own depth, facts, and why a file cannot be used."""
