"""Results, with the final test behind its own button."""
