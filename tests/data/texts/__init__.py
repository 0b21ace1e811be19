"""Tests of data/texts."""
