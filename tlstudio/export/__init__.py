"""Trained models in formats for others, each proven against its source."""
