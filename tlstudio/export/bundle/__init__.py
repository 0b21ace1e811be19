"""A zip file with the model and everything around it."""
