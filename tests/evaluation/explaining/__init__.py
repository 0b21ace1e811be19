"""Tests of what shows where a model looked."""
