"""Tests of the frame around the panels."""
