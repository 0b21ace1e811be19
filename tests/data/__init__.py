"""Tests of the dataset: store, media, importers, splits, checks."""
