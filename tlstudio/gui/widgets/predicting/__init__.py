"""Predictions on new images: dropped, answered, looked at, filtered, saved."""
