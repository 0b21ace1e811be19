"""One folder a step of the rail."""
