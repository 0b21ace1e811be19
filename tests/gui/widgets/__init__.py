"""Tests of small widgets."""
