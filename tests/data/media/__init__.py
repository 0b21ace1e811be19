"""Tests of data/media."""
