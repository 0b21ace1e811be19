"""Tests of the train panel."""
