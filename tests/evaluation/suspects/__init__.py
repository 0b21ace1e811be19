"""Tests of labels that are probably wrong."""
