"""Tests of evaluation, prediction and report."""
