"""Tests of the answers of a desk."""
