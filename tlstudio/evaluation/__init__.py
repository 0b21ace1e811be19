"""Scores of a run with simpler methods beside it, predictions on new files, the report."""
