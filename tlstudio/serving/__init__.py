"""Predictions over HTTP on this computer alone."""
