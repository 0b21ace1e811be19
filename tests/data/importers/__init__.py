"""Tests of data/importers."""
