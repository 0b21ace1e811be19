"""Use the model and share it."""
